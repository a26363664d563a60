"""What the words that hang on a predicate make of it: modals, negation, adverbs, adjectives, "if", a question mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extraction.cues import Cues
from kg.extraction.tree import child, children, copula, has_subject, particle
from kg.language.tokens import Token
from kg.model import Status

Found = tuple[Status, str]
FACT: Found = (Status.ASSERTED, "")

_NEGATION = frozenset({"not", "never", "n't", "n’t", "nt", "neither", "nor", "hardly", "scarcely"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_ONLY = frozenset({"only", "just", "merely", "simply", "even"})
_QUESTION_WORDS = frozenset({"who", "whom", "whose", "what", "which", "why", "when", "where", "how"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PROSPECTS = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
_MARKED = frozenset({"advcl", "ccomp", "xcomp", "obl", "acl", "csubj", "conj", "nmod", "parataxis"})
#: Adjectives that end a role ("previous owner") but not an event ("previous attack").
EARLIER = frozenset({"past", "previous"})
_AFTERWARDS = frozenset({"later", "eventually", "subsequently", "ultimately"})
_BEFORE_DONE = frozenset({"be", "have", "remain"})


def compose(inner: Found, outer: Found) -> Found:
    """Return what an event's status becomes under a further operator.

    Denial wins over all; doubt wins over plans and proposals; otherwise the operator nearest to the event counts:
    who "plans to propose" a deal has it planned to be proposed, thus proposed. What is only to end, or is not to
    end, still holds, and a plan that has ended is off.
    """
    if outer[0] is Status.ASSERTED:
        return inner
    if inner[0] is Status.ENDED and outer[0] in _PROSPECTS:
        return (Status.ASSERTED, "")
    if inner[0] is Status.ENDED and outer[0] is Status.DENIED:
        return (Status.ASSERTED, outer[1])
    if outer[0] is Status.ENDED and inner[0] in _PROSPECTS:
        return (Status.DENIED, outer[1])
    if inner[0] is Status.ASSERTED or outer[0] is Status.DENIED:
        return outer
    if outer[0] is Status.POSSIBLE and inner[0] in {Status.PLANNED, Status.PROPOSED}:
        return outer
    return inner


def forms(token: Token) -> Iterator[str]:
    """Yield the forms by which a word is looked up: with its particle first, then its lemma and its form.

    A lemma that a rule of thumb made ("ceas", "barr") is tried in its other spellings too.
    """
    lemma, added = token.lemma_.lower(), particle(token)
    if not added and token.i + 1 < len(token.doc):
        after = token.nbor()
        added = after.lower_ if after.head == token and after.dep_ == "advmod" and after.pos_ == "ADV" else ""
        if added:
            yield f"{lemma} {added}"
    elif added:
        yield f"{lemma} {added}"
        return
    yield lemma
    word = token.lower_
    if "-" in word:
        yield word.rpartition("-")[2]  # "now-cancelled", "long-planned"
    if lemma != word:
        yield word
        for ending in ("ies", "es", "s", "ied", "ed", "ing"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word.removesuffix(ending)
                yield from (f"{stem}y",) if ending[0] == "i" and ending != "ing" else (stem, f"{stem}e")
                if stem[-1] == stem[-2]:
                    yield stem[:-1]


def lookup(table: Mapping[str, Status], token: Token) -> Found:
    """Return the status that a table gives to a word, and the word."""
    status = next((table[form] for form in forms(token) if form in table), None)
    return (status, token.lower_) if status is not None else FACT


def modified(token: Token, cues: Cues) -> Found:
    """Return the effect of a word's own modifiers, negation left out."""
    found = FACT
    for c in token.children:
        found = compose(found, _effect(c, token, cues))
    if token.pos_ in {"VERB", "AUX"} or copula(token) is not None:
        found = compose(found, _of_the_clause(token, found, cues))
    return found


def _effect(c: Token, token: Token, cues: Cues) -> Found:
    """Return the effect of one dependent."""
    label = c.dep_
    if label in {"aux", "aux:pass"}:
        past = c.lower_.endswith("d") and len(c.lower_) < 3 and "Part" in token.morph.get("VerbForm", [])
        if c.lower_ == "would" and any(d.lower_ in _AFTERWARDS for d in children(token, "advmod")):
            return FACT  # what came later, told from the past
        if c.lower_ == "must" and any(d.lower_ == "have" for d in children(token, "aux")):
            return (Status.POSSIBLE, "must have")  # a guess, no duty
        return lookup(cues.modal, c) if not past else FACT  # "'d bought" is "had bought"
    if label == "advmod":
        if c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children):
            return (Status.ENDED, "no longer")
        return lookup(cues.adverb, c) if c.lemma_.lower() not in _NEGATION else FACT
    if label == "amod" and token.pos_ in {"NOUN", "PROPN"}:
        return lookup(cues.adjective, c) if c.lemma_.lower() not in EARLIER else FACT
    if label == "parataxis" and c.lemma_.lower() in cues.inserted and child(c, "ccomp", "obj") is None:
        return lookup(cues.clausal, c)  # "the merger, analysts think, will fail"
    if label in {"mark", "case"}:
        if c.pos_ == "ADJ" and token.pos_ in {"VERB", "NOUN"} and child(token, "cop", "aux") is not None:
            return lookup(cues.catenative, c)  # "is due to host", read as a preposition
        if token.dep_ in _MARKED:
            return _marker(c, cues)
    if label == "cc" and c.lower_ == "rather":
        return _marker(c, cues)
    return FACT


def _marker(c: Token, cues: Cues) -> Found:
    """Return the effect of a conjunction or preposition: "if", "instead of"."""
    words = " ".join(w.lower_ for w in (c, *children(c, "fixed")))
    for form in (words, c.lower_):
        if form in cues.marker:
            return (cues.marker[form], words)
    return FACT


def _of_the_clause(token: Token, found: Found, cues: Cues) -> Found:
    """Return the effect of the form of a clause: infinitives that stand for a future, conditions, questions, commands."""
    auxiliaries = children(token, "aux", "aux:pass", "cop")
    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    inverted = subject is not None and any(a.i < subject.i for a in auxiliaries)
    if inverted and token.dep_ == "advcl" and child(token, "mark") is None:
        return (Status.POSSIBLE, auxiliaries[0].lower_)  # "should Bell buy Acme, ..."
    if is_infinitive(token):
        to = next(c for c in token.children if c.lower_ == "to" and c.dep_ in {"mark", "aux"})
        be = any(a.lemma_.lower() in _BEFORE_DONE and a.i < to.i for a in auxiliaries)
        if be and any(c.lower_ == "yet" for c in token.children):
            return (Status.DENIED, "yet")
        if be or (subject is not None and token.dep_ in {"ROOT", "root", "parataxis", "conj"}):
            return (Status.PLANNED, "to")  # "is to buy", and the headline "Japan to buy Acme"
    words = {a.lower_ for a in auxiliaries}
    if "have" in words and words & {"would", "should", "ought"}:
        return (Status.DENIED, "would have")  # contrary to fact
    if _is_condition_of(token, cues) and (found[0] is not Status.ASSERTED):
        return (Status.POSSIBLE, "if")
    if _is_question(token, inverted, subject is None) and token.lemma_.lower() not in cues.reporting:
        return (Status.POSSIBLE, "?")
    if token.morph.get("Mood", [""])[0] == "Imp" and not has_subject(token) and not auxiliaries:
        return (Status.PROPOSED, token.lower_)
    if _is_scheduled(token, auxiliaries):
        return (Status.PLANNED, "next")
    return FACT


def _is_condition_of(token: Token, cues: Cues) -> bool:
    """Return whether a clause hangs on a condition: "will protest if ..."."""
    return any(
        cues.marker.get(m.lower_) is Status.POSSIBLE and m.lower_ not in {"as", "whether"}
        for c in children(token, "advcl")
        for m in (c, *children(c, "mark"))
    )


def _is_question(token: Token, inverted: bool, without_subject: bool) -> bool:
    """Return whether a clause asks if something is so; who asks why it happened takes it as a fact."""
    if token.dep_ not in {"ROOT", "root", "ccomp", "parataxis", "conj"}:
        return False
    marked = any(c.text == "?" for c in children(token, "punct"))
    if not marked and token.dep_ in {"ROOT", "root"}:
        sentence = token.sent
        marked = any(t.text == "?" for t in sentence[-2:])
    if not marked:
        return False
    asks_for_more = any(
        t.lower_ in _QUESTION_WORDS for c in token.children if c.i < token.i for t in (c, *c.children)
    )
    return not asks_for_more and (inverted or without_subject or token.pos_ == "VERB")


def _is_scheduled(token: Token, auxiliaries: list[Token]) -> bool:
    """Return whether the present tense speaks of a day to come: "meets him next week"."""
    past = any("Past" in t.morph.get("Tense", []) for t in (auxiliaries or [token]))
    if past or any(a.lemma_.lower() in {"have", "do"} for a in auxiliaries):
        return False
    for c in token.children:
        if c.dep_ in {"obl", "obl:unmarked", "obl:tmod", "nmod:unmarked", "advmod", "nmod"} and c.i > token.i:
            if c.lower_ == "tomorrow":
                return True
            if any(d.lower_ in {"next", "coming"} for d in children(c, "amod")) and c.lower_ in _PERIODS:
                return True
    return False


_PERIODS = frozenset(
    "week month year weekend quarter spring summer autumn fall winter decade monday tuesday wednesday thursday "
    "friday saturday sunday".split()
)


def is_infinitive(token: Token) -> bool:
    """Return whether a word is an infinitive with "to"."""
    if not any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in token.children):
        return False
    forms = token.morph.get("VerbForm", [])
    return (
        "Inf" in forms
        or not forms
        or copula(token) is not None
        or child(token, "aux", "aux:pass") is not None
    )


def negation(token: Token, leaving_out: Token | None = None) -> str:
    """Return the word that negates a predicate, or "".

    Counted are negated subjects and objects ("no company", "few companies", "neither Japan nor Germany"), except one
    that is the event itself.
    """
    for c in token.children:
        if c.lemma_.lower() in _NEGATION or c.lower_ in _NEGATION:
            if c.dep_ in {"advmod", "det", "cc:preconj"} or (c.dep_ == "cc" and c.lower_ == "nor"):
                after = token.doc[c.i + 1].lower_ if c.i + 1 < len(token.doc) else ""
                if after not in _ONLY:
                    return c.lower_
        elif c.lower_ == "no" and c.dep_ in {"det", "advmod"} and token.pos_ == "NOUN":
            return c.lower_
        elif (
            c != leaving_out
            and copula(token) is None
            and (c.dep_ in _SUBJECTS or c.dep_ == "obj" or _is_nowhere(c))
        ):
            word = _negated(c)
            if word:
                return word
    return ""


def _is_nowhere(c: Token) -> bool:
    """Return whether an adverbial is one like "in no way", "at no point"."""
    return c.dep_ == "obl" and c.lower_ in {"way", "circumstances", "point", "time", "means", "case"}


def _negated(noun: Token) -> str:
    """Return the word that makes a noun phrase speak of nobody, or ""."""
    if noun.lower_ in _NOBODY or (noun.lower_ == "one" and child(noun, "det") is not None):
        det = child(noun, "det")
        return (
            noun.lower_ if noun.lower_ != "one" else ("no" if det is not None and det.lower_ == "no" else "")
        )
    if noun.lower_ == "few" and child(noun, "det") is None:
        return "few"
    for d in noun.children:
        if d.dep_ == "det" and d.lower_ in {"no", "neither"}:
            return d.lower_
        if d.dep_ in {"cc:preconj", "advmod", "det"} and d.lower_ in {"neither", "hardly", "scarcely"}:
            return d.lower_
        if d.dep_ in {"amod", "det"} and d.lower_ == "few" and child(noun, "det") in {None, d}:
            return d.lower_
    return ""
