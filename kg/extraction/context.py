"""What every rule needs to look at one document: its names, its quantities, who its pronouns are, the word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from kg.extraction.cues import Cues, Nouns, load_cues, load_nouns
from kg.extraction.described import types_of
from kg.extraction.notes import Notes
from kg.extraction.quotations import quotation_speakers
from kg.extraction.references import References, find_references
from kg.language.tokens import AnyDoc, Doc, Span, Token
from kg.model import EntityType
from kg.ontology import Ontology

Answer = TypeVar("Answer")

#: The entity types of the language model's names (OntoNotes 5.0 labels).
NAME_TYPES: Mapping[str, EntityType] = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.GPE,
    "LOC": EntityType.LOCATION,
    "FAC": EntityType.FACILITY,
    "NORP": EntityType.GROUP,
    "PRODUCT": EntityType.PRODUCT,
    "WORK_OF_ART": EntityType.WORK,
    "EVENT": EntityType.EVENT,
    "LAW": EntityType.LAW,
    "LANGUAGE": EntityType.CONCEPT,
}


#: How often an article must name a party to be one about parties.
_PARTISAN = 3


@dataclass(frozen=True, slots=True)
class Context:
    """One document with its indexes; ``names`` and ``quantities`` give a token's entity span, if it is in one.

    ``quoted`` gives, for a token that is quoted, the index of the word for its speaker.
    """

    doc: Doc
    published: str
    ontology: Ontology
    cues: Cues
    nouns: Nouns
    names: Mapping[int, Span]
    quantities: Mapping[int, Span]
    references: References
    quoted: Mapping[int, int]
    described: Mapping[str, EntityType]
    """The type that a description gives to a name, by its words."""
    partisan: bool = False
    """Whether the article is one about parties: it names them often enough."""
    words: Mapping[str, int] = field(default_factory=dict)
    """How often each word, in lower case, stands in the document."""
    remembered: dict[object, dict[int, Any]] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of single words, by the question, see the function `remembered`."""
    notes: Notes | None = None
    """Where rules write what they drop, if somebody wants to know."""

    @classmethod
    def of(cls, doc: AnyDoc, published: str, ontology: Ontology, notes: Notes | None = None) -> Context:
        """Return the context of an annotated document published on an ISO date ("" if unknown)."""
        doc = Doc.of(doc)
        names: dict[int, Span] = {}
        quantities: dict[int, Span] = {}
        for entity in doc.ents:
            index = names if entity.label_ in NAME_TYPES else quantities
            index.update((token.i, entity) for token in entity)
        cues, nouns = load_cues(), load_nouns()
        parties = sum(e.label_ in {"ORG", "NORP"} and e[-1].lower_ in nouns.parties for e in doc.ents)
        parties += sum(token.lower_ in nouns.elections for token in doc) // 2
        return cls(
            doc=doc,
            published=published,
            ontology=ontology,
            cues=cues,
            nouns=nouns,
            names=names,
            quantities=quantities,
            references=find_references(doc, names),
            quoted=quotation_speakers(doc, cues),
            described=types_of(doc, nouns, NAME_TYPES),
            partisan=parties >= _PARTISAN,
            words=Counter(token.lower_ for token in doc),
            notes=notes,
        )

    def name(self, token: Token) -> Span | None:
        """Return the name that a token is part of."""
        return self.names.get(token.i)

    def type_of(self, name: Span) -> EntityType:
        """Return the type of a name: what a description says of it, else the language model's guess."""
        return self.described.get(name.text) or NAME_TYPES[name.label_]


def remembered(question: Callable[[Token, Context], Answer]) -> Callable[[Token, Context], Answer]:
    """Return a function of a word and its context that is worked out once for each word."""

    @wraps(question)
    def answer(token: Token, context: Context) -> Answer:
        known: dict[int, Answer] = context.remembered.setdefault(question, {})
        if token.i not in known:
            known[token.i] = question(token, context)
        return known[token.i]

    return answer
