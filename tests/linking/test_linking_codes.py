"""ISO codes of countries, currencies and languages by name; the table of subdivisions is sound."""

from __future__ import annotations

import pytest

from kg.countries import countries
from kg.linking.cities import find_cities
from kg.linking.codes import (
    country_code,
    country_identifiers,
    country_of,
    currency_identifiers,
    language_identifiers,
)
from kg.linking.subdivisions import subdivision_after_comma, subdivisions, subdivisions_named

EU = "http://publications.europa.eu/resource/authority/"


@pytest.mark.parametrize(
    ("code", "identifier"),
    [("JP", "JPN"), ("GB", "GBR"), ("DE", "DEU"), ("ZW", "ZWE"), ("CD", "COD"), ("QA", "QAT"), ("TL", "TLS")],
)
def test_countries(code: str, identifier: str) -> None:
    assert country_identifiers(code) == (f"urn:iso:std:iso:3166:-1:{code}", f"{EU}country/{identifier}")
    assert country_of(country_identifiers(code)) == code


def test_every_country_of_the_news_has_an_iso_code() -> None:
    without = {country.code for country in countries() if not country_identifiers(country.code)}
    assert without == {"EU", "XK"}


def test_what_is_no_country_has_no_code() -> None:
    assert country_code("Gibraltar") == "GI"
    assert not any(map(country_code, ("European Union", "United Nations", "Europe", "Atlantis", "")))
    assert country_of(("https://www.wikidata.org/entity/Q1",)) == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("yen", "JPY"),
        ("the euro", "EUR"),
        ("Swiss francs", "CHF"),
        ("renminbi", "CNY"),
        ("US dollar", "USD"),
        ("dollar", ""),
        ("pound", ""),
        ("krona", ""),
        ("Deutschmark", ""),
        ("bitcoin", ""),
    ],
)
def test_currencies(name: str, code: str) -> None:
    """A name that several current currencies share tells none of them."""
    assert currency_identifiers(name) == ((f"{EU}currency/{code}",) if code else ())


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Japanese", "http://id.loc.gov/vocabulary/iso639-1/ja"),
        ("English language", "http://id.loc.gov/vocabulary/iso639-1/en"),
        ("Cantonese", "ISO 639-3:yue"),
        ("Klingonese", ""),
    ],
)
def test_languages(name: str, identifier: str) -> None:
    assert language_identifiers(name) == ((identifier,) if identifier else ())


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Texas", {"US-TX"}),
        ("the state of Georgia", {"US-GA"}),
        ("Punjab", {"IN-PB"}),
        ("Kumamoto prefecture", {"JP-43"}),
        ("Northern Territory", {"AU-NT"}),
        ("Narnia", set()),
        ("Ill.", set()),
    ],
)
def test_subdivisions(name: str, codes: set[str]) -> None:
    assert {f"{one.country}-{one.code}" for one in subdivisions_named(name)} == codes


def test_datelines_shorten_states() -> None:
    for short in ("Ill.", "IL", "Illinois"):
        (one,) = subdivision_after_comma(short)
        assert (one.country, one.code) == ("US", "IL")
    assert not subdivision_after_comma("In")


def test_codes_of_subdivisions_are_those_of_their_cities() -> None:
    """GeoNames' own code of a subdivision is that of the city which is named like it, or which it is known for."""
    known = {"Toronto": ("CA", "ON"), "Munich": ("DE", "BY"), "Sydney": ("AU", "NSW"), "Mumbai": ("IN", "MH")}
    known |= {"Sapporo": ("JP", "01"), "Chengdu": ("CN", "SC"), "Lyon": ("FR", "ARA"), "Bilbao": ("ES", "PV")}
    known |= {
        "Milan": ("IT", "25"),
        "Recife": ("BR", "PE"),
        "Monterrey": ("MX", "NLE"),
        "Eindhoven": ("NL", "NB"),
    }
    cities = find_cities(known)
    for name, (country, code) in known.items():
        (one,) = (s for s in subdivisions() if (s.country, s.code) == (country, code))
        assert (cities[name][0].country, cities[name][0].region) == (country, one.geonames), name
    keys = [(one.country, one.geonames) for one in subdivisions()]
    assert len(keys) == len(set(keys))
