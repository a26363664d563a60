"""The claims of an article: every rule is asked for every word, and each answer gets its status and qualifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from kg.extraction.attribution import clause_speaker
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import Context
from kg.extraction.kinds import kind_relations
from kg.extraction.matching import Match, matches
from kg.extraction.mentions import argument
from kg.extraction.open_claims import open_claims
from kg.extraction.predications import predications
from kg.extraction.qualifiers import amount_near, place_of, when_of
from kg.extraction.roles import role_matches, role_words
from kg.extraction.status import compose, is_predicate, phrase_status, status_of
from kg.extraction.tree import copula
from kg.model import Article, Span, Status
from kg.ontology import Frame, Ontology

#: The prior confidence of a rule's kind, before what is known of its arguments.
_PRIOR = {"verb": 0.75, "noun": 0.65, "role": 0.85, "kind": 0.8, "open": 0.5}


def find_claims(doc: Doc, article: Article, ontology: Ontology) -> tuple[Claim, ...]:
    """Return the claims of a document that ``kg.language`` annotated, in the order of the text.

    What no frame of the lexicon says, but a clause says of two named things, is an open relation: its predicate is
    empty, and its words are in ``relation``.
    ``doc.text`` must be ``article.text``; spans of the claims are offsets into it.
    """
    context = Context.of(doc, article.published, ontology)
    found: dict[tuple[object, ...], Claim] = {}
    for sentence in doc.sents:
        for claim in _sentence_claims(sentence, context):
            key = (claim.subject.span, claim.predicate or claim.relation, claim.object.span)
            if key not in found or found[key].confidence < claim.confidence:
                found[key] = claim
    return tuple(sorted(found.values(), key=lambda c: (c.span, c.subject.span, c.predicate, c.object.span)))


def _sentence_claims(sentence: TokenSpan, context: Context) -> Iterator[Claim]:
    for predication in predications(iter(sentence), context.cues):
        head, found = context.doc[predication.head], list(matches(predication, context))
        for match in found:
            yield _claim(match, head, sentence, context)
        if not found and predication.kind == "verb":
            for claim in open_claims(predication, _quote(sentence), context):
                yield _finished(claim, head, context)
    for token in sentence:
        if token.pos_ in {"NOUN", "PROPN"}:
            for match in role_matches(token, context):
                yield _claim(match, token, sentence, context)
            for predicate, subject, object, rule in kind_relations(token, context):
                yield _finished(
                    Claim(
                        span=_quote(sentence), subject=subject, predicate=predicate, object=object, rule=rule
                    ),
                    token,
                    context,
                )


def _claim(match: Match, head: Token, sentence: TokenSpan, context: Context) -> Claim:
    frame = match.frame
    claim = Claim(
        span=_quote(sentence),
        subject=match.x,
        predicate=frame.relation,
        object=match.y,
        rule=frame.rule_for(_matched(frame, head)),
        role=role_words(head, context) if frame.kind == "role" and frame.relation == "holdsPosition" else "",
        about=match.z if frame.keeps == "about" else None,
    )
    if frame.status is not None:
        claim = replace(claim, status=frame.status, cue=head.lower_)
    return _finished(claim, head, context)


def _matched(frame: Frame, head: Token) -> str:
    """Return which of a frame's alternative heads the text has."""
    return next((form for form in (head.lemma_.lower(), head.lower_) if form in frame.heads), frame.heads[0])


def _finished(claim: Claim, head: Token, context: Context) -> Claim:
    """Return the claim with what its clause says of status, speaker, time, amount and place."""
    counted = next((t for a in (claim.object, claim.about) if (t := _counted(a, context)) is not None), None)
    event = claim.rule.startswith(("verb:", "noun:", "open:"))
    judge = status_of if event else phrase_status
    status, cue = compose((claim.status, claim.cue), judge(head, context.cues))
    stated = (
        event or copula(head) is not None or is_predicate(head)
    )  # titles and descriptions in passing are the article's own
    speaker = clause_speaker(head, context.cues, context.quoted) if stated else None
    said_by = argument(speaker, context) if speaker is not None else None
    used = {claim.subject.head, claim.object.head}
    place = place_of(head, used, context) if event else None
    about = claim.about
    return replace(
        claim,
        status=status,
        cue=cue,
        speaker=said_by if said_by is not None and said_by.span != claim.subject.span else None,
        when=when_of(head, status, context) if event else "",
        amount=amount_near(head, counted, context) if event else None,
        place=place,
        about=None if about is not None and place is not None and about.span == place.span else about,
        confidence=_confidence(claim, status),
    )


def _counted(argument: Argument | None, context: Context) -> Token | None:
    """Return the noun of an argument whose number says how much was done: the direct object of its verb, or any object."""
    if argument is None or argument.kind != "nominal":
        return None
    token = context.doc[argument.head]
    return token if token.dep_ in {"obj", "nsubj:pass", "conj", "nmod", "root", "ROOT"} else None


def _confidence(claim: Claim, status: Status) -> float:
    """Return a first estimate: rules and arguments that are more often right count more."""
    value = _PRIOR[claim.rule.split(":")[0]]
    for mention in (claim.subject, claim.object):
        value *= {"name": 1.0, "pronoun": 0.8, "nominal": 0.85}[mention.kind]
    return round(value, 3)


def _quote(sentence: TokenSpan) -> Span:
    """Return the characters of a sentence without the white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
