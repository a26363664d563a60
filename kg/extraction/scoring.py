"""Claims that no rule made but that the learned scorer finds likely: relations in words that the lexicon lacks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from kg.countries import country_of_adjective
from kg.extraction.affiliations import is_joined_body
from kg.extraction.candidates import Candidates, Mention, candidates, mentions
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import NAME_TYPES, Context
from kg.extraction.mentions import argument, named
from kg.extraction.scorer import Scorer, load_scorer
from kg.extraction.tree import is_denied, quote_of
from kg.language.encoder import ENCODER
from kg.language.tokens import Doc, Token
from kg.language.weights import Floats
from kg.model import EntityType, Status

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a relation of the scorer becomes: predicate and role, the words that may give the role, and the predicate
    for bodies that one belongs to rather than works for.
    """

    predicate: str
    role: str = ""
    roles: tuple[str, ...] = ()
    member: str = ""


def with_scored(
    claims: Iterable[Claim], context: Context, finish: Callable[[Claim, Token], Claim]
) -> Iterator[Claim]:
    """Yield the claims of the rules and those that only the scorer makes, ``finish``ed with the head of their clause.

    What a rule found in a sentence isn't claimed again, nor anything else of two things that a verb relates there, nor
    of one of them a relation that a rule found planned or denied; but a role that the rule could not tell is taken over.
    Nothing is added where the language model gives no vectors or has no scorer beside it.
    """
    claims = list(claims)
    scorer = scorer_of(context.doc)
    if scorer is None:
        yield from claims
        return
    scored: dict[Key, tuple[Claim, int]] = {}
    found = list(_candidates(context, scorer))
    vectors: Floats = np.asarray(context.doc.tensor, dtype=np.float32)
    for pairs, scores in zip(found, scorer.scores(vectors, found), strict=True):
        for claim, token in _sentence_claims(pairs, scores, scorer, context):
            key = fact_of(claim, context)
            if key not in scored or _rank(scored[key][0]) < _rank(claim):
                scored[key] = claim, token
    for claim in claims:
        same = scored.pop(fact_of(claim, context), None)
        if same is not None and same[0].role and not claim.role:
            claim = replace(claim, subject=same[0].subject, object=same[0].object, role=same[0].role)
        yield claim
    told = {ends_of(claim) for claim in claims if claim.predicate and claim.rule.startswith("verb:")}
    hedged = {key for claim in claims if claim.status is not Status.ASSERTED for key in _sides(claim)}
    for claim, token in scored.values():
        if ends_of(claim) in told or not hedged.isdisjoint(_sides(claim)):
            continue
        yield finish(claim, context.doc[token])


def _sides(claim: Claim) -> Iterator[Key]:
    """Yield the relation of a claim with each of its ends."""
    for end in (claim.subject, claim.object):
        yield claim.span.start, claim.predicate, end.text.casefold()


def scorer_of(doc: Doc, name: str = "scorer") -> Scorer | None:
    """Return a scorer beside the language model that annotated a document, None where it has no vectors for it."""
    folder = doc.user_data.get(ENCODER)
    scorer = load_scorer(Path(folder), name) if isinstance(folder, str) else None
    fits = scorer is not None and doc.tensor.ndim == 2 and doc.tensor.shape == (len(doc), scorer.width)
    return scorer if fits else None


def fact_of(claim: Claim, context: Context) -> Key:
    """Return what claims of one fact in one sentence have in common."""
    names = [claim.subject.text.casefold(), claim.object.text.casefold()]
    relation = context.ontology.relations.get(claim.predicate)
    if relation is not None and relation.symmetric:
        names.sort()
    return claim.span.start, claim.predicate or claim.relation, *names


def ends_of(claim: Claim) -> tuple[int, frozenset[str]]:
    """Return the sentence of a claim and the names on both sides."""
    return claim.span.start, frozenset((claim.subject.text.casefold(), claim.object.text.casefold()))


def _rank(claim: Claim) -> tuple[bool, float]:
    return bool(claim.role), claim.confidence


def _candidates(context: Context, scorer: Scorer) -> Iterator[Candidates]:
    found = mentions(context.doc, NAME_TYPES.keys(), context.references.pronouns)
    for sentence, here in zip(context.doc.sents, found, strict=True):
        pairs = candidates(sentence, here, scorer.pairs) if len(here) > 1 else None
        if pairs is not None:
            yield pairs


def _sentence_claims(
    pairs: Candidates, scores: Floats, scorer: Scorer, context: Context
) -> Iterator[tuple[Claim, int]]:
    sentence = context.doc[pairs.start : pairs.end]
    for row, column in np.argwhere(scores >= scorer.thresholds):
        subject, object = pairs.mentions[pairs.subjects[row]], pairs.mentions[pairs.objects[row]]
        relation = scorer.relations[column]
        meaning = _meanings().get(relation)
        if meaning is None or not scorer.kinds[column, subject.kind, object.kind]:
            continue
        if _is_denied(pairs, row, context):
            continue
        ends = ends_meant(subject, object, relation, context)
        if ends is None:
            continue
        x, y = ends
        predicate = meaning.member if meaning.member and is_joined_body(y, context) else meaning.predicate
        if is_accepted(predicate, x, y, context):
            claim = Claim(
                span=quote_of(sentence),
                subject=x,
                predicate=predicate,
                object=y,
                role=next(
                    (r for r in meaning.roles if r.casefold() in sentence.text.casefold()), meaning.role
                ),
                rule=f"score:{relation}",
                confidence=round(float(scores[row, column]), 3),
            )
            yield claim, pairs.start + int(pairs.meet[row])


def _is_denied(pairs: Candidates, row: int, context: Context) -> bool:
    """Return whether a word on the way between the two mentions is negated."""
    way = {*np.flatnonzero(pairs.path[row]).tolist(), int(pairs.meet[row])}
    return any(is_denied(context.doc[pairs.start + i]) for i in way)


def ends_meant(
    subject: Mention, object: Mention, relation: str, context: Context
) -> tuple[Argument, Argument] | None:
    """Return what the two mentions of a pair are for the rules, None where they are no two things."""
    x, y = _mentioned(subject, context), _mentioned(object, context)
    if x is None or y is None or x.text.casefold() == y.text.casefold():
        return None
    if relation == "citizenOf" and country_of_adjective(y.text) is not None:
        y = replace(y, type=EntityType.GPE)
    return x, y


def is_accepted(predicate: str, x: Argument, y: Argument, context: Context) -> bool:
    """Return whether a relation of the ontology may hold between two mentions, by their types."""
    known = context.ontology.relations.get(predicate)
    return known is not None and x.type in known.domain and y.type in known.range


def _mentioned(mention: Mention, context: Context) -> Argument | None:
    """Return what a mention of the scorer's is for the rules."""
    name = context.names.get(mention.head)
    return named(name, context) if name is not None else argument(context.doc[mention.head], context)


@cache
def _meanings() -> Mapping[str, Meaning]:
    """Return what each of the scorer's relations becomes."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        name: Meaning(
            predicate=row.get("predicate", name),
            role=row.get("role", ""),
            roles=tuple(row.get("roles", ())),
            member=row.get("member", ""),
        )
        for name, row in table.items()
    }
