"""Identifiers of countries, currencies and languages: ISO codes, by the names that the Unicode CLDR gives.

Where an authority publishes IRIs for a list of codes, those are used: the Publications Office of the European Union for countries
(ISO 3166-1) and currencies (ISO 4217), the Library of Congress for languages (ISO 639-1). Other codes are kept as
text, ``ISO 3166-2:US-GA``.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from kg.names import normal_name

_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_CURRENCY = "http://publications.europa.eu/resource/authority/currency/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
#: The identifier that reading an article gives a country; the code follows.
ISO_COUNTRY = "urn:iso:std:iso:3166:-1:"
_ALPHA2 = re.compile(r"[A-Z]{2}")
#: User-assigned and reserved codes, which stand for no country in the list.
_NO_COUNTRY = re.compile(r"AA|EU|EZ|UN|Q[M-Z]|X[A-Z]|ZZ")


def country_of(identifiers: tuple[str, ...]) -> str:
    """Return the ISO 3166-1 alpha-2 code among these identifiers, "" if there is none."""
    for identifier in identifiers:
        if identifier.startswith(ISO_COUNTRY):
            return identifier.removeprefix(ISO_COUNTRY)
    return ""


def country_identifiers(code: str) -> tuple[str, ...]:
    """Return the identifiers of a country by its ISO 3166-1 alpha-2 code; none for what is no such code."""
    alpha3 = _alpha3().get(code)
    return (ISO_COUNTRY + code, _COUNTRY + alpha3) if alpha3 else ()


def subdivision_identifier(country: str, code: str) -> str:
    """Return the ISO 3166-2 code of a state, province or region, as text: there are no established IRIs."""
    return f"ISO 3166-2:{country}-{code}"


def country_code(name: str) -> str:
    """Return the code of the country or territory that CLDR calls so in English, "" if there is none."""
    return _territories().get(_plain(name), "")


def currency_identifiers(name: str) -> tuple[str, ...]:
    """Return the identifiers of a currency that only one current currency's name can mean ("yen", not "dollar")."""
    code = _currencies().get(_plain(name))
    return (_CURRENCY + code,) if code else ()


def language_identifiers(name: str) -> tuple[str, ...]:
    """Return the identifiers of a language by its English name in CLDR."""
    code = _languages().get(_plain(name.removesuffix(" language")))
    if not code:
        return ()
    return (_LANGUAGE + code,) if len(code) == 2 else (f"ISO 639-3:{code}",)


def _plain(name: str) -> str:
    return normal_name(name).removeprefix("the ").replace(".", "").replace("&", "and")


@functools.cache
def _alpha3() -> Mapping[str, str]:
    """Return the alpha-3 codes by alpha-2 code."""
    from babel.core import get_global

    codes = {
        new[0]: old
        for old, new in sorted(get_global("territory_aliases").items())
        if len(old) == 3 and old.isalpha() and len(new) == 1 and _ALPHA2.fullmatch(new[0])
    }
    # Codes that were withdrawn are aliases, too, some of them of the same country.
    living = {
        "DE": "DEU",
        "FR": "FRA",
        "YE": "YEM",
        "MM": "MMR",
        "TL": "TLS",
        "CD": "COD",
        "ZW": "ZWE",
        "VU": "VUT",
    }
    living |= {"BF": "BFA", "BJ": "BEN", "PA": "PAN", "BY": "BLR", "RO": "ROU"}
    return {code: alpha3 for code, alpha3 in {**codes, **living}.items() if not _NO_COUNTRY.fullmatch(code)}


@functools.cache
def _territories() -> Mapping[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for code, name in sorted(Locale("en").territories.items()):
        if code in _alpha3():
            found.setdefault(_plain(str(name)), code)
    return found


@functools.cache
def _currencies() -> Mapping[str, str]:
    """Return the codes of current currencies by name, and by the name's last word where only one has it."""
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import get_currency_name

    tenders = get_global("territory_currencies").values()
    current = {code for rows in tenders for code, _, until, tender in rows if until is None and tender}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for code in sorted(current & set(map(str, Locale("en").currencies))):
        forms = {str(Locale("en").currencies[code]), *(str(get_currency_name(code, n, "en")) for n in (1, 2))}
        for form in forms:
            names[_plain(form)].add(code)
            names[_plain(form).split()[-1]].add(code)
    names["renminbi"].add("CNY")
    return {name: min(codes) for name, codes in names.items() if len(codes) == 1}


@functools.cache
def _languages() -> Mapping[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for code, name in sorted(Locale("en").languages.items(), key=lambda item: (len(item[0]), item[0])):
        if code.isalpha() and code.isascii() and len(code) <= 3 and code not in {"mul", "mis", "und", "zxx"}:
            found.setdefault(_plain(str(name)), code)
    return found
