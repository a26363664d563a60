"""The entities of one article, and its claims as evidence about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.countries import Country, country_named, country_of_adjective, country_of_metonym
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import NAME_TYPES
from kg.extraction.cues import load_nouns
from kg.extraction.described import types_of
from kg.extraction.notes import Notes
from kg.extraction.references import find_references
from kg.language.tokens import AnyDoc, Doc
from kg.language.tokens import Span as TokenSpan
from kg.model import AGENTS, Article, Entity, EntityType, Evidence, Mention, Reading, Span, digest
from kg.names import entity_id
from kg.ontology import Ontology
from kg.resolution.aliases import Aliases
from kg.resolution.descriptions import Descriptions, agree
from kg.resolution.names import Name, bare, cluster_names, vote_types

#: What somebody does to somebody, which is told of particular people even where none is named ("police arrested two men").
_DEEDS = frozenset(
    "attacks kills harms detains frees investigates convicts sues accuses supports opposes urges threatens meetsWith "
    "negotiatesWith controls".split()
)
_GOVERNMENT = ("government", "administration", "regime", "authorities", "cabinet", "govt")


def resolve(
    article: Article, doc: AnyDoc, claims: Sequence[Claim], ontology: Ontology, notes: Notes | None = None
) -> Reading:
    """Return what an article says: its entities, where they are mentioned, and the evidence.

    Claims that are no evidence go into ``notes``, if given, with the reason.
    """
    resolver = _Resolver(article, Doc.of(doc), claims, ontology)
    evidence = []
    for claim in claims:
        found = _evidence(claim, article, resolver, ontology)
        if not isinstance(found, str):
            evidence.append(found)
        elif notes is not None:
            notes.drop(claim.span, claim.rule, found, claim.subject.text, claim.object.text)
    entities = resolver.entities()
    unique: dict[tuple[str, Span, str], Evidence] = {}
    for e in sorted(evidence, key=lambda e: (-e.confidence, e.subject_span, e.object_span)):
        unique.setdefault((e.statement, e.span, e.status), e)
    return Reading(
        article=article,
        entities=entities,
        mentions=tuple(sorted(resolver.mentions)),
        evidence=tuple(sorted(unique.values(), key=lambda e: (e.span, e.subject_span, e.predicate, e.id))),
    )


def _evidence(claim: Claim, article: Article, resolver: _Resolver, ontology: Ontology) -> Evidence | str:
    """Return a claim as evidence about entities, or why it is none."""
    if claim.subject.unresolved or claim.object.unresolved:
        return "a pronoun stands for no name in the text"
    relation = ontology.relations.get(claim.predicate)
    acts = relation is not None and relation.domain <= AGENTS and relation.range <= AGENTS
    agentive = relation is not None and relation.domain <= AGENTS
    subject = resolver.entity(claim.subject, acts=agentive)
    value = claim.object.value
    kind = claim.predicate == "instanceOf"
    object = resolver.entity(claim.object, acts=acts, kind=kind) if not value else ""
    if subject == object:
        return "both ends are one entity"
    if _is_bare(claim.subject) and _is_bare(claim.object) and not _is_deed(claim):
        return "both ends are single common nouns"
    spans = claim.subject.span, claim.object.span
    directed = bool(claim.role)  # who is whose father
    if relation is not None and relation.symmetric and not directed and object < subject:
        subject, object, spans = object, subject, (spans[1], spans[0])
    return Evidence(
        article=article.id,
        span=claim.span,
        quote=claim.span.of(article.text),
        subject=subject,
        predicate=claim.predicate,
        object=object,
        subject_span=spans[0],
        object_span=spans[1],
        value=value,
        relation=claim.relation,
        role=claim.role,
        status=claim.status,
        cue=claim.cue,
        speaker=resolver.optional(claim.speaker, acts=True),
        when=claim.when,
        amount=claim.amount,
        place=resolver.optional(claim.place),
        about=resolver.optional(claim.about),
        rule=claim.rule,
        confidence=claim.confidence,
    )


class _Resolver:
    """The names of one article clustered, and the entities made for its mentions so far."""

    def __init__(self, article: Article, doc: Doc, claims: Sequence[Claim], ontology: Ontology) -> None:
        self._article = article
        self._ontology = ontology
        described = types_of(doc, load_nouns(), NAME_TYPES)
        self._names = [
            (
                entity.text,
                described.get(entity.text) or NAME_TYPES[entity.label_],
                Span(entity.start_char, entity.end_char),
            )
            for entity in doc.ents
            if entity.label_ in NAME_TYPES
        ]
        pairs = [(text, type) for text, type, _ in self._names]
        pairs += [(a.text, a.type) for a in _arguments(claims) if a.kind == "name"]
        types = vote_types(pairs)
        surface: dict[str, Counter[str]] = defaultdict(Counter)
        for text, _ in pairs:
            surface[bare(text)][text] += 1
        names = {
            f: Name(max(sorted(surface[f]), key=lambda t: surface[f][t]), types[f]) for f in surface if f
        }
        former = {bare(e.text) for e in doc.ents if _is_former(e)}
        target = cluster_names({f: name for f, name in names.items() if f not in former})
        self._full = {form: names[target.get(form, form)] for form in names}
        self._found: dict[str, tuple[str, EntityType]] = {}
        self._aliases = Aliases()
        self._same_as: dict[str, str] = {}
        self.mentions: set[Mention] = set()
        self._described: dict[int, str] = {}
        self._doc = doc
        self._descriptions = Descriptions(self._names, claims)
        inside = {token.i: e for e in doc.ents if e.label_ in NAME_TYPES for token in e}
        self._references = find_references(doc, inside)
        self._at = {
            e.root.i: (e.text, described.get(e.text) or NAME_TYPES[e.label_])
            for e in doc.ents
            if e.label_ in NAME_TYPES
        }
        for text, type, span in self._names:
            if type is not EntityType.GROUP or country_of_adjective(text) is None:
                self._mention(self._named(text, type), text, span)

    def entity(self, argument: Argument, *, acts: bool = False, kind: bool = False) -> str:
        """Return the id of the entity that an argument means.

        ``acts``: as an agent, so that a capital is its country; ``kind``: as what something is, not as that thing.
        """
        if argument.kind == "nominal":
            id = self._nominal(argument, kind=kind)
            self._aliases.offer(id, argument.variants)
        elif acts and (country := self._metonym(argument)) is not None:
            id = self._country(country)
        else:
            id = self._named(argument.text, argument.type)
            self._aliases.offer(id, argument.variants)
        written = argument.span.of(self._article.text)
        return self._mention(id, written if argument.kind != "pronoun" else "", argument.span)

    def optional(self, argument: Argument | None, *, acts: bool = False) -> str:
        """Return the id of the entity that an argument means, "" if there is no telling."""
        return self.entity(argument, acts=acts) if argument is not None and not argument.unresolved else ""

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities that were mentioned, by id."""
        aliases = self._aliases.settled({id: name for id, (name, _) in self._found.items()})
        return tuple(
            Entity(
                id=id,
                name=name,
                type=type,
                aliases=aliases.get(id, ()),
                same_as=(self._same_as[id],) if id in self._same_as else (),
            )
            for id, (name, type) in sorted(self._found.items())
        )

    def _mention(self, id: str, text: str, span: Span) -> str:
        if text:
            self._aliases.add(id, text)
        self.mentions.add(Mention(article=self._article.id, span=span, entity=id))
        return id

    def _add(self, name: str, type: EntityType, local: bool = False) -> str:
        id = entity_id(name, type)
        if local:
            id = f"{id}-{digest(self._article.id, length=6)}"
        self._found.setdefault(id, (name, type))
        return id

    def _country(self, country: Country) -> str:
        id = self._add(country.name, EntityType.GPE)
        if len(country.code) == 2 and country.code not in {"EU", "XK"}:
            self._same_as[id] = f"urn:iso:std:iso:3166:-1:{country.code}"
        return id

    def _metonym(self, argument: Argument) -> Country | None:
        """Return the country whose capital stands for it, unless somebody here bears the name: "Paris" of Ann Paris."""
        full = self._full.get(bare(argument.text))
        types = {argument.type, full.type if full is not None else argument.type}
        return country_of_metonym(argument.text) if EntityType.PERSON not in types else None

    def _named(self, text: str, type: EntityType) -> str:
        country = (
            country_named(text)
            if type in {EntityType.GPE, EntityType.LOCATION, EntityType.ORGANIZATION}
            else None
        )
        if country is None and type in {EntityType.GROUP, EntityType.GPE}:
            country = country_of_adjective(text)
        if country is not None:
            return self._country(country)
        full = self._full.get(bare(text), Name(text, type))
        return self._add(_clean(full.text), full.type)

    def _nominal(self, argument: Argument, *, kind: bool = False) -> str:
        country = _governing_country(argument)
        if country is not None:
            return self._country(country)
        taken_up = None if kind else self._taken_up(argument)
        if taken_up is not None:
            return taken_up
        if kind:  # what many are, in any article
            return self._add(argument.text, argument.type)
        id = self._add(_telling(argument), argument.type, local=not self._is_shared(argument))
        self._described.setdefault(argument.head, id)
        return id

    def _taken_up(self, argument: Argument) -> str | None:
        """Return the entity that was named or described before and that a description takes up."""
        name = self._at.get(self._references.descriptions.get(argument.head, -1))
        if name is not None and agree(argument.type, name[1]):
            return self._named(*name)
        if self._is_definite(argument):
            meant = self._descriptions.meant_by(argument)
            if meant is not None:
                return self._named(*meant)
            repeated = self._descriptions.repeated_by(argument)
            if repeated is not None:
                return self._add(*repeated, local=True)
        return self._described.get(self._references.repeated.get(argument.head, -1))

    def _is_definite(self, argument: Argument) -> bool:
        articles = (c for c in self._doc[argument.head].children if c.dep_ == "det")
        return " " not in argument.text and any(c.lower_ in {"the", "this"} for c in articles)

    def _is_shared(self, argument: Argument) -> bool:
        """Return whether a description means the same in every article: "artificial intelligence", but not "the bid"."""
        noun = self._doc[argument.head].lemma_.lower()
        return argument.type is EntityType.CONCEPT and not any(
            (kind, noun) in self._ontology.by_head for kind in ("noun", "role")
        )


def _arguments(claims: Iterable[Claim]) -> Iterable[Argument]:
    for claim in claims:
        yield from (
            a for a in (claim.subject, claim.object, claim.speaker, claim.place, claim.about) if a is not None
        )


def _is_former(name: TokenSpan) -> bool:
    """Return whether a name is one that its bearer gave up: "founded in 1957 as Japan Synthetic Rubber"."""
    before = name.doc[name.start - 1].lower_ if name.start else ""
    verb = name.root.head.lemma_.lower()
    return before in {"formerly", "originally", "previously"} or (
        before == "as" and verb in {"found", "establish", "start"}
    )


def _clean(name: str) -> str:
    """Return a name as a label: without article, quotation marks and line breaks."""
    text = " ".join(name.split()).strip("\"'“”‘’ ")
    return text[4:] if text[:4].casefold() == "the " and len(text) > 4 else text


def _telling(argument: Argument) -> str:
    """Return the form of a description that tells most: "use of force" for "use", "Acme's website" for "website"."""
    text = argument.text.casefold()
    if " " in text:
        return argument.text
    longer = [v for v in argument.variants if v.casefold().startswith(f"{text} ")]
    owned = [v for v in argument.variants if v.casefold().endswith((f"'s {text}", f"’s {text}"))]
    return (longer + owned + [argument.text])[0]


def _is_bare(argument: Argument) -> bool:
    """Return whether a mention is one common noun: two of them make no fact ("a government can buy a company")."""
    return argument.kind == "nominal" and " " not in argument.text


def _is_deed(claim: Claim) -> bool:
    """Return whether a clause says that people did something to somebody or something."""
    return claim.predicate in _DEEDS and claim.rule.startswith("verb:") and claim.subject.type in AGENTS


def _governing_country(argument: Argument) -> Country | None:
    """Return the country of "Japanese government" and "the government of Japan"."""
    for form in (argument.text, *argument.variants):
        for head in _GOVERNMENT:
            if form.casefold().endswith(f" {head}"):
                modifier = bare(form[: -len(head) - 1])
                found = country_of_adjective(modifier) or country_named(modifier)
                if found is not None:
                    return found
            if form.casefold().startswith(f"{head} of "):
                found = country_named(form[len(head) + 4 :])
                if found is not None:
                    return found
    return None
