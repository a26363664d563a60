"""An open page, with its console and its requests on record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Page:
    """One open page: what it answers, asked for and complained about."""

    driver: Any
    path: Path

    def js(self, code: str, *values: object) -> Any:
        return self.driver.execute_script(code, *values)

    def text(self) -> str:
        return str(self.js("return document.getElementById('panel').innerText"))

    def size(self, width: int, height: int, scheme: str = "light") -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def load(self) -> Page:
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(self.path.as_uri())
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

    def click_canvas(self, x: float, y: float) -> None:
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
        actions.w3c_actions.pointer_action.click()
        actions.perform()
