"""The page's modules as one script: each in a function of its own, after those that it imports."""

from __future__ import annotations

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|const|class)\b)", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) ([\w$]+)", re.MULTILINE)


def bundle(entry: str, read: Callable[[str], str]) -> str:
    """Return one script of the module ``entry`` and all that it imports, read by name without ``.js``.

    Only what the page's modules use is understood: ``import { names } from "./file.js";`` and exports of named
    declarations. Raises ValueError for anything else, for modules that import each other in a ring, and for a name
    that is imported but not exported.
    """
    order: dict[str, str] = {}
    _collect(entry, read, order, ())
    parts = [_part(name, text) for name, text in order.items()]
    return '(function () {\n"use strict";\nconst modules = {};\n' + "\n".join(parts) + "})();\n"


def _part(name: str, text: str) -> str:
    """Return a module as a function that is called at once and gives what it exports."""
    body = _EXPORT.sub("", _IMPORT.sub(r'const {\1} = modules["\2"];' + "\n", text))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}.js: can't bundle {left[0]!r}")
    exported = ", ".join(_EXPORTED.findall(text))
    return f'modules["{name}"] = (function () {{\n{body}return {{ {exported} }};\n}})();\n'


def _collect(name: str, read: Callable[[str], str], order: dict[str, str], way: tuple[str, ...]) -> None:
    """Put a module into ``order`` after those that it imports."""
    if name in way:
        raise ValueError(f"modules import each other in a ring: {' -> '.join([*way, name])}")
    if name in order:
        return
    text = read(name)
    for wanted, other in _IMPORT.findall(text):
        _collect(other, read, order, (*way, name))
        names = {word.strip() for word in wanted.split(",") if word.strip()}
        if missing := names - set(_EXPORTED.findall(order[other])):
            raise ValueError(f"{name}.js imports {sorted(missing)} from {other}.js, which doesn't export it")
    order[name] = text
