"""A form that could mean two entities of an article names at most one."""

from __future__ import annotations

import pytest

from kg.resolution.aliases import Aliases

NAMES = {"a": "Syrian team", "b": "Polish team", "c": "Acme"}


@pytest.mark.parametrize(
    ("written", "offered", "expected"),
    [
        ([("a", "Syrian team"), ("b", "Polish team")], [], {"a": ("Syrian team",), "b": ("Polish team",)}),
        ([], [("a", "team"), ("b", "team")], {"a": (), "b": ()}),
        ([("a", "The team")], [("b", "team")], {"a": ("The team",), "b": ()}),
        ([("a", "the team"), ("a", "the team"), ("b", "team")], [], {"a": ("the team",), "b": ()}),
        ([("a", "the team"), ("b", "the team")], [], {"a": (), "b": ()}),
        ([("a", "Acme"), ("a", "Acme"), ("c", "Acme")], [], {"a": (), "c": ("Acme",)}),
        ([("c", "Acme")], [("c", "Acme plc")], {"c": ("Acme", "Acme plc")}),
    ],
)
def test_forms_go_to_whom_they_stand_for(
    written: list[tuple[str, str]], offered: list[tuple[str, str]], expected: dict[str, tuple[str, ...]]
) -> None:
    aliases = Aliases()
    for entity, form in written:
        aliases.add(entity, form)
    for entity, form in offered:
        aliases.offer(entity, [form])
    found = aliases.settled(NAMES)
    assert {entity: found.get(entity, ()) for entity in expected} == expected
