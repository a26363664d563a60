"""The browser: Debian's Chromium, driven without a network, with its console and its requests on record."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_page import Page
from sample_graph import Sketch, chips, hostile_graph

from kg.view import write_html

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yield a Chromium; skip where there is none, unless KG_REQUIRE_BROWSER=1 says that there must be."""
    if not (Path(CHROMIUM).exists() and Path(DRIVER).exists()):
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(f"KG_REQUIRE_BROWSER=1, but {CHROMIUM} or {DRIVER} is missing", pytrace=False)
        pytest.skip(f"needs {CHROMIUM} and {DRIVER}")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    profile = tmp_path_factory.mktemp("chromium")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    browser.set_script_timeout(180)
    yield browser
    browser.quit()
    shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture(scope="session")
def sample() -> Sketch:
    return chips()


def open_page(driver: Any, folder: Path, text: str) -> Page:
    """Return a page, written to a file and freshly opened on a screen of a laptop."""
    page = Page(driver, write_html(folder / "graph.html", text))
    page.size(1280, 900)
    return page.load()


@pytest.fixture
def page(driver: Any, tmp_path: Path, sample: Sketch) -> Page:
    """Return the sample graph, freshly opened."""
    return open_page(driver, tmp_path, sample.page(title="Chips, summer 2023"))


@pytest.fixture
def hostile_page(driver: Any, tmp_path: Path) -> Page:
    """Return the graph whose every text is hostile, freshly opened."""
    return open_page(
        driver, tmp_path, hostile_graph().page(title="</title><script>window.__pwned=1</script>")
    )


@pytest.fixture(scope="module")
def page_once(driver: Any, tmp_path_factory: pytest.TempPathFactory, sample: Sketch) -> Page:
    """Return the sample graph, opened once for tests that change nothing."""
    return open_page(driver, tmp_path_factory.mktemp("page"), sample.page())
