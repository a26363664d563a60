"""Make the picture of the README: build the examples, open the page in headless Chromium, photograph it.

python docs/pictures.py [CHROMIUM CHROMEDRIVER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import kg

ROOT = Path(__file__).resolve().parents[1]
SUBJECT = "JSR"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1400,900"
)


def main() -> None:
    """Write docs/images/graph.png."""
    chromium, driver = sys.argv[1:3] if len(sys.argv) > 2 else ("/usr/bin/chromium", "/usr/bin/chromedriver")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "graph.html"
        with kg.build([ROOT / "examples" / "articles"]) as graph:
            graph.to_html(page)
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS.split(), f"--user-data-dir={folder}/profile"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(driver))
        try:
            browser.get(page.as_uri())
            browser.execute_script("kgView.selectEntity(kgView.search(arguments[0])[0].entity)", SUBJECT)
            browser.implicitly_wait(2)
            browser.execute_async_script("setTimeout(arguments[0], 1500)")
            browser.save_screenshot(str(ROOT / "docs" / "images" / "graph.png"))
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
