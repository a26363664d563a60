"""The client of reconciliation services against a server that speaks the protocol, and against one that misbehaves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reconciling import MANIFEST, serving

from kg.errors import KgError
from kg.linking.reconciling import sure_iri
from kg.linking.service import Found, Manifest, Query, Service, ServiceError, read_manifest
from kg.model import EntityType

ACME = Query(name="Acme", type=EntityType.ORGANIZATION)


def service(url: str, **options: Any) -> Service:
    return Service(url, **{"sleep": lambda seconds: None, **options})


def test_manifest_and_batch() -> None:
    things = {"Acme": [("Q1", ["Org"], True), ("Q2", ["Per"], False)], "Ann Bell": [("Q3", [], True)]}
    with serving(things) as server:
        client = service(server.url)
        manifest = client.manifest()
        queries = [
            ACME,
            Query(name="Ann Bell", type=EntityType.PERSON),
            Query(name="Laö", type=EntityType.WORK),
        ]
        acme, ann, none = client.ask(manifest, queries)
    assert manifest.types == {EntityType.ORGANIZATION: ("Org",), EntityType.PERSON: ("Per",)}
    assert acme is not None
    assert [(one.id, one.match) for one in acme] == [("Q1", True)]
    assert ann is not None
    assert ann[0].id == "Q3"
    assert none == []
    assert [query.get("type") for query in server.queries] == ["Org", "Per", None]
    assert server.queries[2]["query"] == "Laö"


@pytest.mark.parametrize("fault", [503, 429, 500])
def test_a_busy_service_is_asked_again(fault: int) -> None:
    pauses: list[float] = []
    with serving() as server:
        server.faults = [fault, fault]
        service(server.url, sleep=pauses.append).manifest()
    assert len(pauses) == 2
    assert all(0 < pause <= 10 for pause in pauses)


@pytest.mark.parametrize(
    ("fault", "message", "asked"),
    [
        (404, "answers with status 404", 1),
        (503, "answers with status 503", 3),
        (302, "answers with status 302", 1),
        (b"<html>", "does not answer in JSON", 1),
        (b"\xff\xfe\x00", "does not answer in JSON", 1),
        (b"[" * 100_000, "does not answer in JSON", 1),
        (b" " * (5 << 20), "more than 4 MB", 1),
        (b"[]", "no reconciliation service", 1),
        ("silence", "can't be reached", 3),
    ],
)
def test_what_is_no_answer(fault: int | bytes | str, message: str, asked: int) -> None:
    pauses: list[float] = []
    with serving() as server:
        server.always = fault
        with pytest.raises(ServiceError, match=message) as caught:
            service(server.url, timeout=0.2, sleep=pauses.append).manifest()
    assert server.url in str(caught.value)
    assert len(pauses) == asked - 1


def test_nobody_there() -> None:
    with serving() as server:
        url = server.url
    with pytest.raises(ServiceError, match="can't be reached"):
        service(url).manifest()


def test_an_answer_without_end_is_cut_off() -> None:
    with serving() as server:
        server.always = b" " * (1 << 20)
        with pytest.raises(ServiceError, match="takes too long"):
            service(server.url, deadline=-1.0).manifest()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example/", "x.example", "", "http://"])
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(KgError, match="web address"):
        Service(url)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"identifierSpace": None}, "no identifierSpace"),
        ({"identifierSpace": "javascript:alert(1)"}, "no web address"),
        ({"identifierSpace": "http://x.example/<script>"}, "no web address"),
        ({"identifierSpace": "http://x.example/" + "a" * 1000}, "no web address"),
        ({"versions": ["1.0"]}, "another version"),
        ({"versions": 3}, "another version"),
    ],
)
def test_manifests_that_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ServiceError, match=message):
        read_manifest({**MANIFEST, **change}, "http://x.example/")


@pytest.mark.parametrize(
    "types", [None, 3, [None, 3, [], {}, {"id": 3}], [{"id": "x" * 999, "name": "Person"}], "Person"]
)
def test_types_of_a_manifest_that_are_none(types: Any) -> None:
    assert read_manifest({**MANIFEST, "defaultTypes": types}, "").types == {}


def test_wikidata_names_one_type_only_and_has_those_that_are_needed() -> None:
    given = {
        "identifierSpace": "http://www.wikidata.org/entity/",
        "defaultTypes": [{"id": "Q35120", "name": "entity"}],
    }
    manifest = read_manifest(given, "")
    assert manifest.types[EntityType.PERSON] == ("Q5",)
    assert manifest.iri("Q42") == "http://www.wikidata.org/entity/Q42"


@pytest.mark.parametrize(
    ("id", "iri"),
    [
        ("Q1", "http://things.example/id/Q1"),
        ("a/b c", ""),
        ("é", "http://things.example/id/%C3%A9"),
        ("http://things.example/id/Q1", "http://things.example/id/Q1"),
        ("http://evil.example/Q1", ""),
        ("javascript:alert(1)", "http://things.example/id/javascript:alert(1)"),
        ("<script>", ""),
        ("a\nb", ""),
        ("", ""),
        ("x" * 201, ""),
    ],
)
def test_iris_come_from_the_services_own_space(id: str, iri: str) -> None:
    assert read_manifest(MANIFEST, "").iri(id) == iri


def test_a_space_that_is_no_prefix_leaves_the_view() -> None:
    given = {**MANIFEST, "identifierSpace": "http://things.example/ids"}
    assert read_manifest(given, "").iri("a b") == ""
    assert read_manifest(given, "").iri("Q1") == "http://things.example/page?id=Q1"
    for view in (None, "x", {"url": 3}, {"url": "http://things.example/"}, {"url": "javascript:{{id}}"}):
        assert read_manifest({**given, "view": view}, "").iri("Q1") == ""


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": 1}]}}, 1),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": 1, "match": "yes", "type": "x"}]}}, 1),
        ({"q0": {"result": [{"id": 1, "name": "Acme", "score": 1}, None, 3, {"id": "Q1"}]}}, 0),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": "100"}]}}, 0),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": True}]}}, 0),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": float("nan")}]}}, 0),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": 10**400}]}}, 0),
        ({"q0": {"result": [{"id": "Q1", "name": "Acme", "score": 1}] * 5000}}, 25),
        ({"q0": {"result": {}}}, None),
        ({"q0": []}, None),
        ({"q1": {"result": []}}, None),
        ({}, None),
    ],
)
def test_answers_that_are_not_in_the_form_of_the_protocol(answer: Any, count: int | None) -> None:
    with serving() as server:
        client = service(server.url)
        manifest = client.manifest()
        server.always = json.dumps(answer).encode()
        (found,) = client.ask(manifest, [ACME])
    assert (None if found is None else len(found)) == count
    assert not any(one.match for one in found or [])


def test_answers_that_are_no_batch() -> None:
    with serving() as server:
        client = service(server.url)
        manifest = client.manifest()
        for answer in (b"[]", b"null", b"3"):
            server.always = answer
            with pytest.raises(ServiceError, match="something else than an object"):
                client.ask(manifest, [ACME])


def found(id: str, name: str = "Acme", score: float = 90.0, match: bool = True, *types: EntityType) -> Found:
    return Found(id=id, name=name, score=score, match=match, types=frozenset(types))


@pytest.mark.parametrize(
    ("candidates", "id"),
    [
        ([], ""),
        ([found("Q1")], "Q1"),
        ([found("Q1", match=False)], ""),
        ([found("Q1", match=False, score=100.0), found("Q2", score=50.0)], "Q2"),
        ([found("Q1", "Acme", 90.0, True, EntityType.PERSON)], ""),
        ([found("Q1", "Acme", 90.0, True, EntityType.PERSON, EntityType.ORGANIZATION)], "Q1"),
        ([found("Q1"), found("Q2")], ""),
        ([found("Q1", score=91.0), found("Q2", "Acme Inc.")], "Q1"),
        ([found("Q1", "Acme Inc.", 91.0), found("Q2")], ""),
        ([found("<Q1>")], ""),
    ],
)
def test_only_what_the_service_is_sure_of(candidates: list[Found], id: str) -> None:
    manifest: Manifest = read_manifest(MANIFEST, "")
    assert sure_iri(manifest, ACME, candidates) == (f"http://things.example/id/{id}" if id else "")
