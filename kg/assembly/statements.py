"""Evidence -> statements: what is said of the same subject, predicate, object and role belongs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.assembly.entities import distinct_evidence
from kg.assembly.summary import in_order, summarise
from kg.model import Evidence, Reading, Statement


def assemble(readings: Iterable[Reading]) -> tuple[Statement, ...]:
    """Return the statements that all the readings make, sorted by id, each with its evidence in order of time."""
    readings = tuple(readings)
    return statements_of(
        (piece for reading in readings for piece in reading.evidence), publication_dates(readings)
    )


def statements_of(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return the statements that the evidence makes; ``dates`` gives an article's publication date by its id."""
    groups: defaultdict[str, list[Evidence]] = defaultdict(list)
    for piece in distinct_evidence(evidence):
        groups[piece.statement].append(piece)
    return tuple(_statement(id, groups[id], dates) for id in sorted(groups))


def publication_dates(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the publication date of each article by its id, "" where unknown."""
    return {reading.article.id: reading.article.published for reading in readings}


def _statement(id: str, evidence: list[Evidence], dates: Mapping[str, str]) -> Statement:
    ordered = in_order(evidence, dates)
    summary = summarise(ordered, dates)
    # An open relation can have the very words of a property's name; the property is then what is meant.
    first = next((piece for piece in ordered if piece.predicate), ordered[0])
    return Statement(
        id=id,
        subject=first.subject,
        predicate=first.predicate,
        object=first.object,
        value=first.value,
        relation="" if first.predicate else first.relation,
        role=first.role,
        status=summary.status,
        when=summary.when,
        amount=summary.amount,
        place=summary.place,
        about=summary.about,
        confidence=summary.confidence,
        evidence=ordered,
    )
