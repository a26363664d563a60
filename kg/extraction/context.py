"""What every rule needs to look at one document: its names, its quantities, who its pronouns are, the word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.extraction.cues import Cues, Nouns, load_cues, load_nouns
from kg.extraction.described import types_of
from kg.extraction.pronouns import antecedents
from kg.model import EntityType
from kg.ontology import Ontology

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
    """One document with its indexes; ``names`` and ``quantities`` give a token's entity span, if it is in one."""

    doc: Doc
    published: str
    ontology: Ontology
    cues: Cues
    nouns: Nouns
    names: Mapping[int, Span]
    quantities: Mapping[int, Span]
    antecedents: Mapping[int, int]
    described: Mapping[str, EntityType]
    """The type that a description gives to a name, by its words."""
    partisan: bool = False
    """Whether the article is one about parties: it names them often enough."""
    words: Mapping[str, int] = field(default_factory=dict)
    """How often each word, in lower case, stands in the document."""

    @classmethod
    def of(cls, doc: Doc, published: str, ontology: Ontology) -> Context:
        """Return the context of an annotated document published on an ISO date ("" if unknown)."""
        names: dict[int, Span] = {}
        quantities: dict[int, Span] = {}
        for entity in doc.ents:
            index = names if entity.label_ in NAME_TYPES else quantities
            index.update((token.i, entity) for token in entity)
        parties = sum(e.label_ == "ORG" and e[-1].lower_ in {"party", "parties"} for e in doc.ents)
        return cls(
            doc,
            published,
            ontology,
            load_cues(),
            load_nouns(),
            names,
            quantities,
            antecedents(doc, names),
            types_of(doc, load_nouns(), NAME_TYPES),
            parties >= _PARTISAN,
            Counter(token.lower_ for token in doc),
        )

    def name(self, token: Token) -> Span | None:
        """Return the name that a token is part of."""
        return self.names.get(token.i)
