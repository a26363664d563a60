"""A graph that is corrected: what changes, what persists, what is told when it fits nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.model import Article, EntityType

Write = Callable[..., Path]

TEXTS = {
    "a": "Acme bought Bolt. Zenith bought Core.",
    "b": "Acme bought Dyne. Zenith may buy Bolt. Core outran Dyne.",
    "c": "Acme bought Core.",
}


@pytest.fixture
def folder(plain_reading: list[str], write_articles: Write) -> Path:
    return write_articles(**TEXTS)


@pytest.fixture
def graph(folder: Path, tmp_path: Path) -> kg.KnowledgeGraph:
    return kg.build(folder, tmp_path / "out")


def bought(graph: kg.KnowledgeGraph, who: str) -> set[str]:
    entity = graph.entity(who)
    names = {one.id: one.name for one in graph.entities()}
    return {names[one.object] for one in graph.statements(subject=entity.id)} if entity else set()


def again(graph: kg.KnowledgeGraph, folder: Path) -> kg.KnowledgeGraph:
    """Return the graph built again in its folder, which has to be what it was."""
    before = graph.export("trig")
    graph.close()
    rebuilt = kg.build(folder, graph.folder)
    assert rebuilt.export("trig") == before
    assert rebuilt.report.unchanged == len(list(folder.iterdir()))
    assert rebuilt.report.problems == ()
    return rebuilt


def test_merge(graph: kg.KnowledgeGraph, folder: Path, plain_reading: list[str]) -> None:
    graph.corrections.merge("Acme", "Zenith")
    assert bought(graph, "Acme") == {"Bolt", "Core", "Dyne"}
    assert graph.query("ASK { ?x skos:prefLabel|skos:altLabel 'Acme', 'Zenith' }")
    assert bought(again(graph, folder), "Zenith") == {"Bolt", "Core", "Dyne"}
    assert plain_reading == ["a", "b", "c"], "no article is read again"


def test_split_of_a_merge(graph: kg.KnowledgeGraph, folder: Path) -> None:
    graph.corrections.merge("Acme", "Zenith")
    graph.corrections.split("Acme", "Zenith")
    assert bought(graph, "Zenith") == {"Bolt", "Core"}
    assert any("split keeps them apart" in problem for problem in graph.problems)


def test_split_by_article(graph: kg.KnowledgeGraph, folder: Path) -> None:
    graph.corrections.split("Acme", articles=["b"])
    both = [entity for entity in graph.entities() if entity.name == "Acme"]
    assert len(both) == 2
    assert sorted(len(graph.statements(subject=one.id)) for one in both) == [1, 2]
    with pytest.raises(KgError, match="2 entities are called 'Acme'; give the id of one: acme-org"):
        graph.corrections.rename("Acme", "Acme Ltd.")
    (other,) = (one for one in both if len(graph.statements(subject=one.id)) == 1)
    made = graph.corrections.rename(other.id, "Acme Ltd.")
    assert bought(graph, "Acme Ltd.") == {"Dyne"}
    assert bought(again(graph, folder), "Acme Ltd.") == {"Dyne"}
    assert "articles" in made.to_toml()


def test_rename_retype_identify(graph: kg.KnowledgeGraph, folder: Path) -> None:
    graph.corrections.rename("Bolt", "Bolt  Industries")
    graph.corrections.retype("Bolt", "product")
    graph.corrections.identify("Bolt Industries", "https://www.wikidata.org/entity/Q1", "urn:x:1")
    entity = again(graph, folder).entity("Bolt")
    assert entity is not None
    assert (entity.name, entity.type) == ("Bolt Industries", EntityType.PRODUCT)
    assert entity.same_as == ("https://www.wikidata.org/entity/Q1", "urn:x:1")


def test_reject(graph: kg.KnowledgeGraph, folder: Path) -> None:
    graph.corrections.reject("Acme", "acquires", "Core")
    assert bought(graph, "Acme") == {"Bolt", "Dyne"}
    assert not graph.query("ASK { kgr:acme-org kg:acquires kgr:core-org }")
    (open_one,) = (one for one in graph.statements(include_open=True) if not one.predicate)
    graph.corrections.reject(open_one.id)
    rebuilt = again(graph, folder)
    assert bought(rebuilt, "Acme") == {"Bolt", "Dyne"}
    assert all(one.predicate for one in rebuilt.statements(include_open=True))


def test_reject_goes_on_when_a_merge_is_undone(graph: kg.KnowledgeGraph) -> None:
    graph.corrections.merge("Acme", "Zenith")
    graph.corrections.reject("Acme", "acquires", "Dyne")
    graph.corrections.undo(1)
    assert bought(graph, "Acme") == {"Bolt", "Core"}
    assert graph.problems == ()


def test_reject_of_one_article(graph: kg.KnowledgeGraph) -> None:
    graph.add(Article(id="d", text="Acme bought Core."))
    graph.corrections.reject("Acme", "kg:acquires", "Core", article="c")
    (left,) = graph.statements(subject="Acme", object="Core")
    assert [piece.article for piece in left.evidence] == ["d"]
    with pytest.raises(KgError, match="does not say that"):
        graph.corrections.reject("Acme", "acquires", "Core", article="b")


def test_undo_brings_everything_back(graph: kg.KnowledgeGraph, folder: Path) -> None:
    before = graph.export("trig")
    graph.corrections.merge("Acme", "Zenith")
    graph.corrections.rename("Bolt", "Nut")
    graph.corrections.reject("Acme", "acquires", "Core")
    assert [one.kind for one in graph.corrections] == ["merge", "rename", "reject"]
    assert graph.corrections.undo(2).kind == "rename"
    assert bought(graph, "Acme") == {"Bolt", "Dyne"}
    graph.corrections.undo()
    graph.corrections.undo()
    assert graph.export("trig") == before
    with pytest.raises(KgError, match="no correction to undo"):
        graph.corrections.undo()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: c.merge("Acme"), "two entities or more"),
        (lambda c: c.merge("Acme", "acme-org"), "two entities or more"),
        (lambda c: c.merge("Acme", "Nobody"), "no entity called 'Nobody'"),
        (lambda c: c.split("Acme"), "two names or more"),
        (lambda c: c.split("Acme", "Nobody"), "calls anything 'Nobody'"),
        (lambda c: c.split("Acme", "Bolt", articles=["a"]), "one entity with --article"),
        (lambda c: c.split("Acme", articles=["z"]), "not mentioned in article 'z'"),
        (lambda c: c.split("Acme", articles=["a", "b", "c"]), "nothing to take apart"),
        (lambda c: c.rename("Acme", ""), "'name' is text"),
        (lambda c: c.retype("Acme", "Firm"), "unknown type 'Firm'"),
        (lambda c: c.identify("Acme", "Q1"), "'same_as' is an IRI"),
        (lambda c: c.reject("Acme", "acquires", "Acme"), "no statement"),
        (lambda c: c.reject("stmt-0"), "no entity called 'stmt-0'"),
        (lambda c: c.undo(3), "no correction"),
    ],
)
def test_what_is_refused_changes_nothing(
    graph: kg.KnowledgeGraph, call: Callable[[object], object], message: str
) -> None:
    before = graph.export("trig")
    with pytest.raises(KgError, match=message):
        call(graph.corrections)
    assert graph.export("trig") == before
    assert graph.corrections.all() == ()


def test_a_correction_survives_other_articles(
    graph: kg.KnowledgeGraph, folder: Path, write_articles: Write
) -> None:
    graph.corrections.merge("Acme", "Zenith")
    graph.corrections.rename("Dyne", "Dyne AG")
    graph.close()
    (folder / "a.txt").unlink()
    write_articles(d="Zenith bought Firm. Dyne bought Core.")
    with kg.build(folder, graph.folder) as rebuilt:
        rebuilt.remove("a")
        assert bought(rebuilt, "Acme") == {"Bolt", "Core", "Dyne AG", "Firm"}
        assert rebuilt.problems == ()


def test_a_correction_that_fits_nothing_is_told_and_kept(
    graph: kg.KnowledgeGraph, folder: Path, tmp_path: Path, write_articles: Write
) -> None:
    graph.corrections.rename("Dyne", "Dyne AG")
    graph.corrections.reject("Acme", "acquires", "Core")
    graph.remove("b", "c")
    assert len(graph.problems) == 2
    assert "rename: no entity 'dyne-org'" in graph.problems[0]
    assert "reject: no statement 'acme-org acquires core-org'" in graph.problems[1]
    graph.close()
    with kg.build(folder, tmp_path / "out") as rebuilt:
        assert rebuilt.report.problems == ()
        assert rebuilt.entity("Dyne AG")


def test_a_file_from_elsewhere_counts_beside_the_graphs_own(folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "mine.toml"
    given.write_text('[[rename]]\nentity = "Acme"\nname = "Acme Inc."\n', encoding="utf-8")
    with kg.build(folder, tmp_path / "out", corrections=given) as graph:
        graph.corrections.rename("Bolt", "Nut")
        assert bought(graph, "Acme Inc.") == {"Nut", "Core", "Dyne"}
        assert len(graph.corrections.all()) == 1
    given.unlink()
    with kg.open_graph(tmp_path / "out") as graph:
        graph.remove("b")
        assert bought(graph, "Acme Inc.") == {"Nut", "Core"}
    with kg.build(folder, tmp_path / "out") as graph:
        assert bought(graph, "Acme Inc.") == set()
        assert graph.entity("Nut")


def test_mistakes_in_the_file_are_told_before_anything_is_read(
    folder: Path, tmp_path: Path, plain_reading: list[str]
) -> None:
    kg.build(folder, tmp_path / "out").close()
    (tmp_path / "out" / "corrections.toml").write_text("[[merge]]\nentities = ['Acme']\n", encoding="utf-8")
    plain_reading.clear()
    with pytest.raises(KgError, match=r"corrections.toml, line 1 \(\[\[merge\]\]\)"):
        kg.build(folder / "a.txt", tmp_path / "out")
    assert plain_reading == []


def test_in_memory(folder: Path) -> None:
    graph = kg.build(folder)
    before = graph.export("trig")
    graph.corrections.merge("Acme", "Zenith")
    graph.add(Article(id="d", text="Zenith bought Firm."))
    assert bought(graph, "Acme") == {"Bolt", "Core", "Dyne", "Firm"}
    graph.remove("d")
    graph.corrections.undo()
    assert graph.export("trig") == before
    with pytest.raises(KgError):
        graph.corrections.undo()
