"""The store on disk and in memory: replacing, removing, rebuilding, refusing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import news
import pytest

from kg.assembly import assemble, canonical, merge_entities
from kg.errors import KgError, StoreError
from kg.model import Article, Reading
from kg.store import MARKER, GraphStore


def contents(store: GraphStore) -> set[str]:
    return {str(quad) for quad in store.quads()}


def filled(store: GraphStore) -> GraphStore:
    for reading in news.week():
        store.put(reading)
    store.rebuild_derived()
    return store


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> GraphStore:
    return GraphStore.create_or_open(None if request.param == "memory" else tmp_path / "out")


def test_what_is_put_comes_back(store: GraphStore) -> None:
    for reading in (*news.week(), *news.hostile()):
        assert store.put(reading)
    wanted = {r.article.id: canonical(r) for r in (*news.week(), *news.hostile())}
    assert store.articles() == tuple(sorted(wanted))
    assert {r.article.id: r for r in store.readings()} == wanted
    assert store.content_hash("monday") == wanted["monday"].article.content_hash
    assert store.content_hash("nowhere") == ""


def test_the_same_build_twice_changes_nothing(store: GraphStore) -> None:
    everything = (*news.week(), *news.hostile())
    for reading in everything:
        store.put(reading)
    assert store.rebuild_derived()
    before = contents(store)
    assert not any([store.put(reading) for reading in reversed(everything)])
    assert store.put_many(everything) == 0
    assert not store.rebuild_derived()
    assert not store.rebuild_derived(merge_entities(store.readings()), assemble(store.readings()))
    assert contents(store) == before


def test_replacing_and_removing_leave_no_residue(store: GraphStore) -> None:
    filled(store)
    before = contents(store)
    changed = replace(
        news.week()[0], evidence=(), mentions=(), article=Article(id="monday", text="corrected")
    )
    assert store.put(changed)
    assert store.reading("monday") == canonical(changed)
    assert store.rebuild_derived()
    assert contents(store) != before
    assert store.put(news.week()[0])
    assert store.rebuild_derived()
    assert contents(store) == before
    for article in store.articles():
        assert store.remove(article)
        assert not store.remove(article)
    store.rebuild_derived()
    assert contents(store) == set()
    assert store.articles() == ()


def test_the_order_of_articles_leaves_no_trace() -> None:
    forward, backward, bulk = (GraphStore.create_or_open() for _ in range(3))
    for reading in news.week():
        forward.put(reading)
    for reading in reversed(news.week()):
        backward.put(reading)
    assert bulk.put_many(news.week()) == 4
    for store in (forward, backward, bulk):
        store.rebuild_derived()
    assert contents(forward) == contents(backward) == contents(bulk)


def test_put_many_takes_known_and_repeated_articles() -> None:
    store = GraphStore.create_or_open()
    store.put(news.week()[0])
    again = replace(news.week()[1], evidence=())
    assert store.put_many([*news.week(), again]) == 4
    assert store.reading("wednesday") == canonical(again)


def test_text_that_cannot_be_stored_changes_nothing(store: GraphStore) -> None:
    filled(store)
    before = contents(store)
    with pytest.raises(KgError, match="monday"):
        store.put(Reading(article=Article(id="monday", text="\ud800")))
    assert contents(store) == before


def test_a_graph_on_disk_is_found_again(tmp_path: Path) -> None:
    with filled(GraphStore.create_or_open(tmp_path / "new" / "out")) as store:
        before = contents(store)
    assert json.loads((tmp_path / "new" / "out" / MARKER).read_text())["format"] == 1
    with GraphStore.open(tmp_path / "new" / "out") as store:
        assert contents(store) == before
    (tmp_path / "new" / "out" / "graph.html").write_text("a generated file may lie beside it")
    with GraphStore.create_or_open(tmp_path / "new" / "out") as store:
        assert contents(store) == before


def test_a_second_opening_is_refused_and_reading_is_not(tmp_path: Path) -> None:
    with filled(GraphStore.create_or_open(tmp_path / "g")) as store:
        store.flush()
        with pytest.raises(StoreError, match="open for writing elsewhere"):
            GraphStore.open(tmp_path / "g")
        with GraphStore.open(tmp_path / "g", read_only=True) as reader:
            assert contents(reader) == contents(store)
            with pytest.raises(StoreError, match="read-only"):
                reader.put(news.week()[0])
            with pytest.raises(StoreError, match="read-only"):
                reader.remove("monday")
    GraphStore.open(tmp_path / "g").close()


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    code = f"from kg.store import GraphStore\nGraphStore.open({str(tmp_path / 'g')!r})"
    with GraphStore.create_or_open(tmp_path / "g"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "StoreError" in done.stderr
    assert "open for writing elsewhere" in done.stderr


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("years of work")
    for path, message in ((full, "not empty"), (full / "thesis.txt", "is a file")):
        with pytest.raises(StoreError, match=message):
            GraphStore.create_or_open(path)
    for path, message in (
        (full, "not a graph"),
        (tmp_path / "none", "not a graph"),
        (full / "thesis.txt", "file"),
    ):
        with pytest.raises(StoreError, match=message):
            GraphStore.open(path, read_only=True)
    assert [p.name for p in full.iterdir()] == ["thesis.txt"]
    assert not (tmp_path / "none").exists()
    with pytest.raises(StoreError, match="can't create"):
        GraphStore.create_or_open(full / "thesis.txt" / "below")


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ('{"kind": "kg graph", "format": 99}', "format 99"),
        ('{"kind": "other", "format": 1}', "format None"),
        ("not json", "can't be read"),
        ("[]", "can't be read"),
    ],
)
def test_a_marker_of_another_kind_is_refused(tmp_path: Path, marker: str, message: str) -> None:
    (tmp_path / MARKER).write_text(marker)
    with pytest.raises(StoreError, match=message):
        GraphStore.create_or_open(tmp_path)


def test_a_closed_graph_says_so(store: GraphStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.articles()


_WRITER = """
import sys
sys.path.insert(0, {tests!r})
from dataclasses import replace
import news
from kg.store import GraphStore
store = GraphStore.create_or_open({path!r})
many = tuple(news.piece("monday", quote=str(i), role=str(i)) for i in range(2000))
both = news.week()[0], replace(news.week()[0], evidence=many)
store.put(both[0])
print("ready", flush=True)
while True:
    for reading in reversed(both):
        store.put(reading)
"""


def test_a_writer_killed_while_replacing_leaves_one_version_whole(tmp_path: Path) -> None:
    path = tmp_path / "g"
    code = _WRITER.format(tests=str(Path(__file__).parent), path=str(path))
    for wait in (0.3, 0.9):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with GraphStore.open(path) as store:
            assert len(store.reading("monday").evidence) in (1, 2000)
            graphs = {str(quad.graph_name) for quad in store.quads()}
            assert len(graphs) == 1


def test_an_article_without_its_hash_does_not_count() -> None:
    store = GraphStore.create_or_open()
    whole = canonical(news.week()[0])
    store.put(whole)
    mark = next(q for q in store.quads() if q.predicate.value.endswith("contentHash"))
    store._store.remove(mark)
    assert store.articles() == ()
    assert store.put_many([whole]) == 1
    assert store.reading("monday") == whole


def test_thousands_of_statements_load(tmp_path: Path) -> None:
    def reading(n: int) -> Reading:
        evidence = (news.piece(f"a{n}", role=f"{n}-{i}", quote=f"quote {n} {i}") for i in range(20))
        return news.reading(f"a{n}", "2023-01-01", *evidence)

    with GraphStore.create_or_open(tmp_path / "g") as store:
        assert store.put_many(reading(n) for n in range(250)) == 250
        assert store.rebuild_derived()
        assert len(store) > 140_000
