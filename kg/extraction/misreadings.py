"""Names that the language model took for something else than what the words around them ask for."""

from __future__ import annotations

from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.language.tokens import Token
from kg.model import EntityType
from kg.ontology import Frame

_HUMAN = frozenset({EntityType.PERSON, EntityType.GROUP})
_DOUBTED = frozenset({"ORG", "PERSON", "GPE", "LOC", "EVENT", "WORK_OF_ART"})
#: What the names of things that one founds, owns or runs are misread as, by the relation that asks for them.
_MISREAD = {
    "foundedBy": frozenset({EntityType.PERSON}),
    "subsidiaryOf": frozenset({EntityType.PERSON, EntityType.GPE}),
    "operates": frozenset({EntityType.EVENT}),
    "acquires": frozenset({EntityType.GPE, EntityType.EVENT, EntityType.WORK}),
    "headquarteredIn": frozenset({EntityType.PERSON, EntityType.EVENT}),
}
_OWNED = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.PRODUCT})


def accepts(types: frozenset[EntityType], mention: Argument, trust: bool, frame: Frame) -> bool:
    """Return whether a mention is of the types asked for, or, without trust in its type, may be."""
    return mention.type in types or (not trust and _may_be_misread(types, mention, frame.relation))


def fits_or_misread(types: frozenset[EntityType], mention: Argument) -> bool:
    """Return whether a mention is of the types asked for, or a name that may be, read as something else."""
    return mention.type in types or _may_be_misread(types, mention, "")


def is_doubtful(token: Token, context: Context) -> bool:
    """Return whether a word is part of a name whose kind the language model often mistakes."""
    name = context.names.get(token.i)
    return name is not None and name.label_ in _DOUBTED


def _may_be_misread(types: frozenset[EntityType], mention: Argument, relation: str) -> bool:
    """Return whether a name that was read as one thing may be what the words ask for instead.

    Names of products and of persons that are rare look like those of firms: who "developed Spikevax" developed a thing,
    who "was arrested with Ales Bialiatski" is with a person. What somebody founded, owns or runs is no person, whatever
    its name looks like.
    """
    if mention.kind != "name" or mention.type in types:
        return False
    if mention.type in _MISREAD.get(relation, frozenset()):
        return bool(types & _OWNED)
    if mention.type is not EntityType.ORGANIZATION:
        return False
    if EntityType.PRODUCT in types and EntityType.EVENT not in types:
        return True
    words = mention.text.split()
    return types <= _HUMAN and len(words) in {2, 3} and all(w.istitle() and w.isalpha() for w in words)
