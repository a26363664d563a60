"""Make the pictures of the README and of docs/viewing.md: build the examples, open the page in headless Chromium, photograph it.

python docs/pictures.py [CHROMIUM CHROMEDRIVER]
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import kg

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1400,900"
)
FIND = "const found = (name) => kgView.search(name)[0].entity;"
STATEMENT = (
    FIND
    + """const { statements, entities } = kgView.data;
kgView.selectStatement(statements.findIndex((s) => s.label === "acquires" && s.status === "proposed"));
const at = kgView.network.getPositions([found("JSR"), found("Japan Investment Corporation")]);
const [a, b] = Object.values(at);
kgView.network.moveTo({ position: { x: (a.x + b.x) / 2 - 60, y: (a.y + b.y) / 2 + 60 }, scale: 0.9 });"""
)
#: Each picture: its name, light or dark, width and height, the fragment of the address, and what is done then.
PICTURES = (
    ("graph", "light", 1400, 860, "", STATEMENT),
    (
        "focus",
        "light",
        1400,
        860,
        "",
        FIND + "kgView.change({ focus: found('JSR'), pick: { entity: found('JSR') } })",
    ),
    ("map", "dark", 1400, 860, "#show=all", ""),
    ("reader", "light", 1400, 860, "#view=reader", STATEMENT.rsplit("\n", 3)[0]),
    (
        "timeline",
        "dark",
        1400,
        860,
        "#view=timeline",
        FIND + "kgView.change({ focus: found('ASML'), pick: null })",
    ),
)


def main() -> None:
    """Write the pictures to docs/images."""
    chromium, driver = sys.argv[1:3] if len(sys.argv) > 2 else ("/usr/bin/chromium", "/usr/bin/chromedriver")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "graph.html"
        with kg.build([ROOT / "examples" / "articles"]) as graph:
            graph.to_html(page, title="Chips, courts and a World Cup")
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS.split(), f"--user-data-dir={folder}/profile"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(driver))
        try:
            for picture in PICTURES:
                photograph(browser, page, *picture)
        finally:
            browser.quit()


def photograph(
    browser: Any, page: Path, name: str, scheme: str, width: int, height: int, fragment: str, code: str
) -> None:
    """Write one picture."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wishes = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]
    features = [{"name": key, "value": value} for key, value in wishes]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")
    browser.get(page.as_uri() + fragment)
    browser.execute_script(code)
    time.sleep(1.0)
    picture = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
    picture.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
