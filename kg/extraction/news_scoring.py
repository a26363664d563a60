"""What a second scorer, which learned from news, makes of the claims: it adds some between names and descriptions, and
drops those of rules that it finds most unlikely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kg.extraction.candidates import Candidates, candidates, mentions
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import NAME_TYPES, Context
from kg.extraction.mentions import argument
from kg.extraction.scorer import Scorer
from kg.extraction.scoring import ends_meant, ends_of, fact_of, is_accepted, scorer_of
from kg.extraction.tree import quote_of
from kg.language.tokens import Token
from kg.language.weights import Floats
from kg.model import EntityType

_INSIDE = frozenset({"compound", "fixed", "flat", "nmod:desc", "nmod:unmarked"})


def with_news(
    claims: Iterable[Claim], context: Context, finish: Callable[[Claim, Token], Claim]
) -> Iterator[Claim]:
    """Yield the claims that the scorer of news leaves and those that it adds, ``finish``ed with the head of their clause.

    Nothing changes where the language model gives no vectors or has no such scorer beside it.
    """
    claims = list(claims)
    scorer = scorer_of(context.doc, "news")
    if scorer is None:
        yield from claims
        return
    found = list(pairs_of(context, scorer.pairs, claims, scorer.relations))
    vectors: Floats = np.asarray(context.doc.tensor, dtype=np.float32)
    scores = scorer.scores(vectors, found)
    doubted = _doubted(found, scores, scorer)
    for claim in claims:
        if not doubted or (claim.predicate, *_ends(claim, context)) not in doubted:
            yield claim
        elif context.notes is not None:
            names = claim.subject.text, claim.object.text
            context.notes.drop(claim.span, claim.rule, "the scorer of news finds it most unlikely", *names)
    said = {fact_of(claim, context) for claim in claims}
    told = {ends_of(claim) for claim in claims if claim.predicate}
    best: dict[tuple[object, ...], tuple[Claim, int]] = {}
    for pairs, rows in zip(found, scores, strict=True):
        for claim, head in _new_claims(pairs, rows, scorer, context):
            key = fact_of(claim, context)
            if key not in said and (key not in best or best[key][0].confidence < claim.confidence):
                best[key] = claim, head
    for claim, head in best.values():
        if ends_of(claim) not in told:
            yield finish(claim, context.doc[head])


def pairs_of(
    context: Context, kinds: NDArray[np.bool_], claims: Iterable[Claim], relations: Sequence[str]
) -> Iterator[Candidates]:
    """Yield each sentence's pairs of names, pronouns and descriptions, with what has been claimed of them."""
    nouns = (t for t in context.doc if t.pos_ == "NOUN")
    nominals = {t.i: kind for t in nouns if (kind := _described(t, context)) is not None}
    columns = {name: i for i, name in enumerate(relations)}
    stated: dict[tuple[int, int], set[int]] = {}
    for claim in claims:
        if claim.predicate in columns:
            stated.setdefault(_ends(claim, context), set()).add(columns[claim.predicate])
    found = mentions(context.doc, NAME_TYPES.keys(), context.references.pronouns, nominals)
    for sentence, here in zip(context.doc.sents, found, strict=True):
        owner = {i: n for n, m in enumerate(here) for i in (*range(m.start, m.end), m.head)}
        asked: dict[tuple[int, int], set[int]] = {}
        for (subject, object), meant in stated.items():
            if subject in owner and object in owner:
                asked.setdefault((owner[subject], owner[object]), set()).update(meant)
        pairs = candidates(sentence, here, kinds, asked) if len(here) > 1 else None
        if pairs is not None:
            yield replace(pairs, claimed=_claimed(pairs, asked, len(relations)))


def _ends(claim: Claim, context: Context) -> tuple[int, int]:
    """Return the words that the two sides of a claim stand on: a pronoun itself, else the head."""
    subject, object = (
        a.head if a.kind != "pronoun" else _at(a, context) for a in (claim.subject, claim.object)
    )
    return subject, object


def _at(argument: Argument, context: Context) -> int:
    """Return the token of a pronoun."""
    span = context.doc.char_span(argument.span.start, argument.span.end)
    return span.start if span is not None else argument.head


def _doubted(
    found: Sequence[Candidates], scores: Sequence[Floats], scorer: Scorer
) -> set[tuple[str, int, int]]:
    """Return what rules claim against all likelihood, as relations with the words of both sides."""
    doubted = set()
    for pairs, rows in zip(found, scores, strict=True):
        claimed = pairs.claimed[:, : len(scorer.relations)] > 0
        for row, column in np.argwhere(claimed & (rows < scorer.doubt)):
            subject, object = pairs.mentions[pairs.subjects[row]], pairs.mentions[pairs.objects[row]]
            doubted |= {
                (scorer.relations[column], s, o)
                for s in (*range(subject.start, subject.end), subject.head)
                for o in (*range(object.start, object.end), object.head)
            }
    return doubted


def _claimed(pairs: Candidates, asked: dict[tuple[int, int], set[int]], width: int) -> Floats:
    table = np.zeros((len(pairs.subjects), 2 * width), dtype=np.float32)
    rows = {(int(s), int(o)): n for n, (s, o) in enumerate(zip(pairs.subjects, pairs.objects, strict=True))}
    for (s, o), columns in asked.items():
        for ends, shift in (((s, o), 0), ((o, s), width)):
            if ends in rows:
                table[rows[ends], [shift + c for c in columns]] = 1.0
    return table


def _described(token: Token, context: Context) -> EntityType | None:
    """Return the type of what a noun describes, None for one that describes nothing by itself."""
    if token.dep_ in _INSIDE or token.i in context.names:
        return None
    found = argument(token, context)
    return found.type if found is not None and found.kind == "nominal" and found.head == token.i else None


def _new_claims(
    pairs: Candidates, scores: Floats, scorer: Scorer, context: Context
) -> Iterator[tuple[Claim, int]]:
    quote = quote_of(context.doc[pairs.start : pairs.end])
    for row, column in np.argwhere(scores >= scorer.thresholds):
        subject, object = pairs.mentions[pairs.subjects[row]], pairs.mentions[pairs.objects[row]]
        if not scorer.kinds[column, subject.kind, object.kind]:
            continue
        predicate = scorer.relations[column]
        ends = ends_meant(subject, object, predicate, context)
        if ends is not None and is_accepted(predicate, *ends, context):
            claim = Claim(
                span=quote,
                subject=ends[0],
                predicate=predicate,
                object=ends[1],
                rule=f"score:{predicate}",
                confidence=round(float(scores[row, column]), 3),
            )
            yield claim, pairs.start + int(pairs.meet[row])
