"""One correction, as a table of ``corrections.toml`` has it: its kind, its keys, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.resolution.across import Pick

#: The keys of each kind of correction, those that must be there first; ``note`` may stand in each.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "merge": (("entities",), ()),
    "split": (("entities",), ()),
    "rename": (("entity", "name"), ()),
    "retype": (("entity", "type"), ()),
    "identify": (("entity", "same_as"), ()),
    "reject": ((), ("statement", "subject", "predicate", "object", "article")),
}
#: The order in which the keys of a table are written.
ORDER = (
    "entities",
    "entity",
    "name",
    "type",
    "same_as",
    "statement",
    "subject",
    "predicate",
    "object",
    "article",
    "note",
)
#: What a value of a table is: text, several texts, an entity, several entities.
Value = str | Pick | tuple[str, ...] | tuple[Pick, ...]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction with its values by key; ``where`` names the file and the line that it stands on."""

    kind: str
    values: Mapping[str, Value]
    where: str = ""

    def __str__(self) -> str:
        said = ", ".join(f"{key} {_shown(self.values[key])}" for key in ORDER if key in self.values)
        return f"{self.kind}: {said}"

    def to_toml(self) -> str:
        """Return the table as it is written: the kind, then a line for each key, in a fixed order."""
        lines = [f"[[{self.kind}]]"]
        lines += [f"{key} = {_toml(self.values[key])}" for key in ORDER if key in self.values]
        return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return text as a basic string of TOML."""
    escaped = "".join(_ESCAPES.get(c, c) for c in text)
    return '"' + _CONTROL.sub(lambda c: f"\\u{ord(c[0]):04X}", escaped) + '"'


def _toml(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Pick):
        if not value.articles:
            return quoted(value.entity)
        return f"{{ entity = {quoted(value.entity)}, articles = {_toml(value.articles)} }}"
    return "[" + ", ".join(_toml(one) for one in value) + "]"


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return repr(str(value))
    return str(value) if isinstance(value, Pick) else ", ".join(_shown(one) for one in value)
