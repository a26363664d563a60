"""Which status titles and descriptions give a relation, in whole sentences."""

from __future__ import annotations

import functools

import pytest
from statuses import PL, PO, A, D, E

from kg.extraction import find_claims
from kg.model import Article, Status
from kg.ontology import load_ontology

#: Sentences with a relation that a title or description says, and its status.
ROLES = [
    (E, "holdsPosition", "Former Microsoft chief executive Steve Ballmer spoke."),
    (E, "holdsPosition", "Steve Ballmer, the former chief executive of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, former chief executive of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, a former head of Microsoft, spoke."),
    (E, "holdsPosition", "Microsoft's former chief executive, Steve Ballmer, spoke."),
    (E, "holdsPosition", "Ex-Microsoft chief executive Steve Ballmer spoke."),
    (E, "holdsPosition", "Steve Ballmer, once the head of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer is no longer the head of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer used to be the head of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer used to work for Microsoft."),
    (E, "holdsPosition", "Steve Ballmer is a former president of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer, previously the head of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, who formerly led Microsoft, spoke."),
    (PL, "holdsPosition", "Steve Ballmer will be the next head of Microsoft."),
    (PL, "holdsPosition", "Steve Ballmer, the incoming head of Microsoft, spoke."),
    (D, "holdsPosition", "Steve Ballmer is not the head of Microsoft."),
    (PO, "holdsPosition", "Steve Ballmer may become the head of Microsoft."),
    (A, "holdsPosition", "Steve Ballmer, the head of Microsoft, said he would leave."),
    (A, "holdsPosition", "Steve Ballmer, the outgoing head of Microsoft, spoke."),
    (A, "holdsPosition", "Steve Ballmer became the head of Microsoft."),
    (E, "subsidiaryOf", "LinkedIn, a former unit of Microsoft, was sold."),
    (A, "subsidiaryOf", "LinkedIn, a unit of Microsoft, was sold."),
    (E, "spouseOf", "Melinda Gates, the ex-wife of Bill Gates, spoke."),
    (E, "spouseOf", "Melinda Gates, Bill Gates's former wife, spoke."),
    (PO, "holdsPosition", "Steve Ballmer could be named chief executive of Microsoft."),
    (D, "memberOf", "Norway is not a member of the European Union."),
    (PL, "memberOf", "Norway wants to become a member of the European Union."),
    (E, "memberOf", "Britain, a former member of the European Union, protested."),
]


@functools.cache
def role_statuses() -> dict[str, set[tuple[str, Status]]]:
    """Return the predicates and statuses of the claims of each sentence; all are read at once."""
    import kg.language

    texts = [text for _, _, text in ROLES]
    found = {}
    for text, doc in zip(texts, kg.language.load().pipe(texts), strict=True):
        claims = find_claims(doc, Article(id="test", text=text, published="2023-07-05"), load_ontology())
        found[text] = {(c.predicate, c.status) for c in claims}
    return found


@pytest.mark.model
@pytest.mark.parametrize(("status", "predicate", "text"), ROLES)
def test_roles(status: Status, predicate: str, text: str) -> None:
    assert {s for p, s in role_statuses()[text] if p == predicate} == {status}
