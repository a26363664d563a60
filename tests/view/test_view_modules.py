"""The page's modules: how they are put together, and that nothing in them is left over."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.view
from kg.view.bundle import bundle

FOLDER = Path(kg.view.__file__).parent / "static" / "js"
MODULES = sorted(FOLDER.glob("*.js"))


def files(**texts: str) -> Callable[[str], str]:
    return lambda name: texts[name.replace("-", "_")]


def test_modules_follow_those_that_they_import() -> None:
    read = files(
        main='import { one } from "./low.js";\nimport { two } from "./mid-way.js";\none(two);\n',
        mid_way='import { one } from "./low.js";\nexport const two = one;\nconst hidden = 2;\n',
        low="export function one() {}\nconst hidden = 1;\n",
    )
    code = bundle("main", read)
    assert code.index('modules["low"]') < code.index('modules["mid-way"]') < code.index('modules["main"]')
    assert not re.search(r"^(import|export)\b", code, re.MULTILINE)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"main": 'import { x } from "./main.js";\n'}, "ring: main -> main"),
        (
            {"main": 'import { x } from "./a.js";\n', "a": 'import { y } from "./main.js";\n'},
            "ring: main -> a -> main",
        ),
        ({"main": 'import { x, y } from "./a.js";\n', "a": "export const x = 1;\n"}, r"\['y'\] from a.js"),
        ({"main": 'import x from "./a.js";\n'}, "can't bundle"),
        ({"main": "export default 1;\n"}, "can't bundle"),
        ({"main": "export let x = 1;\n"}, "can't bundle"),
    ],
)
def test_what_is_not_understood_is_told(texts: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bundle("main", files(**texts))


def test_every_module_is_used_and_so_is_all_that_it_exports() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in MODULES}
    imported = {
        (other, name.strip())
        for text in texts.values()
        for names, other in re.findall(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";', text, re.MULTILINE)
        for name in names.split(",")
    }
    exported = {
        (module, name)
        for module, text in texts.items()
        for name in re.findall(r"^export (?:async )?(?:function|const) (\w+)", text, re.MULTILINE)
    }
    within = {(m, n) for m, n in exported - imported if len(re.findall(rf"\b{n}\b", texts[m])) > 1}
    assert exported - imported - within == set()
    assert set(texts) - {"main"} == {module for module, _ in imported}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short_and_make_no_html_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert text.startswith("// ")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\("
    assert not re.search(forbidden, text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_valid(path: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    module = tmp_path / f"{path.stem}.mjs"
    module.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run([node, "--check", str(module)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
