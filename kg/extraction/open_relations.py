"""Open relations of a sentence: short arguments, the relation phrase as it stands in the text."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.open_clauses import Clause, Found, clauses
from kg.extraction.open_facts import Fact, Kind, facts
from kg.extraction.open_phrases import open_data, phrases
from kg.language.tokens import AnyDoc, Doc

Triple = tuple[float, str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRelation:
    """A relation of a sentence in its own words, and the features that its confidence is made of.

    ``found`` says where the subject stood, ``kind`` what place the object has; ``words`` is the length of the sentence
    and ``before`` the number of words before the subject.
    """

    found: Found
    kind: Kind
    subject: str
    relation: str
    object: str
    further: tuple[str, ...]
    words: int
    before: int


def open_relations(doc: AnyDoc) -> Iterator[Triple]:
    """Yield (confidence, subject, relation, object, further arguments), clause by clause in the order of the text."""
    for found in find_open_relations(doc):
        yield confidence(found), found.subject, found.relation, found.object, found.further


def find_open_relations(doc: AnyDoc) -> Iterator[OpenRelation]:
    """Yield the open relations of a text, each wording once a sentence."""
    seen = set()
    for clause in clauses(Doc.of(doc)):
        for fact in facts(clause):
            for relation in _worded(clause, fact):
                key = (clause.predicate.sent.start, relation.subject, relation.relation, relation.object)
                if _is_full(relation) and key not in seen:
                    seen.add(key)
                    yield relation


def _is_full(relation: OpenRelation) -> bool:
    """Return whether no part is empty, a question word, or an article alone, as where a speaker breaks off."""
    parts = (relation.subject, relation.relation, relation.object)
    asked = relation.object.lower() in {"who", "what", "which", "whom", "where", "how", "why"}
    return not asked and all(part and part.lower() not in {"the", "a", "an"} for part in parts)


def _worded(clause: Clause, fact: Fact) -> Iterator[OpenRelation]:
    sentence = clause.predicate.sent
    modified = clause.found in {"active", "passive"}
    for subject in phrases(clause.subject, keep="of" if modified else "all"):
        yield OpenRelation(
            found=clause.found,
            kind=fact.kind,
            subject=subject,
            relation=" ".join(fact.relation.split()),
            object=fact.object,
            further=tuple(text for text in fact.further if text),
            words=len(sentence),
            before=max(0, clause.subject.i - sentence.start),
        )


def confidence(relation: OpenRelation) -> float:
    """Return how likely a relation is right, from 0 to 1.

    It is what a logistic regression makes of the measured precisions of its kind of object and of subject, the length
    of the sentence, how far into it the subject stands, and whether the object is a single word.
    """
    data = _measured()
    score = (
        data["weight"]["intercept"]
        + data["weight"]["argument"] * _logit(data["argument"][relation.kind])
        + data["weight"]["subject"] * _logit(data["subject"][relation.found])
        + data["weight"]["words"] * relation.words
        + data["weight"]["before"] * relation.before
        + data["weight"]["single"] * (" " not in relation.object)
    )
    return 1 / (1 + math.exp(-score))


@functools.cache
def _measured() -> dict[str, dict[str, float]]:
    data = open_data()
    return {
        table: {name: float(str(value)) for name, value in data[table].items()}
        for table in ("argument", "subject", "weight")
    }


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
