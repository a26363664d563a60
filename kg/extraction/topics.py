"""What a speaker says something about, where what is said has no relation of its own: "Acme says its phone is safe"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import child, members
from kg.model import AGENTS

#: Rule name of a claim that one said something about another.
TOPIC = "verb:statesAbout/clause"


def topic_pairs(verb: Token, context: Context) -> Iterator[tuple[Argument, Argument]]:
    """Yield (speaker, topic) for a reporting verb: the topic is the clause's subject."""
    if verb.lemma_.lower() not in context.cues.reporting:
        return
    clause = child(verb, "ccomp")
    subject = surface_subject(verb, context.cues)
    if clause is None or subject is None:
        return
    speaker = argument(subject, context)
    said = child(clause, "nsubj", "nsubj:pass")
    if speaker is None or said is None or speaker.type not in AGENTS or speaker.kind == "nominal":
        return
    for member in members(said):
        topic = argument(member, context)
        if topic is not None and topic.kind == "name" and topic.text != speaker.text:
            yield speaker, topic
