"""The page in a browser: it asks for nothing, runs nothing foreign, and answers mouse and keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser_page import Page
from sample_graph import large_graph

from kg.view import write_html

pytestmark = pytest.mark.browser

SECTIONS = "return [...document.querySelectorAll('#panel h3')].map((h) => h.innerText)"
POSITION = (
    "const p = kgView.network.getPositions(arguments[0]); return arguments[0].map((id) => [p[id].x, p[id].y])"
)


def until(answer: Callable[[], Any], seconds: float = 20.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer():
            return answer()
        time.sleep(0.05)
    raise AssertionError("did not happen in time")


def entity(page: Page, name: str) -> int:
    return int(page.js("return kgView.data.entities.findIndex((e) => e.name === arguments[0])", name))


def shown(page: Page, kind: str) -> int:
    return int(page.js(f"return kgView.drawn.{kind}.get({{filter: (item) => !item.hidden}}).length"))


def type_in(page: Page, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(page.driver, duration=0).send_keys(*keys).perform()


def test_the_file_is_all_it_asks_for(page: Page) -> None:
    page.js("kgView.selectStatement(0)")
    time.sleep(0.5)
    assert page.requests() == [page.path.as_uri()]
    assert page.complaints() == []


def test_hostile_text_runs_nothing(hostile_page: Page) -> None:
    page = hostile_page
    assert page.js("return kgView.data.entities.length") >= 30
    page.js(
        """for (const [i, entity] of kgView.data.entities.entries()) {
          kgView.selectEntity(i);
          kgView.search(entity.name);
        }
        for (const i of kgView.data.statements.keys()) {
          kgView.selectStatement(i);
          for (const details of document.querySelectorAll("#panel details")) details.open = true;
          window.__seen = (window.__seen || "") + document.getElementById("panel").textContent;
        }"""
    )
    assert "<script>window.__pwned=1</script>" in page.js("return window.__seen")
    page.js("document.getElementById('search').focus()")
    type_in(page, "<")
    until(lambda: page.js("return document.querySelectorAll('#suggestions li').length") == 8)
    time.sleep(0.3)
    assert page.js("return window.__pwned === undefined")
    bad = "#panel :is(script, img, svg:not(.mark, .line), iframe, style, form, link, meta, base, a[href^='j' i], [onerror])"
    assert page.js("return document.querySelectorAll(arguments[0]).length", bad) == 0
    assert page.requests() == [page.path.as_uri()]
    assert page.complaints() == []


def test_a_click_on_a_line_shows_the_sentence(page: Page) -> None:
    ends = [entity(page, "Japan Investment Corp"), entity(page, "JSR")]
    page.js("document.getElementById('zoom-fit').click()")
    (x1, y1), (x2, y2) = page.js(POSITION, ends)
    page.click_canvas((2 * x1 + x2) / 3, (2 * y1 + y2) / 3)
    until(lambda: "Evidence" in page.text())
    text = page.text()
    for words in (
        "Japan Investment Corp — acquires → JSR", "asserted", "900 billion JPY", "25 Jun 2024", "Ministry of Economy",
        "93%", "A fund supported by the Japanese government proposed last week", "The Example Times", "26 Jun 2023",
        "State-backed fund bids for chip materials maker JSR", "proposed", "planned", "“proposed”", "frame:acquire.verb",
    ):  # fmt: skip
        page.js("for (const d of document.querySelectorAll('#panel details')) d.open = true")
        assert words in page.text(), words
    assert "History" in text
    marked = page.js("return [...document.querySelectorAll('#panel mark.subject')].map((m) => m.textContent)")
    assert marked == ["A fund supported by the Japanese government", "JIC", "Japan Investment Corp"]
    link = page.js("const a = document.querySelector('#panel a'); return [a.href, a.rel, a.target]")
    assert link == ["https://news.example/jsr", "noopener noreferrer", "_blank"]


def test_a_click_on_a_node_shows_the_entity(page: Page) -> None:
    ((x, y),) = page.js(POSITION, [entity(page, "Japan")])
    page.click_canvas(x, y)
    until(lambda: "Also called" in page.text())
    text = page.text()
    for words in (
        "Country or city",
        "Tokyo",
        "https://www.wikidata.org/entity/Q17",
        "iso:JP",
        "Statements 11",
        "Articles 3",
    ):
        assert words in text
    page.driver.find_element("css selector", "#panel .row").click()
    until(lambda: "Evidence" in page.text())
    page.driver.find_element("css selector", "#panel .back").click()
    until(lambda: "Also called" in page.text())
    page.driver.find_element("css selector", "#panel .close").click()
    until(lambda: "Most connected" in page.text())


def test_a_bundle_lists_its_relations(page: Page) -> None:
    (x1, y1), (x2, y2) = page.js(POSITION, [entity(page, "United States"), entity(page, "China")])
    page.js(
        "kgView.network.moveTo({position: {x: arguments[0], y: arguments[1]}, scale: 1})",
        (x1 + x2) / 2,
        (y1 + y2) / 2,
    )
    page.click_canvas(x1 + (x2 - x1) * 0.35, y1 + (y2 - y1) * 0.35)
    until(lambda: "Statements 4" in page.text())
    assert "sanctions" in page.text()


def test_the_search_finds_names_and_aliases_by_keyboard(page: Page) -> None:
    type_in(page, "/")
    type_in(page, "bei")
    until(lambda: page.js("return document.querySelectorAll('#suggestions [role=option]').length") == 1)
    assert page.js("return document.getElementById('search').getAttribute('aria-expanded')") == "true"
    type_in(page, "\ue007")
    until(lambda: page.js("return document.querySelector('#panel h2')?.innerText") == "China")
    assert page.js("return kgView.network.getSelectedNodes()") == [entity(page, "China")]
    page.js("document.getElementById('search').value = ''")
    type_in(page, "JAPAN")
    until(lambda: page.js("return document.querySelectorAll('#suggestions [role=option]').length") >= 3)
    type_in(page, "\ue015", "\ue007")
    until(lambda: page.js("return document.querySelector('#panel h2').innerText") == "Japan Investment Corp")


def test_an_entity_without_statements_is_found_but_not_drawn(page: Page) -> None:
    page.js("kgView.selectEntity(kgView.search('lunar')[0].entity)")
    assert "Moon Base" in page.text()
    assert "No statement" in page.text()
    assert page.js("return kgView.network.getSelectedNodes()") == []


def test_filters_hide_lines_and_entities(page: Page) -> None:
    nodes, edges = shown(page, "nodes"), shown(page, "edges")
    page.driver.find_element("css selector", "input[value=denied]").click()
    assert shown(page, "edges") == edges - 1
    page.driver.find_element("css selector", "input[value=ended]").click()
    assert shown(page, "edges") == edges - 3
    assert shown(page, "nodes") == nodes - 1  # the engineers were only in what has ended
    page.driver.find_element("css selector", "input[value=Organization]").click()
    assert shown(page, "nodes") < nodes - 14
    page.driver.find_element("css selector", "#reset").click()
    assert (shown(page, "nodes"), shown(page, "edges")) == (nodes, edges)
    assert page.complaints() == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_holds_the_page(page: Page, width: int, height: int, scheme: str) -> None:
    page.size(width, height, scheme)
    page.load()
    page.js("kgView.selectStatement(0)")
    assert page.js("return document.documentElement.scrollWidth") == width
    assert page.js("return document.documentElement.scrollHeight") <= height
    box = page.js(
        "const b = document.getElementById('panel').getBoundingClientRect(); return [b.right, b.bottom]"
    )
    assert box == [width, height]
    expected = "rgb(251, 251, 249)" if scheme == "light" else "rgb(20, 23, 28)"
    assert page.js("return getComputedStyle(document.body).backgroundColor") == expected
    assert page.complaints() == []


def test_the_picture_follows_the_colours_of_the_day(page: Page) -> None:
    colour = "return kgView.drawn.nodes.get(arguments[0]).color.background"
    japan = entity(page, "Japan")
    assert page.js(colour, japan) == "#0a7d5a"
    page.size(1280, 900, "dark")
    until(lambda: page.js(colour, japan) == "#41c79b")


def test_everything_to_press_has_a_name(page: Page) -> None:
    nameless = """return [...document.querySelectorAll("button, input, a, [role]")].filter((thing) =>
      !(thing.ariaLabel || thing.textContent.trim() || thing.labels?.length || thing.id === "search-note" || thing.closest("[hidden]")))
      .map((thing) => thing.outerHTML)"""
    assert page.js(nameless) == []
    page.js("kgView.selectStatement(0)")
    assert page.js(nameless) == []


def test_a_large_graph_shows_its_core_then_all(driver: Any, tmp_path: Path) -> None:
    page = Page(driver, write_html(tmp_path / "graph.html", *large_graph(900)))
    page.size(1280, 900)
    page.load()
    assert shown(page, "nodes") <= 300
    assert "The 300 most central of 900 entities are drawn." in page.js(
        "return document.getElementById('notice').innerText"
    )
    outside = page.js("return kgView.data.picture.nodes[899].id")
    page.js("kgView.selectEntity(arguments[0])", outside)
    assert page.js("return kgView.network.getSelectedNodes()") == [outside]
    page.driver.find_element("css selector", "#notice button").click()
    until(lambda: shown(page, "nodes") == 900)
    assert page.js("return document.getElementById('notice').hidden")
    assert page.complaints() == []
