"""The page in a browser: it asks for nothing, runs nothing foreign, and answers mouse and keyboard."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from browser_page import Page, until
from conftest import open_page
from sample_graph import Sketch, hostile_strings, large_graph

from kg.view import render_html
from kg.view.picture import draw

pytestmark = pytest.mark.browser


def test_the_file_is_all_it_asks_for(page: Page) -> None:
    for view in ("timeline", "table", "reader", "graph"):
        page.press(f"#view-{view}")
        page.js("kgView.selectStatement(0)")
    time.sleep(0.2)
    assert page.requests() == [page.path.as_uri()]
    assert page.complaints() == []


def test_hostile_text_runs_nothing_and_changes_no_structure(hostile_page: Page) -> None:
    page = hostile_page
    assert page.js("return kgView.data.entities.length") == len(hostile_strings())
    page.js(
        """const seen = [];
        const keep = () => seen.push(document.getElementById("panel").textContent);
        const { entities, statements, articles } = kgView.data;
        const open = () => { for (const details of document.querySelectorAll("#panel details")) details.open = true; };
        for (const i of [...entities.keys()].filter((n) => n % 9 === 0)) { kgView.selectEntity(i); kgView.selectStatement(i); }
        kgView.change({ view: "timeline", pick: null, statuses: new Set(Object.keys(kgView.data.statuses)) });
        const pick = (pick) => kgView.change({ pick }, { quiet: true });
        for (const i of entities.keys()) { pick({ entity: i }); kgView.search(entities[i].name); open(); keep(); }
        for (const i of statements.keys()) { pick({ statement: i }); open(); keep(); }
        kgView.change({ statuses: new Set() });
        kgView.change({ view: "table" });
        kgView.change({ view: "reader" });
        for (const i of articles.keys()) pick({ article: i });
        kgView.change({ view: "graph", focus: 0 });
        kgView.corrections.add({ kind: "merge", from: 0, into: 1 });
        window.__seen = seen.join("");"""
    )
    assert "<script>window.__pwned=1</script>" in page.js("return window.__seen")
    page.js("document.getElementById('search').focus()")
    page.keys("<")
    until(lambda: page.js("return document.querySelectorAll('#suggestions li').length") >= 8)
    time.sleep(0.3)
    assert page.js("return window.__pwned === undefined")
    bad = (
        "script:not([type]):nth-of-type(n+4), img, iframe, form, base, embed, object, video, marquee, template, "
        "body link, body meta, body style, a[href^='j' i], a[href^='d' i], [style*='url'], [srcset], [srcdoc]"
    )
    assert (
        page.js("return [...document.querySelectorAll(arguments[0])].map((one) => one.outerHTML)", bad) == []
    )
    listening = "return [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((a) => a.name.startsWith('on'))).length"
    assert page.js(listening) == 0
    assert page.js("return document.title") == "</title><script>window.__pwned=1</script>"
    assert page.requests() == [page.path.as_uri()]
    assert page.complaints() == []


def test_a_hostile_address_of_the_page_does_nothing(page: Page) -> None:
    for fragment in (
        "#pick=s%20nobody&view=evil&no-type=__proto__&focus=%3Cimg%20src=x%20onerror=alert(1)%3E&pin=1e9 x y&depth=99&group=77",
        "#view=javascript:alert(1)&sort=-__proto__&from=99999-99-99&confidence=NaN&path=jsr&more=%00&%",
    ):
        page.load(fragment)
        assert page.drawn()[0] > 30
        assert page.complaints() == []


def test_the_first_view_is_whole_and_labels_keep_their_distance(page: Page) -> None:
    assert page.drawn()[0] == len(page.js("return kgView.data.picture.nodes"))
    assert page.text("#summary") == "43 entities · 54 statements · 6 articles"
    boxes = page.js(
        """return kgView.drawn.nodes.getIds().map((id) => {
          const b = kgView.network.getBoundingBox(id); return [b.left, b.top, b.right, b.bottom]; })"""
    )
    overlaps = sum(
        a[0] < b[2] - 3 and b[0] < a[2] - 3 and a[1] < b[3] - 3 and b[1] < a[3] - 3
        for i, a in enumerate(boxes)
        for b in boxes[:i]
    )
    assert overlaps == 0


def test_lines_show_status_direction_and_number(page: Page) -> None:
    edges = page.js("return kgView.drawn.edges.get()")
    told = page.js("return Object.fromEntries(kgView.data.picture.edges.map((e) => [e.id, e.statements]))")
    statements = page.js("return kgView.data.statements")
    dashes = page.js("return kgView.data.statuses")
    words = []
    for edge in edges:
        here = [statements[i] for i in told[edge["id"]]]
        words.append(edge["label"])
        if len(here) == 1:
            assert (edge["dashes"] or []) == dashes[here[0]["status"]]
            assert edge["arrows"] == ("" if here[0].get("symmetric") else edge["arrows"] or None)
            assert edge["label"].strip() in (
                "",
                here[0]["label"],
                f"{here[0]['label']} ({here[0]['status']})",
            )
    assert "4 relations" in words


def test_a_line_without_room_for_its_words_shows_them_when_pointed_at(page: Page) -> None:
    from selenium.webdriver import ActionChains

    ends = (page.entity("Japan"), page.entity("undersea cables"))
    label = """return kgView.drawn.edges.get().filter((e) => e.from === arguments[0] && e.to === arguments[1]
      || e.from === arguments[1] && e.to === arguments[0]).map((e) => e.label)[0]"""
    assert page.js(label, *ends) == " "
    (x1, y1), (x2, y2) = (page.position(end) for end in ends)

    def point(x: float, y: float) -> None:
        at = page.js(
            """const a = kgView.network.canvasToDOM({x: arguments[0], y: arguments[1]});
            const box = document.getElementById("canvas").getBoundingClientRect(); return [box.left + a.x, box.top + a.y]""",
            x,
            y,
        )
        actions = ActionChains(page.driver, duration=20)
        actions.w3c_actions.pointer_action.move_to_location(round(at[0]) - 2, round(at[1]))
        actions.w3c_actions.pointer_action.move_to_location(round(at[0]), round(at[1]))
        actions.perform()

    point((x1 + x2) / 2, (y1 + y2) / 2)
    until(lambda: page.js(label, *ends) == "builds")
    point(x2 + 150, y2 - 40)
    until(lambda: page.js(label, *ends) == " ")


def test_communities_are_shaded_until_switched_off(page: Page) -> None:
    pixel = """const c = kgView.network.canvas.frame.canvas; const p = kgView.network.canvasToDOM(
      kgView.network.getPositions([arguments[0]])[arguments[0]]);
      return [...c.getContext('2d').getImageData(p.x + 26, p.y - 26, 1, 1).data].slice(0, 3).join()"""
    node = next(n["id"] for n in page.js("return kgView.data.picture.nodes") if n["cluster"] == 0)
    until(lambda: page.js(pixel, node) != "0,0,0")
    page.press("#blobs")
    until(lambda: page.js(pixel, node) == "0,0,0")
    assert "groups=off" in page.fragment()


def test_a_click_on_a_node_and_beside_it(page: Page) -> None:
    page.click_canvas(*page.position(page.entity("Japan")))
    until(lambda: "Also called" in page.text())
    left, top = page.js("const p = kgView.network.DOMtoCanvas({x: 4, y: 4}); return [p.x, p.y]")
    page.click_canvas(left, top)
    until(lambda: "Most connected" in page.text())


def test_a_click_on_a_line(page: Page) -> None:
    page.press("#zoom-fit")
    (x1, y1), (x2, y2) = (page.position(page.entity(name)) for name in ("Japan Investment Corp", "JSR"))
    page.click_canvas((2 * x1 + x2) / 3, (2 * y1 + y2) / 3)
    until(lambda: "Sentences" in page.text())
    assert page.js("return kgView.network.getSelectedEdges().length") == 1


def test_a_click_on_a_bundle_lists_its_relations(page: Page) -> None:
    (x1, y1), (x2, y2) = (page.position(page.entity(name)) for name in ("United States", "China"))
    page.js(
        "kgView.network.moveTo({position: {x: arguments[0], y: arguments[1]}, scale: 1})",
        (x1 + x2) / 2,
        (y1 + y2) / 2,
    )
    page.click_canvas(x1 + (x2 - x1) * 0.35, y1 + (y2 - y1) * 0.35)
    until(lambda: "Statements 4" in page.text())
    assert "sanctions" in page.text()


def test_the_keyboard_moves_and_zooms_the_picture(page: Page) -> None:
    page.js("document.querySelector('#canvas .vis-network').focus()")
    before = page.js("return [kgView.network.getViewPosition().x, kgView.network.getScale()]")
    page.driver.execute_async_script(
        """const done = arguments[0], frame = document.querySelector("#canvas .vis-network");
        const press = (type, keyCode) => frame.dispatchEvent(new KeyboardEvent(type, { keyCode, bubbles: true }));
        press("keydown", 39);
        press("keydown", 187);
        setTimeout(() => { press("keyup", 39); press("keyup", 187); done(); }, 200);"""
    )
    assert page.js("return kgView.network.getViewPosition().x") != before[0]
    assert page.js("return kgView.network.getScale()") > before[1]


def test_the_page_opens_on_the_entity_that_it_is_about(driver: Any, tmp_path: Path, sample: Sketch) -> None:
    page = open_page(driver, tmp_path, sample.page(select="japan"))
    assert page.text("#panel h2") == "Japan"


def test_an_empty_graph_is_a_page(driver: Any, tmp_path: Path) -> None:
    page = open_page(driver, tmp_path, render_html([], [], {}))
    assert page.text("#summary") == "0 entities · 0 statements · 0 articles"
    assert "nothing to draw" in page.text("#empty")
    for view in ("timeline", "table", "reader", "graph"):
        page.press(f"#view-{view}")
    assert page.js("return document.getElementById('time').hidden")
    assert page.complaints() == []


def test_zoom_and_the_whole_picture(page: Page) -> None:
    before = page.js("return kgView.network.getScale()")
    page.press("#zoom-in")
    assert page.js("return kgView.network.getScale()") == pytest.approx(before * 1.35)
    page.press("#zoom-out")
    page.press("#zoom-fit")
    assert page.js("return kgView.network.getScale()") <= before * 1.35


def test_dragging_pins_an_entity(page: Page) -> None:
    from selenium.webdriver import ActionChains

    japan = page.entity("Japan")
    x, y = page.position(japan)
    at = page.js(
        """const a = kgView.network.canvasToDOM({x: arguments[0], y: arguments[1]});
        const box = document.getElementById("canvas").getBoundingClientRect(); return [box.left + a.x, box.top + a.y]""",
        x,
        y,
    )
    actions = ActionChains(page.driver, duration=60)
    pointer = actions.w3c_actions.pointer_action
    pointer.move_to_location(*(round(v) for v in at))
    pointer.pointer_down()
    for share in (1, 2, 3):
        pointer.move_to_location(round(at[0]) + 15 * share, round(at[1]) + 10 * share)
    pointer.pointer_up()
    actions.perform()
    until(lambda: "pin=" in page.fragment())
    moved = page.position(japan)
    assert moved[0] > x + 20
    page.load(page.js("return location.hash"))
    assert page.position(japan) == pytest.approx(moved, abs=1)


def test_a_large_graph_shows_its_core_and_grows(driver: Any, tmp_path: Path) -> None:
    page = open_page(driver, tmp_path, render_html(*large_graph(380)))
    assert page.drawn()[0] == 300
    assert "300 of 380 entities" in page.text("#notice")
    outside = page.js("return kgView.data.picture.nodes[379].id")
    page.js("kgView.selectEntity(arguments[0])", outside)
    assert page.js("return kgView.network.getSelectedNodes()") == [outside]
    assert page.drawn()[0] >= 301
    page.js("kgView.selectEntity(kgView.data.picture.nodes[0].id)")
    page.press("[data-do=expand]")
    assert page.drawn()[0] > 310
    page.press("[data-do=all]")
    until(lambda: page.drawn()[0] == 380)
    page.press("[data-do=fewer]")
    until(lambda: page.drawn()[0] < 380)
    assert page.complaints() == []


def test_a_graph_beyond_what_is_drawn_says_so(
    driver: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.page.draw", partial(draw, first=60, most=150))
    page = open_page(driver, tmp_path, render_html(*large_graph(200)))
    assert page.drawn()[0] == 60
    assert "60 of 200 entities" in page.text("#notice")
    page.press("[data-do=all]")
    until(lambda: page.drawn()[0] == 150)
    assert "The search knows all 200." in page.text("#notice")
    left = page.js(
        "return kgView.data.entities.findIndex((_, i) => !kgView.data.picture.nodes.some((n) => n.id === i))"
    )
    page.js("kgView.selectEntity(arguments[0])", left)
    assert "Statements" in page.text()
    assert page.complaints() == []


def test_a_very_large_graph_is_a_map_that_can_be_read_by_and_by(driver: Any, tmp_path: Path) -> None:
    page = open_page(driver, tmp_path, render_html(*large_graph(900)))
    page.press("[data-do=all]")
    until(lambda: page.js("return kgView.drawn.map !== null"))
    assert "All 900 entities" in page.text("#notice")
    assert page.drawn()[0] <= 230
    far = page.js("return kgView.data.picture.nodes[890].id")
    assert far not in page.js("return kgView.drawn.nodes.getIds()")
    x, y = page.js("return kgView.drawn.map.places.get(arguments[0])", far)
    page.js("kgView.network.moveTo({position: {x: arguments[0], y: arguments[1]}, scale: 0.9})", x, y)
    page.press("#zoom-in")
    until(lambda: far in page.js("return kgView.drawn.nodes.getIds()"))
    page.click_canvas(x, y)
    until(lambda: page.js("return kgView.state.pick && kgView.state.pick.entity") == far)
    page.press("#export summary")
    page.js(
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.__svg = text; }); return 'data:,'; }"
    )
    page.press("[data-export=svg]")
    svg = until(lambda: page.js("return window.__svg"))
    assert svg.count("A") > 2 * 900  # each dot is two arcs
    assert page.complaints() == []
