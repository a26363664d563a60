"""``kg correct`` as a user types it, and what ``kg build`` takes beside articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reconciling import serving

from kg.cli import main
from kg.linking import service

Write = Callable[..., Path]
TEXTS = {"a": "Acme bought Bolt. Zenith bought Core.", "b": "Acme bought Dyne."}


def kg(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def one_line(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    return line


@pytest.fixture
def output(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> Path:
    result = kg("build", write_articles(**TEXTS), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("arguments", "printed", "shown"),
    [
        (["merge", "Acme", "Zenith"], "merge: entities 'acme-org', 'zenith-org'", "Acme -- acquires -> Core"),
        (["split", "Acme", "--article", "b"], "split: entities 'acme-org' in b, 'acme-org' in a", "Acme (Org"),
        (["rename", "Acme", "Acme Inc."], "rename: entity 'acme-org', name 'Acme Inc.'", "Acme Inc. (Organization, acme-inc"),
        (["retype", "Acme", "person"], "retype: entity 'acme-org', type 'Person'", "Acme (Person, acme-person)"),
        (["identify", "Acme", "urn:x:1"], "identify: entity 'acme-org', same_as 'urn:x:1'", "Acme (Organization, acme-org)"),
        (["reject", "Acme", "acquires", "Bolt"], "reject: subject 'acme-org', predicate 'acquires', object 'bolt-org'",
         "Acme -- acquires -> Dyne"),
    ],
)  # fmt: skip
def test_each_kind(output: Path, arguments: list[str], printed: str, shown: str) -> None:
    result = kg("correct", output, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{printed}\n"
    assert shown in kg("show", output, "Acme").stdout
    assert kg("correct", output, "list").stdout == f"1  {printed}\n"
    text = (output / "corrections.toml").read_text(encoding="utf-8")
    assert f"[[{arguments[0]}]]" in text
    assert kg("correct", output, "undo").stdout == f"{printed}\n"
    assert kg("correct", output, "list").stdout == ""
    assert f"\n[[{arguments[0]}]]" not in (output / "corrections.toml").read_text(encoding="utf-8")


def test_edited_by_hand(output: Path) -> None:
    text = (
        '# mine\n[[rename]]\nentity = "Acme"\nname = "Acme Inc."\n\n[[merge]]\nentities = ["Gone", "Bolt"]\n'
    )
    (output / "corrections.toml").write_text(text, encoding="utf-8")
    result = kg("correct", output, "apply")
    assert result.stdout == "applied 2 corrections\n"
    assert result.stderr == "kg: a correction fits nothing any more: merge: no entity 'Gone'\n"
    assert "Acme Inc. (Organization" in kg("show", output, "Acme").stdout
    assert (output / "corrections.toml").read_text(encoding="utf-8") == text


def test_build_tells_what_fits_nothing_any_more(output: Path, write_articles: Write) -> None:
    (output / "corrections.toml").write_text(
        '[[rename]]\nentity = "Gone\x1b"\nname = "X"\n'.replace("\x1b", "\\u001B")
    )
    result = kg("build", write_articles(**TEXTS), "-o", output)
    assert result.exit_code == 0
    assert result.stderr.startswith("kg: a correction fits nothing any more: rename: no entity 'Gone")
    assert "\x1b" not in result.stderr
    assert "2 unchanged" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fuse", "Acme", "Bolt"],
        ["merge", "Acme"],
        ["merge", "Acme", "Nobody"],
        ["rename", "Acme"],
        ["retype", "Acme", "Firm"],
        ["identify", "Acme", "Q1"],
        ["reject", "Acme", "acquires", "Core"],
        ["reject", "Acme", "acquires"],
        ["split", "Acme", "--article", "none"],
        ["undo"],
        ["undo", "0"],
    ],
)
def test_refusals_are_one_line_and_write_nothing(output: Path, arguments: list[str]) -> None:
    one_line(kg("correct", output, *arguments))
    assert not (output / "corrections.toml").exists()


def test_mistake_in_the_file(output: Path, write_articles: Write) -> None:
    (output / "corrections.toml").write_text("[[merge]]\nentities = 3\n", encoding="utf-8")
    for command in (["correct", output, "list"], ["correct", output, "merge", "Acme", "Bolt"], ["correct", output, "apply"],
                    ["build", write_articles(**TEXTS), "-o", output]):  # fmt: skip
        assert "corrections.toml, line 1 ([[merge]])" in one_line(kg(*command))
    assert (output / "corrections.toml").read_text(encoding="utf-8") == "[[merge]]\nentities = 3\n"


def test_folder_that_is_no_graph(tmp_path: Path) -> None:
    one_line(kg("correct", tmp_path, "merge", "a", "b"))
    assert list(tmp_path.iterdir()) == []


def test_build_with_tables_and_settings(
    plain_reading: list[str], write_articles: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text("name,aliases\nAcme Corporation,Acme|Zenith\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text('[[rename]]\nentity = "Bolt"\nname = "Nut"\n', encoding="utf-8")
    folder = write_articles(**TEXTS)
    options = ["--aliases", tmp_path / "t.csv", "--corrections", tmp_path / "mine.toml"]
    assert kg("build", folder, "-o", tmp_path / "one", *options).exit_code == 0
    shown = kg("show", tmp_path / "one", "Zenith").stdout
    assert "Acme Corporation -- acquires -> Nut" in shown
    (tmp_path / "kg.toml").write_text('aliases = "t.csv"\ncorrections = "mine.toml"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert kg("build", folder, "-o", "two").exit_code == 0
    assert kg("show", "two", "Zenith").stdout == shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--aliases", "none.csv"], "no such alias table: none.csv"),
        (["--aliases", "bad.csv"], "bad.csv, line 1"),
        (["--corrections", "none.toml"], "no such file of corrections: none.toml"),
        (["--reconcile", "ftp://x.example"], "web address"),
    ],
)
def test_mistakes_are_told_before_anything_is_written(
    plain_reading: list[str],
    write_articles: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.csv").write_text("x\n", encoding="utf-8")
    assert message in one_line(kg("build", write_articles(**TEXTS), "-o", "out", *options))
    assert not (tmp_path / "out").exists()
    assert plain_reading == []


def test_service_that_fails(
    plain_reading: list[str], write_articles: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.time, "sleep", lambda seconds: None)
    with serving() as server:
        server.always = b"<html>"
        result = kg("build", write_articles(**TEXTS), "-o", tmp_path / "out", "--reconcile", server.url)
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"kg: {server.url}: does not answer in JSON; 5 of 5 names")
    assert "statements      3" in result.stdout


def test_show_tells_identifiers_and_what_was_left_open(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(
        "name,same_as,context\nAcme,urn:x:1,\nBolt,urn:x:2,\nBolt,urn:x:3,\nCore,urn:x:4,screws\n",
        encoding="utf-8",
    )
    folder = write_articles(a="Acme bought Bolt. Acme bought Core.")
    assert kg("build", folder, "-o", tmp_path / "out", "--aliases", tmp_path / "t.csv").exit_code == 0
    assert "  identifiers: urn:x:1\n" in kg("show", tmp_path / "out", "Acme").stdout
    shown = kg("show", tmp_path / "out", "Bolt").stdout
    assert "  left without identifier, could be: urn:x:2, urn:x:3\n" in shown
    assert "identifier" not in kg("show", tmp_path / "out", "Core").stdout
