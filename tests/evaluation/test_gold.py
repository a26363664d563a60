from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation_gold import TEXT, gold_values

from kg.evaluation import read_gold
from kg.model import Status
from kg.ontology import load_ontology

Write = Callable[..., Path]


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the sound values with one place, such as ``relations.0.p``, changed, or taken away for ``...``."""
    values = gold_values()
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = values
    for part in way:
        place = place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return values


MISTAKES = [
    ("entities.0.type", "Company", "entities[0].type: 'Company' is not one of Person, Organization"),
    ("entities.1.id", "e1", "entities[1].id: 'e1' occurs twice"),
    ("entities.1.name", "", "entities[1].name: missing"),
    ("entities.2.aliases", ["Omega"], "entities[2].aliases: 'Omega' is not in the text"),
    ("entities.2.aliases", "Zeta", "entities[2].aliases: must be a list"),
    ("entities", {}, "entities: must be a list"),
    ("entities.0", "Acme", "entities: must be a list of objects"),
    ("relations", ..., "relations: must be a list"),
    ("relations.0.p", "buys", "relations[0].p: no relation 'buys' in the ontology"),
    ("relations.0.p", ["acquires"], "relations[0].p: no relation ['acquires']"),
    ("relations.0.s", "e9", "relations[0].s: no entity has the id 'e9'"),
    ("relations.2.o", ..., "relations[2].o: no entity has the id None"),
    ("relations.0.source", "Acme", "relations[0].source: no entity has the id 'Acme'"),
    ("relations.1.status", "maybe", "relations[1].status: 'maybe' is not one of asserted, planned"),
    ("relations.1.status", ..., "relations[1].status: None is not one of"),
    ("relations.1.quote", "may work  with Zeta", "is not in the text; it must stand there exactly so"),
    ("relations.1.quote", ..., "relations[1].quote: missing"),
    ("relations.0.when", "last week", "relations[0].when: 'last week' is not a date"),
    ("relations.0.when", "2024-13", "relations[0].when: '2024-13' is not a date"),
    ("relations.0.amount", 7, "relations[0].amount: must be"),
    ("published", "3 July", "published: '3 July' is not a date"),
    ("title", 7, "title: must be a text"),
    ("text", 7, "text: must be a text"),
    ("text", "", "text: neither here nor in deal.txt beside it"),
]


@pytest.mark.parametrize(("path", "value", "message"), MISTAKES)
def test_a_mistake_is_told_with_its_place(write_gold: Write, path: str, value: Any, message: str) -> None:
    file = write_gold(changed(path, value))
    articles, failures = read_gold(file, load_ontology())
    assert articles == ()
    assert {failure.source for failure in failures} == {str(file)}
    assert message in " | ".join(failure.message for failure in failures)


def test_every_mistake_of_a_file_is_told(write_gold: Write) -> None:
    values = changed("relations.0.p", "buys")
    values["relations"][1]["status"] = "maybe"
    values["entities"][0]["type"] = "Company"
    _, failures = read_gold(write_gold(values), load_ontology())
    assert [failure.message.split(":")[0] for failure in failures] == [
        "entities[0].type",
        "relations[0].p",
        "relations[1].status",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "x",\n oops}', "not valid JSON: line 2, column 2"),
        (b"[" * 100_000, "not valid JSON: RecursionError"),
        (b'["a"]', "not an object"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_what_is_no_json_object(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    _, (failure,) = read_gold(tmp_path, load_ontology())
    assert message in failure.message


def test_a_bad_file_does_not_stop_the_others(write_gold: Write, tmp_path: Path) -> None:
    write_gold(changed("relations.0.p", "buys"), "a/one.json")
    write_gold(changed("id", "two"), "a/deeper/two.json")
    write_gold(changed("id", "two"), "b.json")
    missing = tmp_path / "missing.json"
    (tmp_path / "empty").mkdir()
    given = [
        tmp_path / "a",
        tmp_path / "a" / "deeper" / "two.json",
        tmp_path / "b.json",
        missing,
        tmp_path / "empty",
    ]
    articles, failures = read_gold(given, load_ontology())
    assert [one.article.id for one in articles] == ["two"]
    assert {Path(f.source).name: f.message.split(":")[0] for f in failures} == {
        "one.json": "relations[0].p",
        "b.json": "id",
        "missing.json": "no such file or folder",
        "empty": "no .json file in this folder",
    }


def test_a_sound_file(write_gold: Write) -> None:
    (article,), failures = read_gold(str(write_gold()), load_ontology())
    assert failures == ()
    assert (article.article.id, article.article.text, article.article.published) == ("deal", TEXT, "2024-03")
    assert article.entities[1].names == ("Bolt", "Bolt", "The firm Bolt")
    assert [r.status for r in article.relations] == [Status.ASSERTED, Status.POSSIBLE, Status.ASSERTED]


def test_text_beside_and_id_from_the_name(write_gold: Write, tmp_path: Path) -> None:
    values = changed("text", ...)
    del values["id"]
    values["relations"][1]["quote"] = "The firm Bolt\r\nmay"
    written = TEXT.replace("Bolt may", "Bolt\r\nmay")
    (tmp_path / "story.txt").write_bytes(written.encode())
    (article,), failures = read_gold(write_gold(values, "story.json"), load_ontology())
    assert failures == ()
    assert (article.article.id, article.article.text) == ("story", written)


def test_relations_are_those_of_the_ontology_in_use(write_gold: Write, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "kg:audits a owl:ObjectProperty ; rdfs:domain kg:Agent ; rdfs:range kg:Organization .",
        encoding="utf-8",
    )
    file = write_gold(changed("relations.0.p", "audits"))
    assert read_gold(file, load_ontology())[0] == ()
    (article,), failures = read_gold(file, load_ontology(mine))
    assert (article.relations[0].predicate, failures) == ("audits", ())
