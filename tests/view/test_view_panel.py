"""The panel: statements, entities, several relations, with what can be done and copied there."""

from __future__ import annotations

import pytest
from browser_page import Page, until

pytestmark = pytest.mark.browser

CATCH = "navigator.clipboard.writeText = (text) => { window.__copied = text; return Promise.resolve(); }"


def copied(page: Page, what: str) -> str:
    page.js("window.__copied = null; " + CATCH)
    page.press(f"[data-copy='{what}']")
    return str(until(lambda: page.js("return window.__copied")))


def test_a_statement_tells_all_that_is_known(page: Page) -> None:
    page.js("kgView.selectStatement(arguments[0])", page.statement("Japan Investment Corp", "acquires"))
    page.js("for (const d of document.querySelectorAll('#panel details')) d.open = true")
    text = page.text()
    for words in (
        "Japan Investment Corp — acquires → JSR", "asserted", "900 billion JPY", "25 Jun 2024", "Ministry of Economy", "93%",
        "A fund supported by the Japanese government proposed last week", "The Example Times", "26 Jun 2023", "History", "Sentences 3",
        "State-backed fund bids for chip materials maker JSR", "proposed", "planned", "frame:acquire.verb", "says planned", "original",
    ):  # fmt: skip
        assert words in text, words
    assert page.texts("#panel q") == ["proposed"]
    assert page.texts("#panel mark.subject") == [
        "A fund supported by the Japanese government",
        "JIC",
        "Japan Investment Corp",
    ]
    assert page.texts("#panel .history .status") == ["proposed", "planned", "asserted"]
    link = page.js("const a = document.querySelector('#panel a'); return [a.href, a.rel, a.target]")
    assert link == ["https://news.example/jsr", "noopener noreferrer", "_blank"]


def test_a_sentence_stands_in_its_paragraph(page: Page) -> None:
    page.js("kgView.selectStatement(arguments[0])", page.statement("European Union", "adopts"))
    assert page.texts("#panel .said") == ["The EU adopted the European Chips Act."]
    around = " ".join(page.texts("#panel .around"))
    assert "undersea cables" in around
    assert "G7 summit" in around


def test_an_entity_tells_all_that_is_known(page: Page) -> None:
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan"))
    text = page.text()
    for words in (
        "Country or city", "Tokyo", "https://www.wikidata.org/entity/Q17", "iso:JP", "Statements 11", "Timeline", "Neighbours",
        "Articles 3", "Group",
    ):  # fmt: skip
        assert words in text, words
    days = page.texts("#panel .moments .day")
    assert len(days) > 3
    page.press("#panel .moments button")
    assert "The sentence" in page.text()


def test_back_and_forward(page: Page) -> None:
    assert page.js("return document.getElementById('back').disabled")
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan"))
    page.press("#panel .row")
    until(lambda: "The sentence" in page.text())
    page.press("#back")
    until(lambda: "Also called" in page.text())
    page.press("#forward")
    until(lambda: "The sentence" in page.text())
    page.press("#panel .close")
    until(lambda: "Most connected" in page.text())
    page.press("#back")
    until(lambda: "The sentence" in page.text())


def test_what_is_looked_at_can_be_sent_as_a_link(page: Page) -> None:
    page.js("kgView.selectEntity(arguments[0])", page.entity("JSR"))
    page.press("[data-do=focus]")
    page.js("kgView.change({ view: 'table', least: 0.5, sort: 'object', down: false })")
    fragment = page.js("return location.hash")
    seen = page.seen()
    page.load(fragment)
    assert page.seen() == seen
    assert page.js("return kgView.state.view") == "table"
    assert page.text("#panel h2") == "JSR"
    assert page.js("return '#' + kgView.toFragment()") == fragment


def test_focus_widens_and_is_left(page: Page) -> None:
    whole = page.seen()
    page.js("kgView.selectEntity(arguments[0])", page.entity("JSR"))
    page.press("[data-do=focus]")
    assert page.seen() == (4, 3)
    assert page.drawn()[0] == 4
    page.press("[data-do=wider]")
    assert page.seen()[0] > 4
    assert "Around JSR, 2 steps" in page.text("#chips")
    page.press("[data-do=unfocus]")
    assert page.seen() == whole


def test_hide_and_bring_back(page: Page) -> None:
    entities, statements = page.seen()
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan"))
    page.press("[data-do=hide]")
    assert page.seen()[1] == statements - 11
    assert "1 hidden entity" in page.text("#chips")
    page.press("#chips button")
    assert page.seen() == (entities, statements)


def test_pin_and_unpin(page: Page) -> None:
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan"))
    page.press("[data-do=pin]")
    assert "pin=" in page.fragment()
    page.press("[data-do=pin]")
    assert "pin=" not in page.fragment()


def test_the_shortest_path_between_two_entities(page: Page) -> None:
    page.js("kgView.selectEntity(arguments[0])", page.entity("JSR"))
    page.press("[data-do=path]")
    page.js("kgView.selectEntity(arguments[0])", page.entity("Rapidus"))
    page.press("[data-do=path]")
    assert "Shortest path" in page.text()
    way = page.js("return kgView.shortestPath(...kgView.state.path)")
    assert len(way["statements"]) == 4
    assert page.js("return kgView.drawn.path.statements") == way["statements"]
    page.press("#chips button")
    assert page.js("return kgView.state.path") is None


def test_no_path_is_told(page: Page) -> None:
    page.js(
        "kgView.change({ path: [arguments[0], arguments[1]] })",
        page.entity("Chris Miller"),
        page.entity("JSR"),
    )
    assert "Nothing that is visible now connects the two" in page.text()


def test_a_group_is_shown_alone(page: Page) -> None:
    _, statements = page.seen()
    page.press("#panel .group")
    assert page.seen()[1] < statements
    assert "Group of" in page.text("#chips")
    page.press("#panel .group")
    assert page.seen()[1] == statements


def test_copies(page: Page) -> None:
    page.js("kgView.selectStatement(arguments[0])", page.statement("Japan Investment Corp", "acquires"))
    assert copied(page, "words") == "Japan Investment Corp — acquires → JSR"
    assert "rdf:subject kgr:jic" in copied(page, "SPARQL")
    assert "a kg:Statement" in copied(page, "Turtle")
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan"))
    assert copied(page, "name") == "Japan"
    assert "kgr:japan" in copied(page, "SPARQL")
    assert "owl:sameAs <https://www.wikidata.org/entity/Q17>" in copied(page, "Turtle")
    page.js("kgView.selectStatement(0); window.__copied = null; " + CATCH)
    page.press("#panel .small")
    assert "The Example Times, 26 Jun 2023" in until(lambda: page.js("return window.__copied"))


def test_what_changed_is_told_at_the_start(page: Page) -> None:
    assert "What changed" in page.text()
    assert "proposed (26 Jun 2023) → planned (28 Jun 2023) → asserted (25 Jun 2024)" in page.text()


def test_an_entity_without_statements_is_found_but_not_drawn(page: Page) -> None:
    page.js("kgView.selectEntity(kgView.search('lunar')[0].entity)")
    assert "Moon Base" in page.text()
    assert "No statement" in page.text()
    assert page.js("return kgView.network.getSelectedNodes()") == []
