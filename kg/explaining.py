"""Why a text says what it says in the graph: what was found, by which rule, and what was considered and dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.config import Settings
from kg.model import Article, Entity, Evidence, Span

if TYPE_CHECKING:
    from kg.extraction.notes import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceExplanation:
    """One sentence: its characters in the text, the names in it with their types, what was found and what was dropped."""

    span: Span
    text: str
    names: tuple[tuple[str, str], ...]
    found: tuple[Evidence, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A text sentence by sentence; ``entities`` are those that its evidence is about, by id."""

    article: Article
    entities: dict[str, Entity]
    sentences: tuple[SentenceExplanation, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain values, ready for JSON."""
        return {
            "article": self.article.id,
            "sentences": [
                {
                    "start": one.span.start,
                    "end": one.span.end,
                    "text": one.text,
                    "names": [{"text": text, "type": type} for text, type in one.names],
                    "found": [self._found(e) for e in one.found],
                    "dropped": [_dropped(d) for d in one.dropped],
                }
                for one in self.sentences
            ],
        }

    def name(self, id: str) -> str:
        """Return the name of an entity, or the id itself if it is none of this text."""
        return self.entities[id].name if id in self.entities else id

    def _found(self, evidence: Evidence) -> dict[str, Any]:
        amount = evidence.amount
        pairs = {
            "subject": self.name(evidence.subject),
            "predicate": evidence.predicate,
            "relation": evidence.relation,
            "object": self.name(evidence.object) if evidence.object else evidence.value,
            "status": str(evidence.status),
            "cue": evidence.cue,
            "rule": evidence.rule,
            "confidence": evidence.confidence,
            "role": evidence.role,
            "speaker": self.name(evidence.speaker),
            "when": evidence.when,
            "amount": {"value": str(amount.value), "unit": amount.unit} if amount is not None else None,
            "place": self.name(evidence.place),
            "about": self.name(evidence.about),
        }
        return {key: value for key, value in pairs.items() if value not in ("", None)}


def _dropped(entry: Dropped) -> dict[str, Any]:
    pairs = {
        "rule": entry.rule,
        "subject": entry.subject,
        "object": entry.object,
        "reason": entry.reason,
        "start": entry.span.start,
        "end": entry.span.end,
    }
    return {key: value for key, value in pairs.items() if value != ""}


def explain(text: str | Article, *, published: str = "", settings: Settings | None = None) -> Explanation:
    """Return, for each sentence of a text, what kg finds in it and why, and what its rules dropped and why.

    ``published`` is the ISO date to which words such as "last week" refer. The text is read as in a build, whole:
    a pronoun may mean a name of an earlier sentence. Raises KgError if the language model or the ontology can't be
    loaded.
    """
    return Explainer(settings or Settings())(
        text if isinstance(text, Article) else Article(id="text", text=text, title="", published=published)
    )


class Explainer:
    """The language model and the ontology, and why they say what they say of texts."""

    def __init__(self, settings: Settings) -> None:
        from kg.language import load
        from kg.ontology import load_ontology

        self._ontology = load_ontology(*settings.ontology)
        self._nlp = load(settings.language_model)

    def __call__(self, article: Article) -> Explanation:
        """Return the explanation of one article."""
        from kg.extraction import find_claims
        from kg.extraction.context import NAME_TYPES
        from kg.extraction.notes import Notes
        from kg.extraction.tree import quote_of
        from kg.language.tokens import Doc
        from kg.resolution import resolve

        notes = Notes()
        doc = Doc.of(self._nlp(article.text))
        claims = find_claims(doc, article, self._ontology, notes)
        reading = resolve(article, doc, claims, self._ontology, notes)
        sentences = []
        for sentence in doc.sents:
            span = quote_of(sentence)
            inside = [d for d in notes.dropped if span.start <= d.span.start < span.end]
            if span.start < span.end:
                sentences.append(
                    SentenceExplanation(
                        span=span,
                        text=span.of(article.text),
                        names=tuple(
                            (e.text, str(NAME_TYPES[e.label_]))
                            for e in doc.ents
                            if e.label_ in NAME_TYPES and sentence.start <= e.start < sentence.end
                        ),
                        found=tuple(e for e in reading.evidence if e.span == span),
                        dropped=tuple(inside),
                    )
                )
        return Explanation(
            article=article, entities={e.id: e for e in reading.entities}, sentences=tuple(sentences)
        )
