"""The page for everyone: screen readers, keyboard, contrast, small screens, every script, paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_page import Page
from conftest import open_page
from sample_graph import Sketch

from kg.model import EntityType

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
STATES = {
    "start": "",
    "entity": "kgView.selectEntity(kgView.search('Japan')[0].entity)",
    "statement": "kgView.selectStatement(0); for (const d of document.querySelectorAll('details')) d.open = true",
    "timeline": "kgView.change({ view: 'timeline', least: 0.3 })",
    "table": "kgView.change({ view: 'table' })",
    "reader": "kgView.change({ view: 'reader', pick: { statement: 0 } })",
    "focus": "kgView.change({ view: 'graph', pick: null, focus: 0, path: [0, 1] })",
    "help": "document.getElementById('help').showModal()",
    "corrections": "kgView.corrections.add({ kind: 'reject', statement: 0 }); document.getElementById('corrections').showModal()",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(page: Page, scheme: str) -> None:
    page.size(1280, 900, scheme)
    page.load()
    page.js(AXE.read_text(encoding="utf-8"))
    wrong = []
    for name, code in STATES.items():
        if scheme == "dark" and name not in ("statement", "table", "reader"):
            continue
        page.js("for (const d of document.querySelectorAll('dialog')) d.close();" + code)
        found = page.driver.execute_async_script(
            """const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"], ...arguments[0] }).then((r) => done(r.violations.map((v) =>
              [v.id, v.impact, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary.slice(0, 160))])))""",
            {"runOnly": ["color-contrast"]} if scheme == "dark" else {},
        )
        wrong += [(name, *one) for one in found]
    assert wrong == []
    page.js(
        "for (const d of document.querySelectorAll('dialog')) d.close(); document.body.append(document.createElement('img'))"
    )
    spoilt = "const done = arguments[0]; axe.run(document).then((r) => done(r.violations.map((v) => v.id)))"
    assert "image-alt" in page.driver.execute_async_script(spoilt)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1000, 700), (390, 800), (360, 640)])
@pytest.mark.parametrize("view", ["graph", "timeline", "table", "reader"])
def test_every_screen_holds_the_page(page_once: Page, width: int, height: int, view: str) -> None:
    page = page_once
    page.size(width, height)
    page.load(f"#view={view}")
    page.js("kgView.selectStatement(0)")
    assert page.js("return document.documentElement.scrollWidth") == width
    assert page.js("return document.documentElement.scrollHeight") <= height
    boxes = "return ['panel', arguments[0]].map((id) => { const b = document.getElementById(id).getBoundingClientRect(); return [b.width, b.height, b.right, b.bottom]; })"
    for box in page.js(boxes, view):
        assert box[0] >= 300
        assert box[1] >= 120
        assert box[2] <= width
        assert box[3] <= height
    assert page.complaints() == []


def test_the_filters_open_and_close_on_a_phone(page_once: Page) -> None:
    page = page_once
    page.size(390, 800)
    page.load()
    assert not page.js("return document.getElementById('filters').checkVisibility()")
    page.press("#toggle-filters")
    page.press("#filters input[value=denied]")
    page.press("#close-filters")
    assert not page.js("return document.getElementById('filters').checkVisibility()")


def test_everything_can_be_reached_by_tab(page_once: Page) -> None:
    page = page_once
    page.size(1280, 900)
    page.load()
    seen = set()
    for _ in range(60):
        page.keys("\ue004")
        seen.add(page.js("const a = document.activeElement; return a.id || a.className"))
    assert {
        "search",
        "view-table",
        "theme",
        "least",
        "vis-network",
        "zoom-in",
        "clock",
        "time-from",
        "time-to",
        "panel",
    } <= seen


def test_other_scripts_keep_their_direction(driver: Any, tmp_path: Path) -> None:
    g = Sketch()
    g.article("a", title="قمة في طوكيو", published="2023-07-03", publisher="日経")
    names = {
        "eu": "الاتحاد الأوروبي",
        "jp": "日本国政府経済産業省通商政策局",
        "il": "ישראל",
        "in": "भारत सरकार",
    }
    for id, name in names.items():
        g.entity(id, name, EntityType.GPE)
    g.say(
        "a", "[s:الاتحاد الأوروبي] يتعاون مع [o:日本国政府経済産業省通商政策局].", "eu", "partnersWith", "jp"
    )
    g.say("a", "[s:ישראל] פוגשת את [o:भारत सरकार].", "il", "meets", "in")
    page = open_page(driver, tmp_path, g.page(title="شرائح"))
    page.js("kgView.selectStatement(0)")
    assert page.js("return getComputedStyle(document.querySelector('#panel blockquote')).direction") == "rtl"
    labels = page.js("return kgView.drawn.nodes.get().map((node) => node.label.replaceAll('\\n', ' '))")
    assert {"الاتحاد الأوروبي", "ישראל", "भारत सरकार"} <= set(labels)
    page.js("kgView.change({ view: 'reader', pick: { article: 0 } })")
    assert (
        page.js("return getComputedStyle(document.querySelector('#reader .text p[dir]')).direction") == "rtl"
    )
    page.keys("/")
    page.keys("日本")
    assert page.js("return kgView.search('日本').length") == 1
    assert page.complaints() == []


def test_it_prints_in_light_without_its_controls(page_once: Page) -> None:
    page = page_once
    page.size(1280, 900, "dark")
    page.load("#view=table")
    page.js("dispatchEvent(new Event('beforeprint'))")
    assert page.js("return document.documentElement.dataset.theme") == "light"
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return ['.search', '.tools', '#filters', '#time'].filter((s) => document.querySelector(s).checkVisibility())"
    assert page.js(shown) == []
    assert page.js("return document.getElementById('table').checkVisibility()")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.size(1280, 900, "dark")
    page.js("dispatchEvent(new Event('afterprint'))")
    assert page.js("return document.documentElement.dataset.theme") == "dark"


def test_everything_to_press_has_a_name(page_once: Page) -> None:
    page = page_once
    page.size(1280, 900)
    page.load()
    page.js("kgView.selectStatement(0)")
    nameless = """return [...document.querySelectorAll("button, input, select, a, summary")].filter((thing) =>
      !(thing.ariaLabel || thing.textContent.trim() || thing.labels?.length)).map((thing) => thing.outerHTML)"""
    assert page.js(nameless) == []
