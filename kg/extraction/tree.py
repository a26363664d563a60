"""Steps through a Universal Dependencies tree that every extraction rule shares.

Labels are those of UD v2 English (https://universaldependencies.org/en/dep/), with or without subtypes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.cues import load_nouns
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.model import EntityType, Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "root", "ROOT"})
EXAMPLES = frozenset({"such as", "including", "like", "such"})
#: Prepositions that join a nominal to another as "and" does.
_TOGETHER = frozenset({"along with", "together with"})
#: Prepositions of two words, by the first: the tree makes sisters of them.
_DOUBLE = {
    "out": {"of"},
    "because": {"of"},
    "due": {"to"},
    "along": {"with"},
    "together": {"with"},
    "ahead": {"of"},
}
#: Words that count or measure what follows "of".
_AMOUNTS = frozenset(
    "thousands hundreds dozens scores millions tens billions most much many some several all both half majority "
    "plenty lots handful bulk rest remainder couple percent".split()
)


def quote_of(sentence: TokenSpan) -> Span:
    """Return the characters of a sentence without the white space around it."""
    words = [token for token in (sentence[0], sentence[-1]) if not token.is_space]
    if len(words) == 2:
        return Span(sentence.start_char, sentence.end_char)
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def children(token: Token, *labels: str) -> list[Token]:
    """Return the dependents of a token that carry one of the labels, in the order of the text."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """Return the first dependent with one of the labels."""
    for c in token.children:
        if c.dep_ in labels:
            return c
    return None


def preposition(token: Token) -> str:
    """Return the case marker of a nominal in lower case, several words joined: "according to"; or ""."""
    case = child(token, "case", "mark") if token.pos_ in NOMINAL else child(token, "mark", "case")
    if case is None or case.i > token.i:
        return ""
    words = [case, *children(case, "fixed")]
    if len(words) == 1 and case.lower_ in _DOUBLE:
        words += [
            c for c in children(token, "case") if c.i == case.i + 1 and c.lower_ in _DOUBLE[case.lower_]
        ]
    return " ".join(w.lower_ for w in sorted(words, key=lambda w: w.i))


def content(token: Token) -> Token:
    """Return what a number or an amount is counted of ("thousands of farmers", "most of the city"); else the token."""
    if token.lower_ in _AMOUNTS or (token.pos_ == "NUM" and token.lower_ != "one"):
        for c in children(token, "nmod", "obl"):
            if c.i > token.i and preposition(c) == "of" and c.pos_ in {"NOUN", "PROPN"}:
                return c
    return token


def particle(token: Token) -> str:
    """Return the particle of a phrasal verb ("take over"), or ""."""
    found = child(token, "compound:prt")
    return found.lower_ if found is not None else ""


def is_passive(verb: Token) -> bool:
    """Return whether the surface subject of a verb is its deep object."""
    labels = {c.dep_ for c in verb.children}
    if "aux:pass" in labels:
        return True
    if labels & {"nsubj:pass", "csubj:pass"}:
        return "obj" not in labels
    if labels & {"aux", "nsubj"} or verb.pos_ != "VERB":
        return False
    past = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    if verb.dep_ == "conj" and past and verb.head.pos_ == "VERB" and "obj" not in labels:
        return is_passive(verb.head)
    aside = verb.dep_ == "parataxis" and verb.head.pos_ == "PROPN"  # "Ann Bell (born 1945 in Rome)"
    return past and (aside or verb.dep_ in {"acl", "advcl", "amod", "acl:relcl"}) and "obj" not in labels


def coordinated(token: Token) -> list[Token]:
    """Return a nominal with everything that is coordinated to it: both of "the EU and Japan"."""
    found = [token]
    for other in children(token, "conj", "nmod"):
        joined = other.dep_ == "conj" or preposition(other) in _TOGETHER
        if joined and other.pos_ in NOMINAL and not has_subject(other):
            found.extend(coordinated(other))
    return found


def members(token: Token) -> list[Token]:
    """Return the coordinated nominals and the examples given of them ("critical technologies, including chips").

    Where a plural introduces several names ("councillors Ann Bell and Bo Cole"), these are the members.
    """
    found: list[Token] = []
    for one in coordinated(token):
        listed = _listed_names(one)
        found.extend(listed or [one])
        found.extend(examples(one))
    return found


def _listed_names(noun: Token) -> list[Token]:
    """Return the names, two or more, that stand in apposition to a plural noun."""
    if noun.tag_ != "NNS":
        return []
    first = next((c for c in children(noun, "appos", "flat") if c.pos_ == "PROPN" and c.ent_type_), None)
    names = coordinated(first) if first is not None else []
    return names if len(names) > 1 and all(n.pos_ == "PROPN" for n in names) else []


def examples(noun: Token) -> list[Token]:
    """Return the examples of a noun; persons are examples of persons, also where the tree hangs them lower.

    "Defectors from the group, including Ann Bell": Bell is a defector, not a group.
    """
    person = load_nouns().types.get(noun.lemma_.lower()) in {EntityType.PERSON, EntityType.GROUP}
    lower = children(noun, "nmod") if person else []
    found: list[Token] = []
    for head in (noun, *lower):
        for example in children(head, "nmod", "acl", "obl"):
            if preposition(example) in EXAMPLES and example.i > head.i:
                human = _is_person(example)
                if (person or not human) if head == noun else human:
                    found.extend(coordinated(example))
    return found


def _is_person(token: Token) -> bool:
    named = token.ent_type_ or next((c.ent_type_ for c in children(token, "appos", "flat")), "")
    return named == "PERSON"


def has_subject(token: Token) -> bool:
    """Return whether a word is the head of a clause with a subject of its own."""
    return child(token, "nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl") is not None


def copula(token: Token) -> Token | None:
    """Return the copula of a predicate noun or adjective."""
    return child(token, "cop")


def is_denied(predicate: Token) -> bool:
    """Return whether a predicate noun is said not to hold: "is not a lender", "is no lender"."""
    return any(c.lower_ in {"not", "n't", "n’t", "no", "never"} for c in predicate.children)


def antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for, or None if the token is no relative pronoun."""
    if token.lower_ not in RELATIVE or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return None
    for up in [token, *token.ancestors]:
        if up.dep_ == "acl:relcl":
            return up.head
        if up.dep_ in {"ccomp", "ROOT", "root"}:
            return None
    return None


def clause_tokens(token: Token) -> Iterator[Token]:
    """Yield the words of a predicate's own clause, in the order of the tree, not those of clauses below it."""
    for c in token.children:
        if c.dep_ in CLAUSAL or (c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}):
            continue
        yield c
        yield from clause_tokens(c)


def governor_clause(token: Token) -> Token:
    """Return the head of the clause that a word stands in."""
    for up in [token, *token.ancestors]:
        if up.pos_ in {"VERB", "AUX"} or up.dep_ in CLAUSAL or copula(up) is not None:
            return up
    return token
