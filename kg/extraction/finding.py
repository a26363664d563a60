"""The claims of an article: every rule is asked for every word, and each answer gets its status and qualifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.attribution import clause_speaker
from kg.extraction.bearers import bearer, from_no_country
from kg.extraction.claims import Argument, Claim
from kg.extraction.confidence import confidence
from kg.extraction.context import Context, remembered
from kg.extraction.kin import kin
from kg.extraction.kinds import kind_relations
from kg.extraction.lifetimes import lifetimes
from kg.extraction.matching import Match, matches
from kg.extraction.mentions import argument
from kg.extraction.news_scoring import with_news
from kg.extraction.notes import Notes
from kg.extraction.open_claims import open_claims
from kg.extraction.predications import predications
from kg.extraction.qualifiers import amount_near, place_of, when_of
from kg.extraction.roles import role_matches, role_words
from kg.extraction.scoring import with_scored
from kg.extraction.status import Found, compose, is_predicate, phrase_status, status_of
from kg.extraction.tree import copula, quote_of
from kg.language.tokens import AnyDoc, Token
from kg.language.tokens import Span as TokenSpan
from kg.model import Article, Span
from kg.ontology import Frame, Ontology

#: The words that the rules of phrases look at, beside those of names.
_HEADS = frozenset({"NOUN", "PROPN", "VERB", "AUX"})
#: Rules whose noun names a state, which holds whatever is planned about it.
_STATES = ("noun:dependsOn/",)


def find_claims(
    doc: AnyDoc, article: Article, ontology: Ontology, notes: Notes | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a document that ``kg.language`` annotated, in the order of the text.

    What no frame of the lexicon says, but a clause says of two named things, is an open relation: its predicate is
    empty, and its words are in ``relation``.
    ``doc.text`` must be ``article.text``; spans of the claims are offsets into it. What rules considered and dropped
    goes into ``notes``, if given.
    """
    context = Context.of(doc, article.published, ontology, notes)
    claims = with_news(known_claims(context), context, lambda claim, head: _finished(claim, head, context))
    return tuple(sorted(claims, key=lambda c: (c.span, c.subject.span, c.predicate, c.object.span)))


def known_claims(context: Context) -> list[Claim]:
    """Return the claims of the rules and of the scorer that learned from other texts than news."""
    notes = context.notes
    found: dict[tuple[object, ...], Claim] = {}
    for sentence in context.doc.sents:
        for claim in _sentence_claims(sentence, context):
            key = (claim.subject.span, claim.predicate or claim.relation, claim.object.span, claim.role)
            other = found.get(key)
            if other is None or other.confidence < claim.confidence:
                found[key] = claim
            loser = other if other is not None and found[key] is claim else claim
            if notes is not None and other is not None and loser.rule != found[key].rule:
                _note(notes, loser, f"{found[key].rule} says the same with more confidence")
    return list(with_scored(found.values(), context, lambda claim, head: _finished(claim, head, context)))


def _note(notes: Notes, claim: Claim, reason: str) -> None:
    notes.drop(claim.span, claim.rule, reason, claim.subject.text, claim.object.text)


def _sentence_claims(sentence: TokenSpan, context: Context) -> Iterator[Claim]:
    quote = quote_of(sentence)
    yield from _clause_claims(sentence, quote, context)
    yield from _phrase_claims(sentence, quote, context)


def _clause_claims(sentence: TokenSpan, quote: Span, context: Context) -> Iterator[Claim]:
    """Yield what verbs, predicates and event nouns say; an open relation where no frame fits a verb or its object."""
    heads = context.ontology.by_head
    found = [(p, list(matches(p, context))) for p in predications(iter(sentence), context.cues, heads)]
    meant = {p.head for p, fitting in found if fitting}
    for predication, fitting in found:
        head = context.doc[predication.head]
        for match in fitting:
            yield _claim(match, head, quote, context)
        if not fitting and predication.kind == "verb":
            for claim in open_claims(predication, quote, context):
                if not {claim.subject.head, claim.object.head} & meant:
                    yield _finished(claim, head, context)
                elif context.notes is not None:
                    _note(context.notes, claim, "one of its ends is a noun that says a relation itself")


def _phrase_claims(sentence: TokenSpan, quote: Span, context: Context) -> Iterator[Claim]:
    """Yield what noun phrases say: roles, kin, kinds, and the dates beside a name."""
    for token in sentence:
        if token.pos_ not in _HEADS and token.i not in context.names:
            continue
        found = [_related(quote, *relation) for relation in lifetimes(token, context)]
        if token.pos_ in {"NOUN", "PROPN"}:
            found += [
                _related(quote, "relativeOf", subject, object, "role:relativeOf/children", role)
                for subject, object, role in kin(token, context)
            ]
            yield from (_claim(match, token, quote, context) for match in role_matches(token, context))
            found += [_related(quote, *relation) for relation in kind_relations(token, context)]
        yield from (_finished(claim, token, context) for claim in found)


def _related(
    quote: Span, predicate: str, subject: Argument, object: Argument, rule: str, role: str = ""
) -> Claim:
    return Claim(span=quote, subject=subject, predicate=predicate, object=object, rule=rule, role=role)


def _claim(match: Match, head: Token, quote: Span, context: Context) -> Claim:
    frame, relation = match.frame, context.ontology.relations[match.frame.relation]
    claim = Claim(
        span=quote,
        subject=bearer(match.x, head, relation.domain & frame.x.types, context),
        predicate=frame.relation,
        object=bearer(match.y, head, relation.range & frame.y.types, context),
        rule=frame.rule_for(_matched(frame, head)),
        role=_role(frame, head, context),
        about=match.z if frame.keeps == "about" else None,
    )
    if frame.status is not None:
        claim = replace(claim, status=frame.status, cue=head.lower_)
    return _finished(from_no_country(claim), head, context)


def _role(frame: Frame, head: Token, context: Context) -> str:
    """Return the title that a person holds, or what kin the subject is to the object: "son"."""
    if frame.kind != "role" or frame.relation not in {"holdsPosition", "relativeOf"}:
        return ""
    return role_words(head, context) if frame.relation == "holdsPosition" else head.lemma_.lower()


def _matched(frame: Frame, head: Token) -> str:
    """Return which of a frame's alternative heads the text has."""
    return next((form for form in (head.lemma_.lower(), head.lower_) if form in frame.heads), frame.heads[0])


def _finished(claim: Claim, head: Token, context: Context) -> Claim:
    """Return the claim with what its clause says of status, speaker, time, amount and place."""
    counted = next((t for a in (claim.object, claim.about) if (t := _counted(a, context)) is not None), None)
    scored = claim.rule.startswith("score:")
    event = claim.rule.startswith(("verb:", "noun:", "open:")) or (scored and head.pos_ == "VERB")
    standing = claim.rule.startswith(_STATES)  # to lessen a dependence is to have it
    judge = _status if (event and not standing) or head.pos_ == "VERB" else _phrase_status
    status, cue = compose((claim.status, claim.cue), judge(head, context))
    # Titles and descriptions in passing are the article's own.
    stated = event or copula(head) is not None or is_predicate(head)
    said_by = _speaker(head, context) if stated else None
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
        confidence=confidence(claim, context.words),
    )


@remembered
def _status(head: Token, context: Context) -> Found:
    return status_of(head, context.cues)


@remembered
def _phrase_status(head: Token, context: Context) -> Found:
    return phrase_status(head, context.cues)


@remembered
def _speaker(head: Token, context: Context) -> Argument | None:
    """Return who states the clause around a word."""
    speaker = clause_speaker(head, context.cues, context.quoted)
    return argument(speaker, context) if speaker is not None else None


def _counted(argument: Argument | None, context: Context) -> Token | None:
    """Return the noun of an argument whose number says how much was done, None for one at the edge of its clause."""
    if argument is None or argument.kind != "nominal":
        return None
    token = context.doc[argument.head]
    return token if token.dep_ in {"obj", "nsubj:pass", "conj", "nmod", "root", "ROOT"} else None
