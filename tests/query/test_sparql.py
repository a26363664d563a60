"""Queries: what they see, what they may not do, how they are answered."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import news
import pytest

from kg.errors import QueryError
from kg.names import KG, KGR
from kg.query import format_table, run_query, saved_queries, saved_query, to_csv, to_json
from kg.query.guard import check
from kg.store import GraphStore


@pytest.fixture(scope="module")
def store() -> GraphStore:
    made = GraphStore.create_or_open()
    made.put_many((*news.week(), *news.hostile()))
    made.rebuild_derived()
    return made


@pytest.fixture(scope="module")
def monday() -> GraphStore:
    made = GraphStore.create_or_open()
    made.put(news.week()[0])
    made.rebuild_derived()
    return made


DEAL = f"<{KGR}{news.FUND}> kg:acquires <{KGR}{news.JSR}>"


def test_prospects_are_seen_unless_facts_are_asked_for(monday: GraphStore) -> None:
    assert run_query(monday, f"ASK {{ {DEAL} }}").boolean is True
    assert run_query(monday, f"ASK {{ {DEAL} }}", facts_only=True).boolean is False
    assert run_query(monday, "ASK { ?s a kg:Statement }", facts_only=True).boolean is False
    assert run_query(monday, "ASK { ?s a kg:Organization }", facts_only=True).boolean is True


def test_denials_are_reached_by_name_only(store: GraphStore) -> None:
    denied = f"kgr:{news.FUND} kg:acquires kgr:{news.RIVAL}"
    assert not run_query(store, f"ASK {{ {denied} }}")
    assert run_query(store, f"ASK {{ GRAPH <{KGR}graph/refuted> {{ {denied} }} }}")
    assert run_query(store, f"ASK FROM <{KGR}graph/refuted> {{ {denied} }}")
    assert run_query(store, f"PREFIX g: <{KGR}graph/> ASK FROM g:refuted {{ {denied} }}")
    named = f"SELECT ?g FROM NAMED <{KGR}graph/facts> {{ GRAPH ?g {{ ?s kg:acquires ?o }} }}"
    assert run_query(store, named).rows == ((f"{KGR}graph/facts",),)


def test_answers_are_plain_values(monday: GraphStore) -> None:
    query = """SELECT ?value ?start ?title ?none (1 = 1 AS ?yes) (2.5e0 AS ?half) WHERE {
      GRAPH ?g { ?e kg:amount/kg:value ?value ; oa:hasSelector/oa:start ?start . ?g schema:headline ?title } }"""
    result = run_query(monday, query)
    assert result.columns == ("value", "start", "title", "none", "yes", "half")
    assert result.rows == ((Decimal("6300000000"), 0, "Fund bids for JSR", None, True, 2.5),)
    assert len(result) == 1


def test_construct_and_describe_give_sorted_triples(monday: GraphStore) -> None:
    result = run_query(monday, "CONSTRUCT { ?s kg:acquires ?o } WHERE { ?s kg:acquires ?o }")
    assert result.triples == ((KGR + news.FUND, KG + "acquires", KGR + news.JSR),)
    described = run_query(monday, f"DESCRIBE kgr:{news.JSR}")
    assert described.kind == "graph"
    assert list(described.terms) == sorted(described.terms, key=lambda row: tuple(map(str, row)))
    assert run_query(monday, "SELECT * { ?s ?p ?o }").triples == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE ?s { } }",
        "SELECT * { SERVICE?s{ } }",
        "SELECT * { SERVICE<http://example.org/>{ } }",
        "SELECT * { SERVICEkg:x{ } }",
        "SELECT * { SERVICE SILENT kg:x { } }",
        "SELECT * { SERVICE # comment\n # another\n <http://example.org/> # more\n { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { SERVICE ?where { ?s ?p ?o } } }",
        "PREFIX s: <http://example.org/#'> SELECT * { SERVICE s:x { ?s ?p ?o } } #'",
        "SELECT * { ?a ?p ?b FILTER(?a<'x>')SERVICE <http://example.org/> { ?s ?p ?o } } #'",
        "SELECT * { ?a ?p ?b FILTER(?a<kg:b#>'''\n)SERVICE <http://example.org/> { ?s ?p ?o } } #'''",
        "ASK { { SELECT * { SERVICE <http://example.org/> { } } } }",
        '# "\nSELECT * { SERVICE <http://example.org/> { } } # "',
    ],
)
def test_federated_queries_are_refused(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        run_query(store, query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "customer service" }',
        'ASK { ?s ?p "SERVICE <http://example.org/> { }" }',
        "ASK { ?s ?p '''SERVICE <http://example.org/> { }''' }",
        "ASK { ?service ?p ?o . ?s kg:service $SERVICE }",
        "ASK { ?s ?p <http://example.org/service> } # SERVICE <x> {",
        'ASK { ?s ?p "it\'s a \\" SERVICE ?x { " }',
        'ASK { ?s ?p "load", "insert data { }", "drop all", "from <http://example.org/>" }',
        "ASK { ?insert kg:delete ?drop }",
    ],
)
def test_words_in_strings_and_names_are_no_commands(store: GraphStore, query: str) -> None:
    assert run_query(store, query).boolean is False


@pytest.mark.parametrize("i", range(len(news.HOSTILE)))
def test_any_text_can_be_asked_for(store: GraphStore, i: int) -> None:
    escaped = json.dumps(news.HOSTILE[i], ensure_ascii=False).replace("\\u0000", "\x00")
    for code in range(0x20):
        escaped = escaped.replace(f"\\u{code:04x}", chr(code))
    result = run_query(store, f"SELECT ?e {{ ?e skos:prefLabel {escaped} }}")
    assert len(result) == 1


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { kg:a kg:b kg:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "PREFIX a: <b:> CLEAR ALL",
        "# SELECT\nDROP ALL",
    ],
)
def test_updates_are_refused(store: GraphStore, query: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="would change the graph"):
        run_query(store, query)
    assert len(store) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://example.org/data.ttl> { ?s ?p ?o }",
        "SELECT * from named <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX e: <http://example.org/> SELECT * FROM e:data { ?s ?p ?o }",
        f"SELECT * FROM <{KGR}graph/facts> FROM <http://example.org/> {{ ?s ?p ?o }}",
    ],
)
def test_graphs_from_elsewhere_are_refused(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryError, match="FROM"):
        run_query(store, query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p", "line 2"),
        ("SELECT * {\n\n ?s foo:x ?o }", "line 3.*not declared"),
        ("", "line 1.*not complete"),
        ("hello", "line 1.*not complete"),
        ("SELECT ?x ?x { ?x ?p 1/0 } ", "line 1, column"),
        ("SELECT * {\n ?s ?p ?o ", "line 2.*}"),
        ("SELECT * { ?s kg:x 'unclosed }", "line 1"),
        ("\ud800", "."),
    ],
)
def test_mistakes_are_reported_with_their_line(store: GraphStore, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        run_query(store, query)
    assert len(str(caught.value)) < 1000


def test_own_prefixes_win_and_own_datasets_are_seen() -> None:
    assert check("SELECT * { ?s ?p ?o }") is False
    assert check(f"SELECT * FROM <{KGR}graph/facts> {{ ?s ?p ?o }}") is True
    assert check('SELECT * { ?from ?p "FROM x" } # FROM <http://example.org/>') is False


def test_json_is_the_w3c_format(monday: GraphStore) -> None:
    query = "SELECT ?s ?v ?t ?none { ?s kg:amount/kg:value ?v ; kg:cue ?t } "
    found = json.loads(to_json(run_query(monday, query)))
    assert found["head"] == {"vars": ["s", "v", "t", "none"]}
    (row,) = found["results"]["bindings"]
    assert row["s"]["type"] == "uri"
    assert row["v"] == {
        "type": "literal",
        "value": "6300000000",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert row["t"] == {"type": "literal", "value": "offer"}
    assert "none" not in row
    language = run_query(monday, 'SELECT ("a"@en AS ?x) (BNODE("b") AS ?y) { }')
    row = json.loads(to_json(language))["results"]["bindings"][0]
    assert row["x"] == {"type": "literal", "value": "a", "xml:lang": "en"}
    assert row["y"]["type"] == "bnode"
    assert json.loads(to_json(run_query(monday, "ASK { }"))) == {"head": {}, "boolean": True}


def test_csv_is_the_w3c_format(store: GraphStore) -> None:
    result = run_query(store, "SELECT ?label ?none { ?e skos:prefLabel ?label } ORDER BY ?label")
    text = to_csv(result)
    assert text.startswith("label,none\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[0] for row in rows[1:]] == [row[0] for row in result.rows]
    assert all(row[1] == "" for row in rows[1:])
    with pytest.raises(QueryError, match="JSON"):
        to_csv(run_query(store, "ASK { }"))


def test_tables_are_aligned_and_harmless(store: GraphStore) -> None:
    text = format_table(run_query(store, "SELECT ?label ?e { ?e skos:prefLabel ?label } ORDER BY ?label"))
    assert "kgr:jsr-org" in text
    for bad in "\x1b\x00\x07\u202e\u200f\u2028\x85":
        assert bad not in text
    assert "\\x1b[31m" in text
    assert format_table(run_query(store, "ASK { }")) == "yes"
    simple = format_table(run_query(store, 'SELECT ("日本" AS ?a) ("x" AS ?bb) { }'))
    assert simple.split("\n") == ["a     bb", "----  --", "日本  x"]
    assert format_table(run_query(store, 'SELECT ("abcdef" AS ?a) { }'), width=4).endswith("abc…")
    assert format_table(run_query(store, "SELECT ?a { kg:none kg:none ?a }")) == "a\n-"


def test_values_with_mistakes_in_them_stay_text(store: GraphStore) -> None:
    query = 'SELECT ("x"^^xsd:integer AS ?a) ("y"^^xsd:decimal AS ?b) ("INF"^^xsd:double AS ?c) { }'
    assert run_query(store, query).rows == (("x", "y", float("inf")),)


def test_saved_queries_have_descriptions_and_run(store: GraphStore) -> None:
    names = [query.name for query in saved_queries()]
    assert {"partnerships", "deals", "evidence", "timeline", "denied"} <= set(names)
    assert names == sorted(names)
    for query in saved_queries():
        assert len(query.description) > 20
        assert query.sparql.startswith(f"# {query.description}\n")
        result = run_query(store, query.sparql)
        assert result.rows, query.name
        assert run_query(store, query.sparql).rows == result.rows
    with pytest.raises(QueryError, match="deals"):
        saved_query("nothing")


def test_saved_queries_answer_what_they_say(store: GraphStore) -> None:
    def rows(name: str) -> list[tuple[object, ...]]:
        return [row for row in run_query(store, saved_query(name).sparql).rows]

    assert rows("partnerships") == [("Japan Investment Fund", "Rival", "asserted", Decimal("0.7"), None)]
    deals = [row[:7] for row in rows("deals")]
    fund = "Japan Investment Fund"
    assert deals == [
        (fund, "acquires", "JSR", "proposed", Decimal(6300000000), "USD", "2023-06-26"),
        (fund, "acquires", "JSR", "planned", None, None, "2023-06-28"),
        (fund, "acquires", "JSR", "asserted", None, None, "2023-06-30"),
        (fund, "acquires", "Rival", "denied", None, None, "2023-07"),
    ]
    (denied,) = [row for row in rows("denied") if row[0] == fund]
    assert denied == (fund, "acquires", "Rival", "denied", "Ann Lee", "2023-07", "The fund buys JSR in Tokyo")
    days = [row[0] for row in rows("timeline") if row[1] == fund]
    assert days == ["2023-06-26", "2023-06-28", "2023-06-30", "2023-06-30", "2023-07"]
    assert ("looks at" in {row[1] for row in rows("evidence")}) is True
