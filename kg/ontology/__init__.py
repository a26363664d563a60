"""The ontology and the lexicon: which relations there are, and the frames of words that say each."""

from kg.ontology.frames import Frame, Kind, Position, Slot, parse_frame
from kg.ontology.load import Ontology, Relation, load_ontology

__all__ = ["Frame", "Kind", "Ontology", "Position", "Relation", "Slot", "load_ontology", "parse_frame"]
