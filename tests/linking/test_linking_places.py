"""Which place a name means: decided by what the article says, and left open where nothing decides."""

from __future__ import annotations

import pytest
from named import read_named

from kg.linking.cities import find_cities
from kg.linking.entries import AliasTable
from kg.linking.linker import look_up
from kg.linking.places import decide_places, is_proper, place_names
from kg.model import EntityType, Reading
from kg.resolution.across import Local


def meant(reading: Reading, name: str) -> str:
    """Return the country and the subdivision of what a name means, "" where that is left open."""
    cities = find_cities(place_names(reading.entities))
    (entity,) = (one.id for one in reading.entities if one.name == name)
    found = decide_places(reading, cities).get(entity)
    return f"{found.place.country}-{found.place.region}" if found and found.place else ""


@pytest.mark.parametrize(
    ("text", "name", "others", "where"),
    [
        ("Arm is based in Cambridge. Britain is proud of it.", "Cambridge", ["Britain"], "GB-ENG"),
        ("A lab in Cambridge, Massachusetts.", "Cambridge", ["Massachusetts"], "US-MA"),
        ("A lab in Cambridge, Mass., hired.", "Cambridge", [], "US-MA"),
        ("A plant in Cambridge. Ontario paid for it.", "Cambridge", ["Ontario"], "CA-08"),
        ("A lab in Cambridge hired.", "Cambridge", [], ""),
        ("A lab in Cambridge, Vermont, hired.", "Cambridge", ["Vermont"], ""),
        ("Britain and the United States met in Cambridge.", "Cambridge", ["Britain", "United States"], ""),
        ("The rodeo in Paris, Texas, drew 3,000.", "Paris", ["Texas"], "US-TX"),
        ("Ministers met in Paris.", "Paris", [], "FR-11"),
        ("France said in Paris that Texas was invited.", "Paris", ["France", "Texas"], ""),
        ("SPRINGFIELD, Ill. (AP) - Two men were held.", "SPRINGFIELD", [], "US-IL"),
        ("Two men were held in Springfield.", "Springfield", [], ""),
        ("The United States fined a firm in Springfield.", "Springfield", ["United States"], ""),
        ("LONDON - Shares rose.", "LONDON", [], "GB-ENG"),
        ("He moved to London, Ontario, in May.", "London", ["Ontario"], "CA-08"),
        ("Samsung builds in Taylor. Texas is pleased.", "Taylor", ["Texas"], "US-TX"),
        ("He said in Washington that it was over. The United States agreed.", "Washington", ["United States"], "US-DC"),
        ("A dam near Spokane, Washington, broke.", "Washington", ["Spokane"], "US-WA"),
        ("NEW YORK - Bankman-Fried was sentenced.", "NEW YORK", [], "US-NY"),
        ("Turkey sent help to Gaziantep.", "Gaziantep", ["Turkey"], "TR-83"),
        ("It was built in Nowhereville, Texas.", "Nowhereville", ["Texas"], ""),
        ("The court in The Hague ruled.", "The Hague", [], "NL-11"),
    ],
)  # fmt: skip
def test_cities(text: str, name: str, others: list[str], where: str) -> None:
    assert meant(read_named(text, name, *others), name) == where


def test_what_is_stated_counts_like_what_stands_beside() -> None:
    text, names = "London is named, and so are Canada and Britain.", ("London", "Canada", "Britain")
    assert meant(read_named(text, *names), "London") == "GB-ENG"
    assert meant(read_named(text, *names, located=(("London", "Canada"),)), "London") == "CA-08"


@pytest.mark.parametrize(
    ("text", "others", "identifier"),
    [
        ("Workers in Savannah, Georgia. The US paid.", ["Savannah", "US"], "ISO 3166-2:US-GA"),
        ("Georgia borders Armenia. Russia objects.", ["Armenia", "Russia"], "urn:iso:std:iso:3166:-1:GE"),
    ],
)
def test_a_state_that_is_called_like_a_country(text: str, others: list[str], identifier: str) -> None:
    reading = read_named(text, "Georgia", *others)
    known = look_up([reading], AliasTable()).known[Local("a", "georgia-gpe")]
    assert identifier in known.same_as
    assert len({iri for iri in known.same_as if "3166" in iri}) == 1


def test_what_is_left_open_is_told() -> None:
    reading = read_named("Two men were held in Springfield.", "Springfield")
    (one,) = look_up([reading], AliasTable()).undecided
    assert (one.article, one.name) == ("a", "Springfield")
    assert {"Springfield (US-MO)", "Springfield (US-MA)"} <= set(one.options)


def test_identifiers_of_places() -> None:
    reading = read_named("Japan invited Texas to Seville in Spain.", "Japan", "Texas", "Seville", "Spain")
    known = {local.entity: one.same_as for local, one in look_up([reading], AliasTable()).known.items()}
    assert known["japan-gpe"] == (
        "urn:iso:std:iso:3166:-1:JP",
        "http://publications.europa.eu/resource/authority/country/JPN",
        "https://sws.geonames.org/1861060/",
    )
    assert known["texas-gpe"] == ("ISO 3166-2:US-TX", "https://sws.geonames.org/4736286/")
    assert known["seville-gpe"] == ("https://sws.geonames.org/2510911/",)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_codes_stay() -> None:
    reading = read_named("Japan met Texas and New York in Seville.", "Japan", "Texas", "New York", "Seville")
    known = {local.entity: one.same_as for local, one in look_up([reading], AliasTable()).known.items()}
    assert known == {
        "japan-gpe": (
            "urn:iso:std:iso:3166:-1:JP",
            "http://publications.europa.eu/resource/authority/country/JPN",
        ),
        "texas-gpe": ("ISO 3166-2:US-TX",),
    }


def test_only_places_are_cities() -> None:
    for type in (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK):
        assert not look_up([read_named("Paris sang.", "Paris", type=type)], AliasTable()).known
    assert [
        is_proper(name) for name in ("West Bengal", "Japanese capital", "UN", "city", "Isle of Man", "")
    ] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_currencies_and_languages_are_concepts() -> None:
    reading = read_named("The yen fell. Japanese is hard.", "yen", "Japanese", type=EntityType.CONCEPT)
    known = {local.entity: one.same_as for local, one in look_up([reading], AliasTable()).known.items()}
    assert known["yen-concept"] == ("http://publications.europa.eu/resource/authority/currency/JPY",)
    assert known["japanese-concept"] == ("http://id.loc.gov/vocabulary/iso639-1/ja",)
