"""What clauses say of deeds and stances, in sentences of our own."""

from __future__ import annotations

import pytest

from tests.extraction.test_claims import facts

SAID = [
    ("Iran-backed Houthis attacked the port.", "Iran", "supports", "Houthis"),
    ("The European Commission called the decision arbitrary.", "European Commission", "opposes", "decision"),
    (
        "The Ghana Bar Association called the verdict historic.",
        "Ghana Bar Association",
        "supports",
        "verdict",
    ),
    ("Kenya froze the assets of Acme Bank.", "Kenya", "sanctions", "Acme Bank"),
    ("Prosecutors demanded Ann Bell's extradition.", "Prosecutors", "detains", "Ann Bell"),
    ("One of them, Acme Bank, has petitioned the court.", "Acme Bank", "urges", "court"),
    ("The fighting drove ministers out of Khartoum.", "ministers", "withdrawsFrom", "Khartoum"),
    ("The officials blamed middlemen in Lagos.", "officials", "accuses", "middlemen in Lagos"),
    ("The European Commission welcomed the step.", "European Commission", "supports", "step"),
    ("Acme Bank has cancelled chip orders.", "Acme Bank", "withdrawsFrom", "chip orders"),
    ("Germany barred the men from entering.", "Germany", "sanctions", "men"),
]

UNSAID = [
    ("The referee in Leeds failed to stop play.", "sanctions"),
    ("The state-owned Acme Bank opened its review.", "investigates"),
    ("The state-owned Acme Bank opened on Monday.", "subsidiaryOf"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "subject", "predicate", "object"), SAID)
def test_deeds_are_said(text: str, subject: str, predicate: str, object: str) -> None:
    assert any(s.endswith(subject) and p == predicate and o.endswith(object) for s, p, o, _ in facts(text)), (
        facts(text)
    )


@pytest.mark.model
@pytest.mark.parametrize(("text", "predicate"), UNSAID)
def test_deeds_are_not_said(text: str, predicate: str) -> None:
    assert all(p != predicate for _, p, _, _ in facts(text)), facts(text)


@pytest.mark.model
def test_people_without_names_do_things_to_each_other() -> None:
    assert [p for _, p, _, _ in facts("Police arrested two men. Companies make cars.")] == ["detains"]
