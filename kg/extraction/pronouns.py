"""Which earlier name a third-person pronoun most likely stands for.

Centering in its simplest form (Grosz, Joshi and Weinstein 1995): the subject of the clause or sentence before is
preferred; gender is checked for persons, number where it shows. Where nothing fits the pronoun stays unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.tokens import Doc, Span, Token

#: Pronouns for one person, for the speaker, and for one thing or body.
PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_AGENT_LABELS = frozenset({"ORG", "GPE"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_REACH = 2


def antecedents(doc: Doc, names: Mapping[int, Span]) -> dict[int, int]:
    """Return, for each pronoun that can be resolved, the index of the head of the name it stands for."""
    found: dict[int, int] = {}
    gender: dict[str, bool] = {}
    candidates: list[tuple[int, int, Span]] = []
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            span = names.get(token.i)
            if span is not None and span.root.i == token.i:
                candidates.append((number, token.i, span))
            elif token.pos_ == "PRON" or token.tag_ == "PRP$":
                best = _ahead(token, names) or _best(token, number, candidates, gender, found, doc)
                if best is not None:
                    found[token.i] = best.root.i
                    candidates.append((number, token.i, best))
                    if best.label_ == "PERSON":
                        gender[_surname(best)] = token.lower_ in _FEMALE
    return found


def _ahead(pronoun: Token, names: Mapping[int, Span]) -> Span | None:
    """Return the subject that a pronoun in a phrase before it stands for: "Since its founding, Acme has grown"."""
    word = pronoun.lower_
    for up in pronoun.ancestors:
        if up.dep_ not in {"obl", "advcl"} or up.i > up.head.i:
            continue
        subject = next(
            (c for c in up.head.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.i > up.i), None
        )
        name = names.get(subject.i) if subject is not None else None
        if name is not None and name.root == subject:
            fits = (
                name.label_ == "PERSON" if word in PERSON else word in THING and name.label_ in _AGENT_LABELS
            )
            return name if fits else None
    return None


def _surname(span: Span) -> str:
    return span[-1].lower_ if span[-1].lower_ not in {"'s", "’s"} else span[-2].lower_


def _best(
    pronoun: Token,
    number: int,
    candidates: list[tuple[int, int, Span]],
    gender: dict[str, bool],
    resolved: dict[int, int],
    doc: Doc,
) -> Span | None:
    word = pronoun.lower_
    if word in PERSON:
        fits = [c for c in candidates if c[2].label_ == "PERSON"]
        fits = [c for c in fits if gender.get(_surname(c[2]), word in _FEMALE) == (word in _FEMALE)]
    elif word in THING and not _is_expletive(pronoun):
        fits = [c for c in candidates if c[2].label_ in _AGENT_LABELS]
    elif word in _PLURAL:
        fits = []
    else:
        return None
    reach = _REACH if word in PERSON else 1
    fits = [c for c in fits if c[0] >= number - reach and not _same_clause(pronoun, doc[c[1]])]
    return max(fits, key=lambda c: _salience(c, number, pronoun), default=(0, 0, None))[2]


def _is_expletive(pronoun: Token) -> bool:
    return pronoun.dep_ == "expl" or any(c.dep_ in {"csubj", "expl"} for c in pronoun.head.children)


def _same_clause(pronoun: Token, name: Token) -> bool:
    """Return whether a personal pronoun and a name are arguments of one verb, so that they can't be the same."""
    return pronoun.tag_ != "PRP$" and "Poss" not in str(pronoun.morph) and pronoun.head == name.head


def _salience(candidate: tuple[int, int, Span], number: int, pronoun: Token) -> tuple[int, int]:
    """Return how ready a name is to be taken up: subjects before objects, the same role before another, then nearness."""
    sentence, index, _ = candidate
    role = _role(pronoun.doc[index])
    rank = {"subject": 2, "object": 1, "owner": 1}.get(role, 0)
    parallel = role == _role(pronoun) and role in {"subject", "object"}
    return 2 * rank + 2 * parallel + (sentence == number) - (number - sentence), index


def _role(token: Token) -> str:
    if token.dep_.startswith("nsubj") or token.dep_ in {"root", "ROOT"}:
        return "subject"
    return {"obj": "object", "iobj": "object", "nmod:poss": "owner", "obl:agent": "owner"}.get(token.dep_, "")
