"""Open relations of a sentence: short arguments, the relation phrase as it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extraction.open_clauses import clauses
from kg.extraction.open_facts import facts
from kg.extraction.open_phrases import phrases

Triple = tuple[float, str, str, str, tuple[str, ...]]


def candidates(doc: Doc) -> Iterator[tuple[str, str, str, str, float]]:
    seen = set()
    for clause in clauses(doc):
        keep = "of" if clause.found in {"active", "passive"} else "all"
        for fact in facts(clause):
            relation = " ".join(fact.relation.split())
            for s in phrases(clause.subject, keep):
                key = (s, relation, fact.object)
                if all(key) and key not in seen:
                    seen.add(key)
                    yield f"{clause.found}/{fact.kind}", *key


def open_relations(doc: Doc) -> Iterator[Triple]:
    """Yield (confidence, subject, relation, object, further arguments) in the order of the text."""
    for kind, s, r, o in candidates(doc):
        yield 0.5, s, r, o, ()
