"""The ontology, the lexicon and the reading of frames."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError
from kg.model import AGENTS, PLACES, EntityType, Status
from kg.names import KG
from kg.ontology import Frame, Slot, load_ontology, parse_frame

RELATIONS = """
acquires mergesWith investsIn funds partnersWith suppliesTo competesWith subsidiaryOf foundedBy headquarteredIn
produces operates holdsPosition appoints memberOf meetsWith visits negotiatesWith supports opposes accuses sues
convicts investigates threatens urges sanctions regulates attacks kills harms detains frees defeats wins
participatesIn dependsOn controls withdrawsFrom causes locatedIn livesIn citizenOf bornIn diedIn spouseOf relativeOf
educatedAt partOf instanceOf statesAbout
""".split()
SYMMETRIC = {
    "mergesWith",
    "partnersWith",
    "competesWith",
    "meetsWith",
    "negotiatesWith",
    "spouseOf",
    "relativeOf",
}
#: Relations whose subject and object the news may name with any kind of agent.
BETWEEN_AGENTS = """
partnersWith suppliesTo meetsWith negotiatesWith accuses sues convicts threatens urges defeats
""".split()
TYPES = {
    **{KG + t: frozenset({t}) for t in EntityType},
    KG + "Agent": AGENTS,
    KG + "Place": PLACES,
    KG + "Thing": frozenset(EntityType),
}


def classes(iri: str) -> frozenset[EntityType]:
    return TYPES.get(iri, frozenset())


def frame(kind: Any, pattern: str, **more: Any) -> Frame:
    return parse_frame(kind, pattern, relation="test", classes=classes, **more)


# -------- The shipped ontology


def test_all_relations_are_there() -> None:
    assert len(RELATIONS) == 51
    assert sorted(load_ontology().relations) == sorted(RELATIONS)


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_is_described_and_typed(name: str) -> None:
    relation = load_ontology().relations[name]
    assert relation.name == name
    assert relation.label
    assert relation.definition.endswith(".")
    assert relation.domain
    assert relation.range
    assert relation.symmetric == (name in SYMMETRIC)
    if relation.symmetric:
        assert relation.domain == relation.range


@pytest.mark.parametrize("name", BETWEEN_AGENTS)
def test_relations_between_agents(name: str) -> None:
    relation = load_ontology().relations[name]
    assert relation.domain == relation.range == AGENTS


@pytest.mark.parametrize(
    ("name", "domain", "range"),
    [
        ("bornIn", {"Person"}, PLACES),
        ("headquarteredIn", {"Organization"}, PLACES),
        ("relativeOf", {"Person"}, {"Person"}),
        ("participatesIn", AGENTS, {"Event", "Work"}),
        ("livesIn", {"Person", "Group"}, PLACES),
        ("dependsOn", set(EntityType), set(EntityType)),
    ],
)
def test_domain_and_range(name: str, domain: set[str], range: set[str]) -> None:
    relation = load_ontology().relations[name]
    assert relation.domain == domain
    assert relation.range == range


def test_the_properties_of_statements_are_labelled_but_are_no_relations() -> None:
    ontology = load_ontology()
    for name in (
        "status",
        "about",
        "place",
        "statedBy",
        "amount",
        "quote",
        "Statement",
        "Evidence",
        "Person",
    ):
        assert ontology.labels[name]
        assert name not in ontology.relations
    assert [ontology.labels[status] for status in Status] == [str(status) for status in Status]


# -------- The shipped lexicon


def test_every_relation_has_frames() -> None:
    assert {found.relation for found in load_ontology().frames} == set(RELATIONS)


def test_frames_are_sorted_and_unique() -> None:
    keys = [(f.relation, f.kind, f.pattern) for f in load_ontology().frames]
    assert keys == sorted(set(keys))


def test_heads_are_lower_case_and_found_by_head() -> None:
    ontology = load_ontology()
    for found in ontology.frames:
        for head in found.heads:
            assert head == head.lower()
            assert found in ontology.by_head[found.kind, head]
    ranks = [[f.specificity for f in frames] for frames in ontology.by_head.values()]
    assert all(rank == sorted(rank, reverse=True) for rank in ranks)


def pairs(f: Frame, g: Frame) -> list[tuple[Slot, Slot]]:
    """Return the slots of two frames that stand in the same place."""
    return [(a, b) for a in (f.x, f.y) for b in (g.x, g.y) if a.position == b.position]


def test_no_words_say_two_relations_of_the_same_things() -> None:
    seen: dict[tuple[object, ...], list[tuple[Frame, dict[Any, frozenset[EntityType]]]]] = defaultdict(list)
    for f in load_ontology().frames:
        for head, fixed in itertools.product(f.heads, f.fixed or ("",)):
            for x, y in itertools.product(
                [(f.x.position, p) for p in f.x.prepositions or ("",)],
                [(f.y.position, p) for p in f.y.prepositions or ("",)],
            ):
                z = f.z and (f.z.position, f.z.prepositions)
                words = (
                    f.kind,
                    head,
                    f.particle,
                    f.copular,
                    fixed,
                    f.fixed_preposition,
                    z,
                    frozenset({x, y}),
                )
                seen[words].append((f, {x: f.x.types, y: f.y.types}))
    clashes = {
        f"{words[1]}: {f.relation} {f.pattern!r}, {g.relation} {g.pattern!r}"
        for words, found in seen.items()
        for (f, mine), (g, others) in itertools.combinations(found, 2)
        if f.relation != g.relation
        and all(mine[place] & others[place] for place in mine)
        and (f.z is None or g.z is None or f.z.types & g.z.types)
        and (f.z is None or g.z is None or not f.z.words or not g.z.words or f.z.words & g.z.words)
        and f.specificity == g.specificity  # of two, the more specific one is meant
        and all(not mine.words or not other.words or mine.words & other.words for mine, other in pairs(f, g))
    }
    assert not clashes, "\n".join(sorted(clashes))


@pytest.mark.parametrize(
    ("kind", "head", "relation"),
    [
        ("verb", "buy", "acquires"),
        ("noun", "merger", "mergesWith"),
        ("role", "subsidiary", "subsidiaryOf"),
        ("role", "ceo", "holdsPosition"),
        ("verb", "accuse", "accuses"),
        ("verb", "rely", "dependsOn"),
        ("noun", "invasion", "attacks"),
        ("role", "wife", "spouseOf"),
    ],
)
def test_words_that_news_uses_every_day(kind: Any, head: str, relation: str) -> None:
    assert relation in {f.relation for f in load_ontology().by_head[kind, head]}


def test_a_bid_is_a_proposed_acquisition() -> None:
    bids = [f for f in load_ontology().by_head["verb", "bid"] if f.relation == "acquires"]
    assert bids
    assert {f.status for f in bids} == {Status.PROPOSED}


def test_the_third_argument_of_a_post_is_its_title() -> None:
    frames = load_ontology().frames
    kept = {f.relation: f.keeps for f in frames if f.keeps}
    assert kept["appoints"] == kept["holdsPosition"] == "role"
    assert kept["accuses"] == "about"


def test_the_shipped_ontology_is_read_once() -> None:
    assert load_ontology() is load_ontology()


# -------- How a pattern is read

SUBJECT, OBJECT, SELF, POSSESSOR = (
    Slot(position="subject"),
    Slot(position="object"),
    Slot(position="self"),
    Slot(position="possessor"),
)


def oblique(*prepositions: str) -> Slot:
    return Slot(position="oblique", prepositions=prepositions)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("X acquire|buy Y", {"heads": ("acquire", "buy"), "x": SUBJECT, "y": OBJECT}),
        ("Y own X", {"heads": ("own",), "x": OBJECT, "y": SUBJECT}),
        ("Y belong to X", {"x": oblique("to"), "y": SUBJECT}),
        ("X take over Y", {"heads": ("take",), "particle": "over", "y": OBJECT}),
        ("X take +on Y", {"particle": "on", "y": OBJECT}),
        ("X rule -over Y", {"particle": "", "y": oblique("over")}),
        ("X team up with Y", {"particle": "up", "y": oblique("with")}),
        ("X rely on|upon Y", {"y": oblique("on", "upon")}),
        ("X impose Curb|ban on|against Y", {"fixed": ("curb", "ban"), "y": oblique("on", "against")}),
        ("X come into conflict with Y", {"fixed": ("conflict",), "fixed_preposition": "into"}),
        ("X set up seat in Y", {"particle": "up", "fixed": ("seat",), "y": oblique("in")}),
        ("X take Y to court", {"fixed": ("court",), "fixed_preposition": "to", "y": OBJECT}),
        ("X find Y guilty of Z", {"fixed": ("guilty",), "y": OBJECT, "z": oblique("of"), "keeps": "about"}),
        ("X sell Z to Y", {"y": oblique("to"), "z": OBJECT, "keeps": "about"}),
        ("X pour _ into Y", {"y": oblique("into"), "z": OBJECT, "keeps": ""}),
        ("_ award X Y", {"z": SUBJECT, "x": OBJECT, "y": Slot(position="complement")}),
        ("X be based|headquartered in Y", {"heads": ("based", "headquartered"), "copular": True}),
        ("X be in talk with Y", {"heads": ("talk",), "copular": True, "fixed_preposition": "in"}),
        ("X be in|near Y", {"heads": ("be",), "copular": True, "y": oblique("in", "near")}),
        ("X bid for Y @proposed", {"y": oblique("for"), "status": Status.PROPOSED}),
        ("X acquire Y", {"status": None, "copular": False, "particle": "", "fixed": (), "z": None}),
    ],
)
def test_verb_patterns(pattern: str, expected: dict[str, Any]) -> None:
    found = frame("verb", pattern)
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.pattern == pattern


@pytest.mark.parametrize(
    ("kind", "pattern", "expected"),
    [
        ("noun", "X acquisition of Y", {"x": POSSESSOR, "y": oblique("of")}),
        ("noun", "Y defeat by|to X", {"x": oblique("by", "to"), "y": POSSESSOR}),
        ("noun", "X sale of Z to Y", {"y": oblique("to"), "z": oblique("of"), "keeps": "about"}),
        ("role", "X subsidiary|unit of Y", {"heads": ("subsidiary", "unit"), "x": SELF, "y": oblique("of")}),
        ("role", "Y founder|co-founder of X", {"x": oblique("of"), "y": SELF}),
        ("role", "X CEO of|at Y", {"heads": ("ceo",), "y": oblique("of", "at")}),
        ("role", "X ex-wife of Y @ended", {"status": Status.ENDED}),
        ("noun", "X flight off|over Y", {"y": oblique("off", "over")}),
    ],
)
def test_noun_and_role_patterns(kind: str, pattern: str, expected: dict[str, Any]) -> None:
    found = frame(kind, pattern)
    assert {name: getattr(found, name) for name in expected} == expected


def test_types_are_those_of_the_relation_unless_the_pattern_limits_them() -> None:
    found = frame("verb", "X join Y:Organization|Place", domain=AGENTS, range=AGENTS)
    assert found.x.types == AGENTS
    assert found.y.types == {EntityType.ORGANIZATION, EntityType.GPE}
    assert frame("verb", "X join Z with Y").z == Slot(position="object")


@pytest.mark.parametrize(
    ("kind", "pattern", "rule"),
    [
        ("verb", "X buy|acquire Y", "verb:test/buy"),
        ("verb", "X take over Y", "verb:test/take-over"),
        ("verb", "X impose ban|curb on Y", "verb:test/impose-ban-on"),
        ("verb", "X be based in Y", "verb:test/be-based-in"),
        ("verb", "X be in Y", "verb:test/be-in"),
        ("verb", "X be in talk with Y", "verb:test/be-in-talk-with"),
        ("noun", "X merger with Y", "noun:test/merger-with"),
        ("role", "Y founder of X", "role:test/founder-of"),
    ],
)
def test_a_rule_has_a_readable_name(kind: str, pattern: str, rule: str) -> None:
    assert frame(kind, pattern).rule == rule


def test_a_longer_frame_is_more_specific() -> None:
    order = ["X take Y", "X take to Y", "X take over Y", "X take part in Y", "X come into conflict with Y"]
    ranks = [frame("verb", pattern).specificity for pattern in order]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("kind", "pattern", "message"),
    [
        ("verb", "", "must begin with"),
        ("verb", "acquire Y", "must begin with"),
        ("verb", "X acquire", "must begin with"),
        ("verb", "X acquire it", "both X and Y"),
        ("verb", "X be in", "a verb, noun or adjective"),
        ("verb", "X Y acquire", "a verb, noun or adjective"),
        ("verb", "X buy Y X", "one placeholder too many"),
        ("verb", "X buy Y for Z from _", "one placeholder too many"),
        ("verb", "X rely Y on", "nothing follows 'on'"),
        ("verb", "X rely on with Y", "must stand between"),
        ("verb", "X hold talk summit with Y", "has no place"),
        ("verb", "X take Y in|into custody", "has no place"),
        ("verb", "X pull out|back of Y", "one particle"),
        ("verb", "X buy Y!", "neither a placeholder"),
        ("verb", "X buy Y @soon", "no status"),
        ("verb", "X buy Y:Company", "no class of entities"),
        ("noun", "X acquisition Y", "needs a preposition"),
        ("noun", "X peace talk with Y", "has no place"),
        ("role", "X wife Y", "needs a preposition"),
    ],
)
def test_a_malformed_pattern_is_refused(kind: str, pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        frame(kind, pattern)


def test_a_limit_outside_the_relation_is_refused() -> None:
    with pytest.raises(ValueError, match="not among the types"):
        frame("verb", "X visit Y:Law", range=PLACES)


# -------- A user's own file


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_file_adds_a_relation_and_frames(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """kg:Asset a owl:Class . kg:Product rdfs:subClassOf kg:Asset . kg:Work rdfs:subClassOf kg:Asset .
        kg:insures a owl:ObjectProperty ; rdfs:label "insures"@en ;
            rdfs:domain kg:Organization ; rdfs:range [ owl:unionOf ( kg:Asset kg:Place ) ] ;
            lex:third kg:role ; lex:verb "X insure Y", "X insure Y as Z" ; lex:role "X insurer of Y" .
        kg:acquires lex:verb "X nab Y @possible" ; lex:without "X snap up Y" .""",
    )
    ontology = load_ontology(path)
    insures = ontology.relations["insures"]
    assert insures.domain == {EntityType.ORGANIZATION}
    assert insures.range == PLACES | {EntityType.PRODUCT, EntityType.WORK}
    assert ontology.labels["insures"] == "insures"
    assert [f.pattern for f in ontology.frames if f.relation == "insures"] == [
        "X insurer of Y",
        "X insure Y",
        "X insure Y as Z",
    ]
    assert ontology.by_head["verb", "insure"][0].keeps == "role"
    acquires = {f.pattern: f.status for f in ontology.frames if f.relation == "acquires"}
    assert acquires["X nab Y @possible"] is Status.POSSIBLE
    assert "X snap up Y" not in acquires
    assert "insures" not in load_ontology().relations


def test_an_inverse_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, "kg:founded a owl:ObjectProperty ; owl:inverseOf kg:foundedBy ; rdfs:domain kg:Agent ."
    )
    founded = load_ontology(path).relations["founded"]
    assert founded.inverse == "foundedBy"
    assert founded.label == "founded"
    assert founded.range == set(EntityType)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n\nkg:acquires lex:verb 'X grab Y .", 3, "not valid Turtle"),
        ("@prefix a: <a:> .\nb:c a:d a:e .", 2, "not valid Turtle"),
        ('\nkg:aquires lex:verb "X grab Y" .', 2, "no such relation"),
        ('\n<https://example.org/r> lex:verb "X grab Y" .', 2, "no such relation"),
        ('\n\n\nkg:acquires lex:verb\n  "X grab Z" .', 5, "both X and Y"),
        ('\nkg:acquires lex:noun "X grab of Y:Person" .', 2, "not among the types"),
        ('\nkg:acquires lex:without "X never-written Y" .', 2, "no frame"),
        (
            "\nkg:likes a owl:ObjectProperty ; rdfs:domain kg:Agent ; rdfs:range kg:Nothing .",
            2,
            "range of kg:likes",
        ),
        ('\nkg:likes a owl:ObjectProperty ; lex:third kg:status ; lex:verb "X like Y" .', 2, "lex:third"),
    ],
)
def test_a_mistake_in_a_users_file_is_shown_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(OntologyError, match=message) as error:
        load_ontology(path)
    assert str(error.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_not_there_is_an_ontology_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="can't be read"):
        load_ontology(tmp_path / "none.ttl")


def test_a_placeholder_may_list_its_words() -> None:
    found = frame("verb", "X launch Y=campaign|project")
    assert found.y.words == {"campaign", "project"}
    assert found.specificity > frame("verb", "X launch Y").specificity


def test_a_clause_an_infinitive_and_the_active() -> None:
    assert frame("verb", "X allege that Y").y.position == "clause"
    assert frame("verb", "X tell Y to").infinitive
    assert frame("verb", "X join Y @active").active
