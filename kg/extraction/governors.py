"""The step from an event up to the word that says what became of it: what it governs, with which effect.

Verbs and adjectives over infinitives, gerunds and finite clauses; nouns that a clause spells out ("a plan to buy"); the
first of several conjuncts; verbs over event nouns ("proposed a merger"), and what is said of an event ("the merger
collapsed").
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from kg.extraction.cues import Cues
from kg.extraction.modifiers import FACT, Found, forms, is_infinitive, lookup, negation
from kg.extraction.tree import child, children, copula, governor_clause, particle, preposition
from kg.language.tokens import Token
from kg.model import Status

_NOUNS = frozenset({"NOUN", "PROPN"})
_PROSPECTS = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
_WHEN = frozenset({"when", "once", "after", "before", "until", "till", "as soon as", "whenever"})
_AT = frozenset({"at", "in", "during"})
_MEASURES = frozenset({"PERCENT", "QUANTITY", "MONEY", "CARDINAL"})
_MATTER = frozenset(
    {"of", "on", "for", "about", "over", "to", "against", "at", "regarding", "toward", "towards", "into"}
)
_ORDINALS = frozenset({"first", "second", "third", "last", "only", "sole", "latest"})
_WAYS = frozenset({"way", "place", "time", "thing", "method", "means", "reason", "day"})

Scope = Literal["event", "clause", "above", "shared", "time"]


class Step(NamedTuple):
    """One step up: the governor, its effect, and how much of the governor's own modifiers counts.

    ``event``: all (it speaks of the same event); ``clause``: only its negation, by the kind of the word; ``shared``: all
    but its negation; ``above``: nothing of its own, only what governs it; ``time``: it gives nothing but its being
    in the future.
    """

    governor: Token
    effect: Found
    scope: Scope


def upwards(token: Token, cues: Cues, itself: bool) -> Step | None:
    """Return the step to the governor that takes ``token`` as its complement; None where the climb ends."""
    head, label = token.head, token.dep_
    if head == token:
        return None
    if label in {"ccomp", "csubj", "csubj:outer", "csubj:pass"}:
        return _finite_step(token, head, cues)
    if label == "xcomp":
        return Step(head, _catenative(token, head, cues), "event")
    if label == "advcl":
        return _adverbial_step(token, head, cues)
    if label == "acl" and (head.pos_ in _NOUNS or is_infinitive(token)):
        return _noun_clause_step(token, head, cues)
    if label == "conj":
        return _conjunct_step(token, head)
    if token.pos_ in _NOUNS:
        return _event_noun_step(token, head, cues, itself)
    return None


def _finite_step(token: Token, head: Token, cues: Cues) -> Step | None:
    """Return the step from a clause to what is said, thought or felt of it."""
    effect = lookup(cues.clausal if head.pos_ != "NOUN" else cues.noun, head)
    if effect is FACT and token.dep_ == "ccomp" and is_infinitive(token):
        effect = lookup(cues.catenative, head)
    keys = set(forms(head))
    if effect is FACT and is_infinitive(token) and not _is_past_clause(head):
        return Step(head, (Status.POSSIBLE, "to"), "event")  # "it is wise to buy", "knows how to buy"
    if effect is FACT and keys & cues.reporting and not keys & cues.factive and not negation(head):
        return None
    return Step(head, effect, "clause" if token.dep_ == "ccomp" else "event")


def _catenative(token: Token, head: Token, cues: Cues) -> Found:
    """Return the effect of the governor of an infinitive or gerund."""
    if head.pos_ in _NOUNS and copula(head) is None:
        return lookup(cues.noun, head)
    if is_infinitive(token):
        if any(c.lower_ == "yet" and c.i > head.i for c in head.children):
            return (Status.DENIED, "yet")
        lemma = head.lemma_.lower()
        if lemma == "use" and token.dep_ == "xcomp" and "Fin" in head.morph.get("VerbForm", []):
            return (Status.ENDED, "used") if head.lower_ == "used" and child(head, "obj") is None else FACT
        status = cues.catenative.get(f"{lemma} to")
        if status is not None:
            done = lemma in cues.done_if_past and _is_past_clause(head)
            return FACT if done else (status, head.lower_)
    governed = next((s for c in children(head, "obl") if (s := _governed(head, preposition(c), cues))), None)
    return governed or lookup(cues.catenative if head.pos_ not in _NOUNS else cues.noun, head)


def _governed(head: Token, marker: str, cues: Cues) -> Found | None:
    """Return the effect of a word with the preposition of its complement: "call on Germany to", "aim at buying"."""
    for form in forms(head):
        status = cues.catenative.get(f"{form} {marker}")
        if status is not None:
            return (status, head.lower_)
    return None


def _adverbial_step(token: Token, head: Token, cues: Cues) -> Step | None:
    """Return the step from an adverbial clause: complements in disguise, means, purposes, times."""
    marker = preposition(token)
    if marker == "by" and child(token, "nsubj") is None:
        return Step(head, FACT, "event")
    if marker in _WHEN or (not marker and any(c.lower_ in _WHEN for c in children(token, "advmod"))):
        return None if _is_past(token) else Step(head, FACT, "time")
    if is_infinitive(token):
        return _infinitive_step(token, head, cues)
    if head.lower_ in cues.marker and head.dep_ == "advcl":
        return Step(head, (cues.marker[head.lower_], head.lower_), "above")  # "provided that it buys"
    if marker:
        before = token.doc[next(c.i for c in token.children if c.dep_ in {"mark", "case"}) - 1].lower_
        adverbial = cues.catenative.get(f"{before} {marker}") if before != head.lower_ else None
        effect = (adverbial, before) if adverbial is not None else _governed(head, marker, cues)
        if effect is not None:
            return Step(head, effect, "event")
    if marker == "from":
        return Step(head, lookup(cues.catenative, head), "event")
    if child(token, "nsubj", "nsubj:pass", "aux") is not None or marker in cues.marker:
        return None
    if not marker and particle(head) and (own := lookup(cues.catenative, head)) is not FACT:
        return Step(head, own, "event")
    return Step(head, FACT, "time")


def _infinitive_step(token: Token, head: Token, cues: Cues) -> Step | None:
    """Return the step from an adverbial infinitive: a complement, a result, a measure ("too weak to"), or a purpose."""
    degrees = {c.lower_ for c in children(head, "advmod")}
    if head.pos_ in {"ADJ", "ADV"} and degrees & {"too", "enough"}:
        return Step(head, (Status.DENIED, "too") if "too" in degrees else FACT, "event")
    effect = _catenative(token, head, cues)
    keys = set(forms(head))
    if keys & cues.conative and token.lemma_.lower() in cues.degree and _is_under_way(head):
        return Step(head, FACT, "event")  # who "has been working to strengthen" it is doing so
    if effect is not FACT and (child(head, "obj") is None or effect[0] is not Status.ASSERTED):
        return Step(head, effect, "event")
    if keys & cues.instrumental or any(key in cues.catenative for key in keys if " " in key):
        return Step(head, FACT, "event")
    if token.lemma_.lower() in cues.resulting and keys & cues.moving:
        return Step(head, FACT, "event")
    return Step(head, (Status.PLANNED, "to"), "shared")


def _is_under_way(verb: Token) -> bool:
    """Return whether a verb is in the progressive or past: "is working", "has been working", "worked"."""
    progressive = verb.lower_.endswith("ing") and child(verb, "aux") is not None
    return progressive or "Past" in verb.morph.get("Tense", [])


def _is_past(verb: Token) -> bool:
    """Return whether a clause is finite and speaks of the past."""
    return any("Past" in t.morph.get("Tense", []) for t in (*children(verb, "aux", "cop"), verb)) and (
        child(verb, "nsubj", "nsubj:pass") is not None
    )


def _is_past_clause(head: Token) -> bool:
    """Return whether the finite verb of a clause is in the past tense."""
    return any("Past" in t.morph.get("Tense", []) for t in (head, *children(head, "aux", "cop")))


def _noun_clause_step(token: Token, head: Token, cues: Cues) -> Step | None:
    """Return the step from a clause to the noun that it spells out: "a plan to buy", "reports that it bought"."""
    mark = child(token, "mark")
    if mark is None or mark.lower_ == "but":
        return None
    if head.ent_type_ in _MEASURES and head.head.pos_ == "VERB":
        return _infinitive_step(token, head.head, cues)  # "fell 3 percent to close at 40"
    effect = lookup(cues.noun, head)
    governed = cues.noun.get(f"{head.lemma_.lower()} to")
    if governed is not None and is_infinitive(token):
        effect = (governed, head.lower_)
    if effect is FACT and is_infinitive(token) and not _is_known(head, cues):
        effect = (Status.PLANNED, "to")
    keys = set(forms(head))
    if effect[0] is Status.PLANNED and keys & cues.conative and token.lemma_.lower() in cues.degree:
        effect = FACT
    return Step(head, effect, "event")


def _is_known(noun: Token, cues: Cues) -> bool:
    """Return whether an infinitive at a noun tells what was so: "the first firm to buy", "the ability to"."""
    lemma = noun.lemma_.lower()
    return lemma in cues.noun or any(
        c.lower_ in _ORDINALS or c.lower_.endswith("est")
        for c in children(noun, "amod", "advmod")
        if lemma not in _WAYS
    )


def _conjunct_step(token: Token, head: Token) -> Step | None:
    """Return the step to the first conjunct, by how much of its modifiers the two share."""
    if token.pos_ in _NOUNS and copula(token) is None:
        own = child(token, "det", "amod", "nmod:poss")
        return Step(head, FACT, "above" if own is not None else "shared")
    if child(token, "nsubj", "nsubj:pass") is not None:
        return Step(head, FACT, "above") if child(token, "mark") is not None else None
    if child(token, "aux") is not None:
        return Step(head, FACT, "above")
    same = token.morph.get("VerbForm", []) == head.morph.get("VerbForm", [])
    if not same:
        return Step(head, FACT, "above")
    contrast = any(c.lower_ in {"but", "yet", "instead"} for c in children(token, "cc"))
    if "Fin" in token.morph.get("VerbForm", []) or contrast:
        return Step(head, FACT, "above" if contrast or child(head, "aux") is not None else "shared")
    return Step(head, FACT, "event")


def _event_noun_step(token: Token, head: Token, cues: Cues, itself: bool) -> Step | None:
    """Return the step from an event noun to the verb or noun that says what became of it."""
    label = token.dep_
    if label == "obj" and any(c.i > token.i for c in children(head, "xcomp")):
        return None  # "expects the merger to harm Acme" says nothing of the merger
    if label in {"obj", "nsubj:pass"} and head.pos_ == "VERB":
        lemma = token.lemma_.lower()
        for form in forms(head):
            if f"{form} {lemma}" in cues.support:
                return Step(head, (cues.support[f"{form} {lemma}"], head.lower_), "event")
        if set(forms(head)) & cues.topical and not any(
            d.lower_ in {"a", "an"} for d in children(token, "det")
        ):
            return None
        for table in (cues.support, cues.stance, cues.catenative):
            if any(key in table for key in forms(head)):
                return Step(head, lookup(table, head), "event")
        return None
    if label == "nsubj":
        return _fate_step(token, head, cues, itself)
    if label == "compound" and lookup(cues.noun, head) is not FACT:
        return Step(head, lookup(cues.noun, head), "event")
    marker = preposition(token)
    if label == "nmod" and head.pos_ == "NOUN" and marker in _MATTER and set(forms(head)) & cues.noun.keys():
        return Step(head, lookup(cues.noun, head), "event")
    if label == "obl" and head.pos_ == "VERB":
        for table in (cues.catenative, cues.support, cues.stance):
            status = next((table[key] for f in forms(head) if (key := f"{f} {marker}") in table), None)
            if status is not None:
                return Step(head, (status, head.lower_), "event")
    if label in {"obl", "nmod"} and marker in _AT:
        clause = governor_clause(head)
        return Step(clause, FACT, "time") if clause != token else None
    return None


def _fate_step(token: Token, head: Token, cues: Cues, itself: bool) -> Step | None:
    """Return the step from an event to what is said to have become of it: "the merger collapsed", "is likely"."""
    if head.pos_ == "VERB":
        effect = lookup(cues.fate, head)
        if not any(form in cues.fate for form in forms(head)):
            return None
        if itself and effect[0] in {Status.DENIED, Status.ENDED} and token.lemma_.lower() in cues.process:
            return None
        return Step(head, effect, "event")
    if copula(head) is not None and head.pos_ in {"ADJ", "ADV"}:
        for table in (cues.catenative, cues.adjective):
            if any(form in table for form in forms(head)):
                return Step(head, lookup(table, head), "event")
    return None
