"""Whom or what a description in a claim stands for where its own clause says so.

"Acme is a firm based in Paris", "Acme, a bank founded by Ann Bell": what the clause says of the firm it says of Acme.
"""

from __future__ import annotations

from dataclasses import replace

from kg.countries import country_named, country_of_adjective
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import Context
from kg.extraction.denoted import denoted
from kg.extraction.tree import CLAUSAL, is_denied
from kg.language.tokens import Token
from kg.model import EntityType


def bearer(mention: Argument, head: Token, types: frozenset[EntityType], context: Context) -> Argument:
    """Return the name behind a description that the clause of ``head`` modifies, or the description itself.

    Only one name of the accepted types will do, and what is said not to be one ("Acme is no bank") bears nothing.
    """
    if mention.kind != "nominal" or not _modifies(head, mention.head):
        return mention
    if is_denied(context.doc[mention.head]):
        return mention
    found = [a for a in denoted(context.doc[mention.head], context) if a.kind != "nominal"]
    return found[0] if len(found) == 1 and found[0].type in types else mention


def _modifies(head: Token, noun: int) -> bool:
    """Return whether a word is the predicate of a clause that modifies a noun, or coordinated to that predicate."""
    for up in (head, *head.ancestors):
        if up.dep_ in {"acl", "acl:relcl", "amod"} and up.head.i == noun:
            return True
        if up.dep_ in CLAUSAL - {"xcomp"} or up.dep_ not in {"conj", "xcomp", "obj", "obl"}:
            return False
    return False


_SEATS = {EntityType.PERSON: "livesIn", EntityType.ORGANIZATION: "headquarteredIn"}


def from_no_country(claim: Claim) -> Claim:
    """Return a claim of nationality as what it is where the place is no country: "a lawyer from Boston" lives there."""
    place = claim.object
    if claim.predicate != "citizenOf" or claim.subject.type not in _SEATS or place.kind != "name":
        return claim
    if country_named(place.text) is not None or country_of_adjective(place.text) is not None:
        return claim
    predicate = _SEATS[claim.subject.type]
    return replace(claim, predicate=predicate, rule=claim.rule.replace("citizenOf", predicate))
