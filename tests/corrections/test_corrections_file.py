"""``corrections.toml``: what is read, which mistakes are told and how, what is written and what is left alone."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from kg.corrections import (
    KINDS,
    Correction,
    add_correction,
    parse_corrections,
    read_corrections,
    remove_correction,
    to_corrections,
)
from kg.errors import KgError
from kg.model import EntityType
from kg.resolution.across import Pick, Rejection

ALL = """
# by hand
[[merge]]
entities = ["IBM", "Big Blue", { entity = "blue-org", articles = ["a", "b"] }]   # the same
note = "see the annual report"

[[split]]
entities = [{ entity = "Li Wei", articles = ["a"] }, { entity = "Li Wei", articles = ["b"] }]
[[rename]]
entity = "asml-org"
name = "ASML  Holding"
[[retype]]
entity = "Ariane"
type = "product"
[[identify]]
entity = "IBM"
same_as = "https://www.wikidata.org/entity/Q37156"
[[reject]]
subject = "Intel"
predicate = "acquires"
object = "Tower"
article = "a"
[[reject]]
statement = "stmt-1"
[[merge]]
entities = ["X", "Y"]
"""


def test_every_kind() -> None:
    given = parse_corrections(ALL)
    kinds = ["merge", "split", "rename", "retype", "identify", "reject", "reject", "merge"]
    assert [one.kind for one in given] == kinds
    assert given[0].where == "corrections.toml, line 3 ([[merge]])"
    applied = to_corrections(given)
    blue = Pick(entity="blue-org", articles=("a", "b"))
    assert applied.merge == (
        (Pick(entity="IBM"), Pick(entity="Big Blue"), blue),
        (Pick(entity="X"), Pick(entity="Y")),
    )
    assert applied.split == (
        (Pick(entity="Li Wei", articles=("a",)), Pick(entity="Li Wei", articles=("b",))),
    )
    assert applied.rename == ((Pick(entity="asml-org"), "ASML Holding"),)
    assert applied.retype == ((Pick(entity="Ariane"), EntityType.PRODUCT),)
    assert applied.identify == ((Pick(entity="IBM"), "https://www.wikidata.org/entity/Q37156"),)
    intel, tower = Pick(entity="Intel"), Pick(entity="Tower")
    assert applied.reject == (
        Rejection(subject=intel, predicate="acquires", object=tower, article="a"),
        Rejection(statement="stmt-1"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[merge]\n", "not valid TOML"),
        ("[[fuse]]\n", "unknown kind of correction 'fuse'; known are merge, split"),
        ("[merge]\nentities = ['a', 'b']\n", "write each merge as a table under [[merge]]"),
        ("merge = 3\n", "write each merge as a table under [[merge]]"),
        ("\n[[merge]]\nentity = 'a'\n", "line 2 ([[merge]]): unknown key 'entity'; known are entities, note"),
        ("[[merge]]\n", "line 1 ([[merge]]): 'entities' is missing"),
        ("[[merge]]\nentities = ['a']\n", "a list of two entities or more"),
        ("[[merge]]\nentities = 'a, b'\n", "a list of two entities or more"),
        ("[[merge]]\nentities = ['a', 3]\n", "'entities' takes an entity's name or id"),
        ("[[merge]]\nentities = ['a', '']\n", "'entities' takes an entity's name or id"),
        ("[[split]]\nentities = ['a', {entity = 'a'}]\n", "'entities' takes an entity's name or id"),
        ("[[split]]\nentities = ['a', {entity = 'a', articles = []}]\n", "'entities' takes an entity's name or id"),
        ("[[rename]]\nentity = 'a'\nname = ' '\n", "'name' is text in quotation marks"),
        ("[[rename]]\nentity = 'a'\nname = 3\n", "'name' is text in quotation marks, not 3"),
        ("[[rename]]\nentity = 'a'\nname = 'b'\n[[retype]]\nentity = 'a'\ntype = 'Firm'\n",
         "line 4 ([[retype]]): unknown type 'Firm'; known are Person"),
        ("[[identify]]\nentity = 'a'\nsame_as = 'Q1'\n", "'same_as' is an IRI"),
        ("[[identify]]\nentity = 'a'\nsame_as = ['javascript:alert(1)']\n", "'same_as' is an IRI"),
        ("[[reject]]\n", "say which statement"),
        ("[[reject]]\narticle = 'a'\n", "say which statement"),
        ("merge = [{entities = ['a']}]\n", "corrections.toml ([[merge]]): 'entities' is a list of two"),
        ("a = '\x00'\n", "not valid TOML"),
        ("[[rename]]\nentity = 'a'\nname = '\udcff'\n", "no text in UTF-8"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_the_line(text: str, message: str) -> None:
    with pytest.raises(KgError) as caught:
        parse_corrections(text)
    assert str(caught.value).startswith("corrections.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"\xff")
    for name in ("c.toml", "none.toml", "."):
        with pytest.raises(KgError, match="can't be read"):
            read_corrections(tmp_path / name)


def correction(number: int) -> Correction:
    return Correction(
        kind="merge", values={"entities": (Pick(entity=f"a{number}"), Pick(entity=f"b{number}"))}
    )


def contents(path: Path) -> list[tuple[str, object]]:
    return [(one.kind, dict(one.values)) for one in read_corrections(path)]


@pytest.mark.parametrize("before", ["", "# mine", ALL, ALL.replace("\n", "\r\n"), "merge = []\n", "\n\n"])
def test_what_stands_in_the_file_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(before.encode())
    if before == "merge = []\n":
        with pytest.raises(KgError):
            add_correction(path, correction(1))
        assert path.read_bytes() == before.encode()
        return
    there = contents(path)
    add_correction(path, correction(1))
    add_correction(path, correction(2))
    assert path.read_bytes().startswith(before.encode())
    assert (b"\r\n" in path.read_bytes()) == ("\r\n" in before)
    assert len(contents(path)) == len(there) + 2
    assert contents(path)[: len(there)] == there
    remove_correction(path)
    remove_correction(path)
    assert contents(path) == there
    assert path.read_text(encoding="utf-8").strip() == before.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("number", range(8))
def test_any_correction_can_be_taken_out_and_comments_stay(tmp_path: Path, number: int) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(ALL.replace("[[rename]]", "\n# about ASML\n[[rename]]"), encoding="utf-8")
    there = contents(path)
    gone = remove_correction(path, number)
    assert (gone.kind, dict(gone.values)) == there[number]
    assert contents(path) == there[:number] + there[number + 1 :]
    assert "# by hand" in path.read_text(encoding="utf-8")
    assert "# about ASML" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [-2, 1, 9])
def test_nothing_to_take_out(tmp_path: Path, number: int) -> None:
    path = tmp_path / "corrections.toml"
    with pytest.raises(KgError, match="no correction"):
        remove_correction(path, number)
    assert not path.exists()
    add_correction(path, correction(1))
    with pytest.raises(KgError, match="no correction"):
        remove_correction(path, number)


def test_what_looks_like_a_head_inside_text_is_none(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text('[[merge]]\nentities = ["a", "b"]\nnote = """\n[[merge]]\n"""\n', encoding="utf-8")
    add_correction(path, correction(1))
    before = path.read_bytes()
    assert len(contents(path)) == 2
    with pytest.raises(KgError, match="delete it by hand"):
        remove_correction(path, 1)
    assert path.read_bytes() == before


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    add_correction(path, correction(1))
    assert path.read_text(encoding="utf-8") == (
        "# Corrections of this graph, applied again on every build. Edit them by hand, or use: kg correct\n"
        "# [[merge]] [[split]] [[rename]] [[retype]] [[identify]] [[reject]]\n"
        '\n[[merge]]\nentities = ["a1", "b1"]\n'
    )


def test_whatever_a_name_holds_is_read_as_it_was_written(tmp_path: Path) -> None:
    rng = random.Random(7)
    alphabet = string.printable + "\\\"'#[]{}=é\u2028\u2029\x85\ufeff\u202e𝔸\x7f\x00"
    path = tmp_path / "corrections.toml"
    expected = []
    for _ in range(60):
        name = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 30))).strip() or "x"
        pick = Pick(entity=name, articles=(name, name + "\n[[merge]]"))
        made = Correction(kind="reject", values={"subject": pick, "predicate": name, "note": name})
        add_correction(path, made)
        expected.append((made.kind, dict(made.values)))
    assert contents(path) == expected
    while expected:
        number = rng.randrange(len(expected))
        remove_correction(path, number)
        del expected[number]
        assert contents(path) == expected


def test_every_kind_has_an_order_of_keys() -> None:
    from kg.corrections.entries import ORDER

    assert {key for needed, optional in KINDS.values() for key in (*needed, *optional)} <= set(ORDER)
