"""Which part of a graph a page shows."""

from __future__ import annotations

from typing import Any

import pytest
from sample_graph import chips

from kg.errors import KgError
from kg.model import Status
from kg.view import Answer, Choice


def told(**wanted: Any) -> tuple[set[str], set[str]]:
    """Return the entities and, as "subject predicate object", the statements of a choice."""
    entities, statements = Choice(**wanted).part(*chips().graph())
    return {e.id for e in entities}, {f"{s.subject} {s.predicate} {s.object}" for s in statements}


def test_without_a_wish_all_is_shown() -> None:
    entities, statements, articles = chips().graph()
    assert Choice().part(entities, statements, articles) == (entities, statements)


def test_the_neighbourhood_of_an_entity() -> None:
    entities, statements = told(focus=("jsr",))
    assert statements == {"jic acquires jsr", "jsr produces photoresist", "johnson leads jsr"}
    assert entities == {"jsr", "jic", "photoresist", "johnson", "meti"}  # METI is who says so
    _, further = told(focus=("jsr",), depth=2)
    assert further > statements
    assert "meti oversees jic" in further


@pytest.mark.parametrize(
    ("wanted", "there", "not_there"),
    [
        ({"since": "2024"}, "jic acquires jsr", "china restricts gallium"),
        ({"until": "2023-06"}, "jic acquires jsr", "china restricts gallium"),
        ({"since": "2023-07-04"}, "china restricts gallium", "eu adopts chips-act"),
        ({"since": "2023-07", "until": "2023-07"}, "tsmc builds kumamoto", "jic acquires jsr"),
        (
            {"since": "2023-07-31"},
            "tsmc builds kumamoto",
            "china restricts gallium",
        ),  # "2023-07" may be the 31st
        ({"statuses": {Status.DENIED}}, "asml boycotts china", "jic acquires jsr"),
        (
            {"since": "2023-07-04", "statuses": {Status.PLANNED}},
            "jip acquires toshiba",
            "breton meets japan",
        ),
    ],
)
def test_times_and_statuses(wanted: dict[str, Any], there: str, not_there: str) -> None:
    _, statements = told(**wanted)
    assert there in statements
    assert not_there not in statements


def test_what_a_query_names() -> None:
    _, statements, _ = chips().graph()
    one = next(s for s in statements if s.predicate == "adopts")
    names = {s.id for s in statements}
    ends = {id for s in statements for id in (s.subject, s.object)}

    def answered(*rows: list[str]) -> set[str]:
        return told(answer=Answer.of(rows, names, ends))[1]

    assert answered([one.id]) == {"eu adopts chips-act"}
    assert answered([one.id, "jsr"]) == {"eu adopts chips-act"}
    assert answered(["jic", "jsr"], ["sony", "tsmc"]) == {
        "jic acquires jsr",
        "sony investsIn tsmc",
        "sony partnersWith tsmc",
    }
    assert answered(["miller"]) == {"miller wrote chip-war"}
    assert answered(["nobody"], []) == set()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"since": "yesterday"}, "since is 'yesterday', not a date"),
        ({"until": "2023-13"}, "until is '2023-13', not a date"),
        ({"depth": 0}, "a depth of 0 shows nothing"),
    ],
)
def test_mistakes_are_told(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(KgError, match=message):
        Choice(**wanted)
