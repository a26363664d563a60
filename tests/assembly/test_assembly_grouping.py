"""Evidence -> statements, and the entities of several articles -> one each."""

from __future__ import annotations

from dataclasses import replace

import news

from kg.assembly import assemble, canonical, merge_entities
from kg.model import Entity, EntityType, Status


def test_one_statement_gathers_the_week() -> None:
    statements = assemble(news.week())
    assert [s.id for s in statements] == sorted(s.id for s in statements)
    deal = next(s for s in statements if s.object == news.JSR)
    assert deal.status is Status.ASSERTED
    assert [e.article for e in deal.evidence] == ["monday", "wednesday", "friday"]
    assert (deal.when, str(deal.amount), deal.place) == (
        "2023-06-26/2023-07-02",
        "6300000000 USD",
        news.TOKYO,
    )
    denied = next(s for s in statements if s.status is Status.DENIED)
    assert (denied.predicate, denied.object) == ("acquires", news.RIVAL)
    open_one = next(s for s in statements if not s.predicate)
    assert open_one.relation == "looks at"


def test_order_and_repetition_of_readings_do_not_matter() -> None:
    week = news.week()
    assert assemble(reversed(week)) == assemble(week)
    assert assemble((*week, *week)) == assemble(week)
    assert merge_entities(reversed(week)) == merge_entities(week)


def test_an_open_relation_in_the_words_of_a_property_is_that_property() -> None:
    open_one = news.piece("a", predicate="", relation="acquires", confidence=0.1)
    (statement,) = assemble([news.reading("a", "2023", open_one), news.reading("b", "2024", news.piece("b"))])
    assert (statement.predicate, statement.relation) == ("acquires", "")


def named(name: str, *aliases: str, type: EntityType = EntityType.ORGANIZATION) -> tuple[Entity, ...]:
    return (Entity(id="x-org", name=name, type=type, aliases=aliases, same_as=(f"urn:{name}",)),)


def test_names_are_chosen_by_number_then_length_then_alphabet() -> None:
    def merged(*entities: tuple[Entity, ...]) -> Entity:
        readings = [replace(news.reading(str(i), ""), entities=found) for i, found in enumerate(entities)]
        (entity,) = merge_entities(readings)
        return entity

    assert merged(named("EU"), named("EU"), named("European Union")).name == "EU"
    assert merged(named("EU"), named("European Union")).name == "European Union"
    assert merged(named("beta"), named("alfa")).name == "alfa"
    both = merged(named("EU", "the bloc", "EU"), named("European Union", "Brussels"))
    assert both.aliases == ("Brussels", "EU", "the bloc")
    assert both.same_as == ("urn:EU", "urn:European Union")
    law = named("EU", type=EntityType.LAW)
    assert merged(law, law, named("EU")).type is EntityType.LAW


def test_canonical_drops_duplicates_and_sorts() -> None:
    better = news.piece("a", confidence=0.9)
    reading = news.reading("a", "2023", news.piece("a"), better, news.piece("a", Status.DENIED))
    twice = replace(reading, mentions=reading.mentions[::-1] * 2, entities=reading.entities[::-1] * 2)
    assert canonical(twice) == canonical(reading)
    assert better in canonical(reading).evidence
    assert len(canonical(reading).evidence) == 2
    assert canonical(canonical(reading)) == canonical(reading)
