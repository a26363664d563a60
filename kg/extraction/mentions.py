"""From a word to the mention that it is the head of: a name, a description, or a pronoun's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.countries import country_of_adjective
from kg.extraction.claims import Argument
from kg.extraction.context import NAME_TYPES, Context, remembered
from kg.extraction.inflection import singular_forms
from kg.extraction.pronouns import FIRST, PERSON, THING
from kg.extraction.tree import child, children, is_denied, preposition
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.model import EntityType, Span

_CORE = frozenset({"compound", "amod", "nmod:desc", "nmod:unmarked", "flat", "compound:prt"})
#: Heads that only say what kind of place follows: "the municipality of Livorno" is Livorno.
_SETTLEMENTS = frozenset(
    "city town village municipality county province state region district island republic kingdom commune prefecture "
    "territory emirate borough suburb port capital".split()
)
#: Heads that stand for what they are a part of: who buys "a stake in Acme" invests in Acme.
_HOLDINGS = frozenset({"share", "stake", "shareholding"})
#: Words before a noun that only count or order.
DROPPED = frozenset(
    "other another many several some few more most new recent such own same various certain latest first last next "
    "early numerous two three four five six seven eight nine ten only entire whole similar key main".split()
)

#: Endings of nouns for persons, and of nouns that only look so: "checklist".
_PERSONAL = ("ist", "woman", "person", "smith", "ologer", "grapher")
_LISTS = ("klist", "tlist", "ylist", "hlist", "twist", "gist", "mist", "wrist", "fist")


@remembered
def argument(token: Token, context: Context) -> Argument | None:
    """Return the mention that ``token`` heads, or None for words that name or describe no entity."""
    name = context.name(token)
    if name is not None:
        return named(name, context)
    if token.lower_ == "one" and (one := _explained(token, context)) is not None:
        return named(one, context)
    if token.pos_ == "PRON":
        return _pronoun(token, context)
    if token.i in context.quantities or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    classed = classed_name(token, context)
    if classed is not None:
        return named(classed, context, _words(_core(token)))
    apposed = apposed_name(token, context)
    if apposed is not None:
        return named(apposed, context, _words(_core(token)))
    described = _described(token, context)
    if described is not None:
        return described
    lemma = token.lemma_.lower()
    if lemma in _SETTLEMENTS:
        place = next(
            (c for c in children(token, "nmod", "appos") if c.i > token.i and c.i in context.names), None
        )
        if (
            place is not None
            and context.names[place.i].label_ in {"GPE", "LOC"}
            and preposition(place) in {"of", ""}
        ):
            return named(context.names[place.i], context, _words(_core(token)))
    if (lemma in context.nouns.vague and not _is_narrowed(token, context)) or lemma in _HOLDINGS:
        markers = {"of", "in"} if lemma in _HOLDINGS else {"of"}
        inner = next(
            (c for c in children(token, "nmod") if preposition(c) in markers and c.i > token.i), None
        )
        return argument(inner, context) if inner is not None and inner.pos_ != "PRON" else None
    return _nominal(token, context)


def _is_narrowed(token: Token, context: Context) -> bool:
    """Return whether a noun before a vague one makes a term of it: "operations centre", "chip orders"."""
    nouns = (c for c in children(token, "compound", "nmod:desc") if c.i < token.i)
    return any(c.pos_ == "NOUN" and c.i not in context.quantities for c in nouns)


def named(span: TokenSpan, context: Context, *variants: str) -> Argument:
    """Return the argument of a name of the language model, without a leading article or trailing possessive."""
    first, last = span.start, span.end
    doc = span.doc
    while last - first > 1 and doc[last - 1].lower_ in {"'s", "’s", "'"}:
        last -= 1
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text)
    text = doc[first:last].text
    national = span.root.pos_ == "ADJ" and country_of_adjective(text) is not None
    return Argument(
        span=Span(start, end),
        text=text,
        head=span.root.i,
        kind="name",
        type=EntityType.GPE if national else context.described.get(text) or NAME_TYPES[span.label_],
        variants=tuple(v for v in variants if v),
    )


def _explained(token: Token, context: Context) -> TokenSpan | None:
    """Return the name that says which one is meant: Bolt in "one of them, Bolt, has sued"."""
    beside = (c for c in children(token, "appos", "nmod") if c.i > token.i and not preposition(c))
    names = (context.name(c) for c in beside)
    return next((name for name in names if name is not None and name.label_ != "NORP"), None)


def _pronoun(token: Token, context: Context) -> Argument | None:
    index = context.references.pronouns.get(token.i)
    if index is None:
        return _unresolved(token)
    meant = named(context.names[index], context)
    return Argument(
        span=Span(token.idx, token.idx + len(token.text)),
        text=meant.text,
        head=index,
        kind="pronoun",
        type=meant.type,
    )


def _unresolved(token: Token) -> Argument | None:
    """Return a pronoun whose name the text does not have as an argument of its own."""
    word = token.lower_
    if word not in PERSON | FIRST | THING:
        return None
    type = EntityType.ORGANIZATION if word in THING else EntityType.PERSON
    span = Span(token.idx, token.idx + len(token.text))
    return Argument(span=span, text=token.text, head=token.i, kind="pronoun", type=type, unresolved=True)


@remembered
def apposed_name(token: Token, context: Context) -> TokenSpan | None:
    """Return the name that a description introduces: JSR in "chipmaking firm JSR", "the firm, JSR".

    Next to it any name will do; farther off ("the president of the region, Ann Bell") it must be of the same type, as
    also where the tree makes sisters of the two.
    """
    type = nominal_type(token, context)
    for c in children(token, "appos", "flat", "nmod:desc"):
        name = context.name(c)
        if name is not None and c.i > token.i and name.label_ != "NORP" and name.root == c:
            between = token.doc[token.i + 1 : name.start]
            same = context.type_of(name) is type
            if (same and c.dep_ == "appos") or all(t.is_punct or t.pos_ == "DET" for t in between):
                return name
    after = token.i + 1
    if type is EntityType.PERSON and child(token, "nmod:poss") is not None and after < len(token.doc):
        after += token.doc[after].text == ","  # "his wife, Ann Bell, and ..."
    name = context.names.get(after)
    if name is None or name.start != after or context.type_of(name) is not type:
        return None
    sisters = name.root.head == token.head and name.root.dep_ in {token.dep_, "appos", "flat", "dep"}
    return name if sisters else None


def classed_name(token: Token, context: Context) -> TokenSpan | None:
    """Return the name whose kind a noun gives after it: M5S in "the M5S party", Firefox in "the Firefox browser"."""
    name = context.names.get(token.i - 1)
    lemma = token.lemma_.lower()
    if name is None or name.end != token.i or lemma not in context.nouns.generic | context.nouns.classes:
        return None
    beside = name.root.head == token and name.root.dep_ == "compound"
    alone = child(token, "nmod:poss") is None and "Plur" not in token.morph.get("Number", [])
    return name if beside and alone and context.type_of(name) is nominal_type(token, context) else None


def _described(token: Token, context: Context) -> Argument | None:
    """Return what a description is said of before it: Acme in "Acme is a bank founded by Ann", "Acme, a bank in Rome".

    In an apposition both must be of the same type; the subject of a copula may be a pronoun.
    """
    if token.dep_ == "appos":
        name = context.name(token.head)
        same = (
            name is not None and token.i >= name.end and context.type_of(name) is nominal_type(token, context)
        )
        return named(name, context) if name is not None and same else None
    subject = child(token, "nsubj") if child(token, "cop") is not None else None
    if subject is None or is_denied(token):
        return None
    name = context.name(subject)
    if name is not None:
        return named(name, context)
    return _pronoun(subject, context) if subject.pos_ == "PRON" else None


def _core(token: Token) -> Sequence[Token]:
    """Return the head with the words before it that belong to the description, in order, without determiners."""
    inside = {token.i}
    for c in token.lefts:
        if c.dep_ in _CORE:
            inside.update(t.i for t in c.subtree if t.i < token.i)
    for c in children(token, "flat"):
        inside.update(t.i for t in c.subtree)
    first = last = token.i
    while first - 1 in inside or (first - 2 in inside and token.doc[first - 1].text in {"-", "–", "'", "’"}):
        first -= 1
    while last + 1 in inside:
        last += 1
    words = list(token.doc[first : last + 1])
    while len(words) > 1 and words[0].ent_type_ not in NAME_TYPES and _is_idle(words[0]):
        words.pop(0)
    return words


def _is_idle(word: Token) -> bool:
    return word.is_punct or word.lower_ in DROPPED or word.pos_ in {"DET", "NUM", "ADV", "SYM", "CCONJ"}


def _words(words: Sequence[Token]) -> str:
    return words[0].doc[words[0].i : words[-1].i + 1].text


def _nominal(token: Token, context: Context) -> Argument | None:
    words = _core(token)
    text = _words(words)
    if not any(c.isalpha() for c in text) or len(text) > 80 or "\n" in text:
        return None
    longer = _with_complement(words, token, context)
    variants = [longer, _with_possessor(words, token), _counted(words, token)]
    return Argument(
        span=Span(words[0].idx, words[-1].idx + len(words[-1].text)),
        text=text,
        head=token.i,
        kind="nominal",
        type=nominal_type(token, context),
        variants=tuple(dict.fromkeys(v for v in variants if v and v != text)),
    )


def _counted(words: Sequence[Token], token: Token) -> str:
    """Return the description with the number or measure before it: "two referendums", "about 80 people"."""
    first = words[0].i
    before = {t.i for c in children(token, "nummod", "amod", "advmod") if c.i < first for t in c.subtree}
    while first - 1 in before:
        first -= 1
    return _words([token.doc[first], words[-1]]) if first < words[0].i else ""


def _with_complement(words: Sequence[Token], token: Token, context: Context) -> str:
    """Return the description with the phrase that completes it, if short: "commanders of the army"."""
    for c in children(token, "nmod", "acl"):
        participle = c.dep_ == "acl" and child(c, "mark") is None
        if c.i > token.i and (participle or preposition(c) in {"of", "for", "in", "at", "against"}):
            last = max(t.i for t in c.subtree)
            rest = token.doc[token.i + 1 : last + 1]
            last = next((t.i - 1 for t in rest if t.is_punct and t.text not in {"-", "–"}), last)
            if token.i < last < words[0].i + 9:
                return _words([words[0], token.doc[last]])
    return ""


def _with_possessor(words: Sequence[Token], token: Token) -> str:
    owner = child(token, "nmod:poss")
    if owner is None or owner.pos_ == "PRON" or owner.i > words[0].i:
        return ""
    first = min(owner.subtree, key=lambda t: t.i)
    between = token.doc[first.i : words[0].i]
    return _words([first, words[-1]]) if "," not in {t.text for t in between} else ""


def _noun_type(token: Token, types: Mapping[str, EntityType]) -> EntityType | None:
    """Return the type of a noun by its lemma, by what a misread plural may be one of, or by its ending."""
    lemma = token.lemma_.lower()
    if lemma in types:
        return types[lemma]
    if "Plur" in token.morph.get("Number", []):
        known = next((types[base] for base in singular_forms(token.lower_) if base in types), None)
        if known is not None:
            return known
    if lemma.endswith(("maker", "operator")):
        return EntityType.ORGANIZATION
    return EntityType.PERSON if lemma.endswith(_PERSONAL) and not lemma.endswith(_LISTS) else None


@remembered
def nominal_type(token: Token, context: Context) -> EntityType:
    """Return the type of a description by its head noun; a plural of a person is a group."""
    lemmas = [t.lemma_.lower() for t in _core(token) if not t.is_punct]
    longer = (" ".join(lemmas[n:]) for n in range(len(lemmas) - 1))
    kind = next((context.nouns.compounds[p] for p in longer if p in context.nouns.compounds), None)
    kind = kind or _noun_type(token, context.nouns.types)
    if kind is None and token.lower_.endswith("men"):  # whose lemma the language model does not know
        kind = context.nouns.types.get(token.lower_[:-2] + "an")
    if kind is EntityType.PERSON and "Plur" in token.morph.get("Number", []):
        return EntityType.GROUP
    return kind or EntityType.CONCEPT
