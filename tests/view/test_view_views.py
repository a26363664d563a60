"""The other views of the same selection, and what can be taken away from it."""

from __future__ import annotations

import csv
import io
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from browser_page import Page, until
from pyoxigraph import RdfFormat, parse
from sample_graph import Sketch, hostile_graph

from kg.corrections.reading import parse_corrections, to_corrections
from kg.rdf import PROSPECTS, REFUTED, derived_quads, resource

pytestmark = pytest.mark.browser


@pytest.fixture
def downloads(driver: object, tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    behaviour = {"behavior": "allow", "downloadPath": str(folder)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)  # type: ignore[attr-defined]
    return folder


def test_the_timeline_goes_from_report_to_report(page: Page) -> None:
    page.press("#view-timeline")
    assert page.texts("#timeline h3") == ["Jun 2023", "Jul 2023", "Jun 2024"]
    first, last = page.texts("#timeline .row")[0], page.texts("#timeline .row")[-1]
    assert "Japan Investment Corp acquires JSR" in first
    assert "proposed" in first
    assert "now asserted" in last
    page.press("#timeline [data-do=clock]")
    assert "Apr 2023" not in page.texts("#timeline h3")
    assert {"May 2023", "Jan 2027"} <= set(page.texts("#timeline h3"))
    assert "have no such date" in page.text("#timeline")
    page.press("#timeline .row")
    assert "The sentence" in page.text() or "Sentences" in page.text()


def test_the_table_sorts_and_selects(page: Page) -> None:
    page.press("#view-table")
    assert len(page.texts("#table tbody tr")) == 54
    page.press("[data-sort=subject]")
    names = page.texts("#table td:first-child")
    assert names == sorted(names, key=str.casefold)
    page.press("[data-sort=amount]")
    assert page.texts("#table td:nth-child(6)")[:3] == [
        "900 billion JPY",
        "330 billion JPY",
        "14 billion USD",
    ]
    page.press("[data-sort=amount]")
    assert page.texts("#table td:nth-child(6)")[0] == "14 billion USD"
    assert page.js("return document.querySelector('th[aria-sort=ascending]').innerText").startswith("Amount")
    page.press("#table td:first-child button")
    assert page.text("#panel h2") == "Japan Industrial Partners"
    page.press("#table .relation")
    assert page.text("#panel .verdict") == "planned"
    page.press("#filters input[value=planned]")
    assert len(page.texts("#table tbody tr")) == 54 - page.js(
        "return kgView.data.statements.filter((s) => s.status === 'planned').length"
    )


def test_the_reader_marks_entities_and_sentences(page: Page) -> None:
    page.js("kgView.selectStatement(arguments[0])", page.statement("European Union", "adopts"))
    page.press("#view-reader")
    assert page.text("#reader h2") == "EU to work with Japan on chips and AI"
    assert page.texts("#reader .picked")
    assert "".join(page.texts("#reader .picked")) == "The EU adopted the European Chips Act."
    assert "European Chips Act" in page.texts("#reader .mention")
    page.press("#reader .mention")
    assert "Statements" in page.text()
    page.press("#reader .chip")
    assert page.js("return kgView.state.pick.statement ?? kgView.state.pick.statements[0]") >= 0
    choose = "const c = document.getElementById('article'); c.value = arguments[0]; c.dispatchEvent(new Event('change'))"
    page.js(choose, "4")
    assert page.text("#reader h2") == "China answers with curbs of its own"
    assert "Article" in page.text("#panel .kind")
    page.js("kgView.selectStatement(0)")
    page.press("#panel cite button")
    assert page.text("#reader h2") == "State-backed fund bids for chip materials maker JSR"


def test_the_picture_is_saved_as_png_and_svg(page: Page, downloads: Path) -> None:
    page.press("#export summary")
    page.press("[data-export=png]")
    png = page.saved(downloads, "chips-summer-2023.png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(png) > 20_000
    page.press("#export summary")
    page.press("[data-export=svg]")
    svg = ET.fromstring(page.saved(downloads, "chips-summer-2023.svg"))
    words = ["".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Japan", "JSR", "boycotts (denied)"} <= set(words)
    assert page.complaints() == []


def test_the_visible_part_is_saved_as_csv(page: Page, downloads: Path) -> None:
    page.js("kgView.change({ statuses: new Set(['asserted', 'planned', 'proposed', 'possible', 'ended']) })")
    page.press("#export summary")
    page.press("[data-export=csv]")
    rows = list(csv.DictReader(io.StringIO(page.saved(downloads, "chips-summer-2023.csv").decode())))
    (row,) = rows
    assert (row["subject"], row["relation"], row["object"], row["status"]) == (
        "ASML",
        "boycotts",
        "China",
        "denied",
    )
    assert row["quote"] == "ASML denied that it will stop selling to China."


def test_a_hostile_title_is_a_tame_file_name(hostile_page: Page, downloads: Path) -> None:
    hostile_page.press("#export summary")
    hostile_page.press("[data-export=csv]")
    assert hostile_page.saved(downloads, "title-script-window-pwned-1-script.csv").startswith(
        b"subject,relation"
    )


def test_cells_are_no_formulas(hostile_page: Page) -> None:
    text = hostile_page.js("return kgView.tableCsv(kgView.visible().list)")
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.startswith(("=", "@", "+w", "-w", "\t", "\r"))


def test_the_visible_part_is_saved_as_the_turtle_that_the_graph_exports(
    page: Page, downloads: Path, sample: Sketch
) -> None:
    page.press("#export summary")
    page.press("[data-export=ttl]")
    text = page.saved(downloads, "chips-summer-2023.ttl")
    entities, statements, _ = sample.graph()
    whole = {
        q.triple for q in derived_quads(entities, statements) if q.graph_name not in (PROSPECTS, REFUTED)
    }
    told = {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)}
    assert told <= whole
    places = ("oa#", "wasQuotedFrom")
    missing = [
        t for t in whole - told if not any(word in str(t) for word in places) and "moon-base" not in str(t)
    ]
    assert missing == []


def test_hostile_turtle_and_queries_can_be_read(hostile_page: Page) -> None:
    from pyoxigraph import Store

    text = hostile_page.js("return kgView.turtle(kgView.visible().list, [...kgView.visible().entities])")
    subjects = {str(quad.subject) for quad in parse(text.encode("utf-8", "replace"), format=RdfFormat.TURTLE)}
    assert len(subjects) > 400
    ids = [id for id in hostile_graph().entities if "\ud800" not in id]
    assert {str(resource(id)) for id in ids} <= subjects
    queries = hostile_page.js(
        """const { prefixes, statements, entities } = kgView.data;
        const head = Object.entries(prefixes).map(([p, iri]) => `PREFIX ${p}: <${iri}>`).join("\\n");
        return [...statements.keys()].map((i) => head + kgView.statementQuery(i)).concat([...entities.keys()].map((i) => head + kgView.entityQuery(i)))"""
    )
    for query in queries:
        Store().query(query)


def test_the_link_is_copied(page: Page) -> None:
    page.js("navigator.clipboard.writeText = (text) => { window.__copied = text; return Promise.resolve(); }")
    page.press("#view-table")
    page.press("#export summary")
    page.press("[data-export=link]")
    assert until(lambda: page.js("return window.__copied")).endswith("graph.html#view=table")


def test_corrections_are_collected_and_saved(page: Page, downloads: Path) -> None:
    assert page.js("return document.getElementById('open-corrections').hidden")
    jic, jsr = page.entity("Japan Investment Corp"), page.entity("JSR")
    correct = "document.querySelector('#panel .correct').open = true"
    page.js("kgView.selectEntity(arguments[0])", jic)
    page.js(correct)
    page.press("[data-do=merge]")
    page.js("kgView.selectEntity(arguments[0])", page.entity("Japan Industrial Partners"))
    page.press("[data-do=merge-into]")
    page.js("kgView.selectEntity(arguments[0])", jsr)
    page.js(
        correct
        + "; const s = document.querySelector('#panel select'); s.value = 'Product'; s.dispatchEvent(new Event('change'))"
    )
    page.js("kgView.selectStatement(0)")
    page.js(correct)
    page.press("[data-do=reject]")
    page.js("kgView.selectStatement(1)")
    page.js(correct)
    page.press("[data-do=reject]")
    assert page.text("#open-corrections span") == "4"
    page.press("#open-corrections")
    assert len(page.texts("#correction-list li")) == 4
    page.press("#correction-list li:last-child button")
    page.press("#save-corrections")
    text = page.saved(downloads, "corrections.toml").decode()
    assert [one.kind for one in parse_corrections(text)] == ["merge", "retype", "reject"]
    saved = tomllib.loads(text)
    assert saved["merge"] == [{"entities": ["jip", "jic"]}]
    assert saved["retype"] == [{"entity": "jsr", "type": "Product"}]
    assert saved["reject"] == [{"statement": page.js("return kgView.data.statements[0].id")}]
    page.press("#corrections [data-close]")


def test_hostile_corrections_are_toml(hostile_page: Page) -> None:
    text = hostile_page.js(
        """const { entities, statements } = kgView.data;
        return kgView.correctionsToml([...entities.keys()].slice(1).flatMap((i) => [{ kind: "merge", from: i, into: 0 },
          { kind: "retype", entity: i, type: "Law" }]).concat([...statements.keys()].map((i) => ({ kind: "reject", statement: i }))))"""
    )
    saved = tomllib.loads(text)
    assert to_corrections(parse_corrections(text)).merge
    count = hostile_page.js("return kgView.data.entities.length")
    assert (len(saved["merge"]), len(saved["retype"]), len(saved["reject"])) == (count - 1, count - 1, count)
