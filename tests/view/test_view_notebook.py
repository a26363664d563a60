"""A graph in a notebook, and the page from Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_page import Page
from sample_graph import hostile_graph

from kg.view import frame

pytestmark = pytest.mark.browser


def test_a_graph_stands_in_a_frame_of_its_own(driver: Any, tmp_path: Path) -> None:
    notebook = "<!doctype html><meta charset=utf-8><title>notebook</title><p>cell</p>" + frame(
        hostile_graph().page()
    )
    (tmp_path / "notebook.html").write_bytes(notebook.encode("utf-8", "replace"))
    page = Page(driver, tmp_path / "notebook.html")
    page.size(1280, 900)
    page.load()
    assert page.js("return document.body.children.length") == 2
    driver.switch_to.frame(0)
    page.js("kgView.selectStatement(0)")
    assert "The sentence" in page.text()
    assert page.drawn()[0] > 100
    page.press("#view-table")
    assert page.text("#table thead").startswith("Subject")
    driver.switch_to.default_content()
    assert page.js("return window.__pwned === undefined")
    assert page.complaints() == []
