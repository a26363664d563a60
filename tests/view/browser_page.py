"""An open page, with its console and its requests on record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def until(answer: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Return what ``answer`` gives as soon as that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(0.03)
    raise AssertionError("did not happen in time")


@dataclass
class Page:
    """One open page: what it answers, asked for and complained about."""

    driver: Any
    path: Path

    def js(self, code: str, *values: object) -> Any:
        return self.driver.execute_script(code, *values)

    def text(self, selector: str = "#panel") -> str:
        return str(self.js("return document.querySelector(arguments[0]).innerText", selector))

    def texts(self, selector: str) -> list[str]:
        found = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)"
        return list(self.js(found, selector))

    def press(self, selector: str) -> None:
        """Press a button, box or summary, which must be there and be seen."""
        seen = (
            "const one = document.querySelector(arguments[0]); return Boolean(one && one.checkVisibility())"
        )
        assert self.js(seen, selector), f"{selector} is not there to be pressed"
        self.js("document.querySelector(arguments[0]).click()", selector)

    def keys(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def entity(self, name: str) -> int:
        return int(self.js("return kgView.data.entities.findIndex((e) => e.name === arguments[0])", name))

    def statement(self, subject: str, label: str) -> int:
        find = """const { entities, statements } = kgView.data;
        return statements.findIndex((s) => s.label === arguments[1] && (entities[s.s] || {}).name === arguments[0])"""
        return int(self.js(find, subject, label))

    def seen(self) -> tuple[int, int]:
        """Return how many entities and statements pass the filters."""
        return tuple(self.js("const v = kgView.visible(); return [v.entities.size, v.list.length]"))

    def drawn(self) -> tuple[int, int]:
        return tuple(self.js("return [kgView.drawn.nodes.length, kgView.drawn.edges.length]"))

    def fragment(self) -> str:
        return str(self.js("return decodeURIComponent(location.hash.replaceAll('+', ' '))"))

    def size(self, width: int, height: int, scheme: str = "light") -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def load(self, fragment: str = "") -> Page:
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(self.path.as_uri() + fragment)
        return self

    def requests(self) -> list[str]:
        """Return the addresses asked for since the page was loaded, ``data:`` ones left out."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [
            m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in asked if not url.startswith("data:")]

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def click_canvas(self, x: float, y: float, *, times: int = 1) -> None:
        """Click with the mouse at a point of the picture, given in the picture's own coordinates."""
        from selenium.webdriver import ActionChains

        place = self.js(
            """const at = kgView.network.canvasToDOM({x: arguments[0], y: arguments[1]});
            const box = document.getElementById("canvas").getBoundingClientRect();
            return [box.left + at.x, box.top + at.y]""",
            x,
            y,
        )
        actions = ActionChains(self.driver, duration=0)
        actions.w3c_actions.pointer_action.move_to_location(*(round(value) for value in place))
        for _ in range(times):
            actions.w3c_actions.pointer_action.click()
        actions.perform()

    def position(self, entity: int) -> tuple[float, float]:
        found = "const p = kgView.network.getPositions([arguments[0]])[arguments[0]]; return [p.x, p.y]"
        return tuple(self.js(found, entity))

    def saved(self, folder: Path, name: str) -> bytes:
        """Return a file that the page saves into the folder of downloads."""
        path = folder / name
        until(lambda: path.exists() and path.stat().st_size and not list(folder.glob("*.crdownload")))
        content = path.read_bytes()
        path.unlink()
        return content
