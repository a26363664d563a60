"""Whether people and companies of many names are found to be one, and namesakes kept apart, in 200 invented articles.

`python benchmarks/namesakes.py [--seeds 5] [--flavour wire|profile] [--errors]` writes articles from `namesakes.toml` by a seeded
generator, builds their graph as `kg build` does, and compares which entities of which articles it makes one.

Each world has 60 people and companies whose names vary from article to article (full, with and without legal form,
accents, title, initials; surname alone; acronym), and 15 pairs of namesakes that differ in employer, country and role. An item is
a person or company in an article; two items of one entity are a pair. Recall counts items that were not found.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.names import normal_name  # noqa: E402

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ARTICLES, COMPANIES, PEOPLE, PAIRS = 200, 30, 30, 15


@dataclass(eq=False)
class Thing:
    """A person or company of the world: its forms of name, the commonest first, and where it belongs."""

    key: str
    forms: list[str]
    nation: dict
    city: str
    role: str = ""
    kind: str = ""
    news: list[str] = field(default_factory=list)
    body: Thing | None = None
    head: Thing | None = None
    person: bool = False

    @property
    def surname(self) -> str:
        """Return the last word of the name."""
        return self.forms[0].split()[-1]


class World:
    """Companies and people made by one seed, and the articles about them."""

    def __init__(self, seed: int, flavour: str) -> None:
        self.random = random.Random(f"{seed} {flavour}")
        self.flavour = DATA["flavour"][flavour]
        stems = self.random.sample(DATA["companies"]["stems"], len(DATA["companies"]["stems"]))
        nations = DATA["nation"]
        self.companies = [self.company(stems.pop(), self.random.choice(nations)) for _ in range(COMPANIES)]
        taken: set[str] = set()
        self.people = [self.leader(company, taken) for company in self.companies[:PEOPLE]]
        self.namesakes: list[tuple[Thing, Thing]] = []
        for number in range(PAIRS):
            one, other = self.random.sample(nations, 2)
            if number % 3 == 2:
                self.namesakes.append(self.twin_companies(stems.pop(), one, other))
            else:
                self.namesakes.append(self.twin_people(one, other, taken))
        self.things = [*self.companies, *self.people, *(t for pair in self.namesakes for t in pair)]
        self.said: defaultdict[str, dict[str, str]] = defaultdict(dict)  # article -> form -> key

    def company(self, stem: str, nation: dict, key: str = "", trade: dict | None = None) -> Thing:
        """Return a company of a nation."""
        trade = trade or self.random.choice(DATA["trade"])
        form = self.random.choice(nation["forms"])
        long = f"{stem} {trade['word']}"
        return Thing(
            key=key or f"{long} ({nation['country']})",
            forms=[long, f"{long} {form}", stem if self.random.random() < 0.4 else long],
            nation=nation,
            city=self.random.choice(nation["cities"]),
            kind=self.random.choice(trade["kinds"]),
            news=trade["news"],
        )

    def leader(self, company: Thing, taken: set[str]) -> Thing:
        """Return a person with a name of the company's nation who leads it."""
        while True:
            given = self.random.choice(company.nation["given"])
            surname = self.random.choice(company.nation["surnames"])
            if surname not in taken:
                break
            surname = self.random.choice(company.nation["surnames"])
            if f"{given} {surname}" not in taken:
                break
        taken |= {surname, f"{given} {surname}"}
        role = self.random.choice(DATA["post"])["title"]
        return self.person(given, surname, company, role, company.news)

    def person(self, given: str, surname: str, body: Thing, role: str, news: list[str]) -> Thing:
        """Return a person who is the head of a body, under all forms of the name."""
        full = f"{given} {surname}"
        middle = self.random.choice("ABCDEFGHJKLMRST")
        made = Thing(
            key=f"{full} ({body.key})",
            forms=[full, unaccented(full), f"{given} {middle}. {surname}", f"{given[0]}. {surname}"],
            nation=body.nation,
            city=body.city,
            role=role,
            news=news,
            body=body,
            person=True,
        )
        body.head = made
        return made

    def twin_people(self, one: dict, other: dict, taken: set[str]) -> tuple[Thing, Thing]:
        """Return two people of one name, each of another nation and walk of life."""
        while True:
            given = self.random.choice(DATA["shared"]["given"])
            surname = self.random.choice(DATA["shared"]["surnames"])
            if f"{given} {surname}" not in taken and surname not in taken:
                break
        taken |= {f"{given} {surname}", surname}
        callings = self.random.sample(DATA["calling"], 2)
        first, second = (
            self.called(given, surname, nation, calling)
            for nation, calling in zip((one, other), callings, strict=True)
        )
        return first, second

    def called(self, given: str, surname: str, nation: dict, calling: dict) -> Thing:
        """Return a person with a calling, and where it is followed."""
        city = self.random.choice(nation["cities"])
        if not calling["bodies"]:
            body = self.company(
                f"{self.random.choice('BCDFGKLMNPRSTV')}{self.random.choice('aeiou')}rd{self.random.choice(['ano', 'ell', 'ix', 'ona'])}",
                nation,
            )
            return self.person(given, surname, body, calling["role"], body.news)
        name = self.random.choice(calling["bodies"]).format(city=city)
        body = Thing(key=f"body {name}", forms=[name], nation=nation, city=city, kind="institution")
        return self.person(given, surname, body, calling["role"], calling["news"])

    def twin_companies(self, stem: str, one: dict, other: dict) -> tuple[Thing, Thing]:
        """Return two companies of one name, each of another nation and trade."""
        trades = self.random.sample(DATA["trade"], 2)
        made = []
        for nation, trade in zip((one, other), trades, strict=True):
            thing = self.company(stem, nation, key=f"{stem} ({nation['country']})", trade=trade)
            thing.forms = [f"{stem} Group", stem, f"{stem} Group {nation['forms'][0]}"]
            self.leader(thing, set())
            made.append(thing)
        return made[0], made[1]

    def articles(self) -> list[Article]:
        """Return the articles; what is called what in them stands in ``said``."""
        queue: list[Thing] = []
        made = []
        for number in range(ARTICLES):
            if not queue:
                queue = self.random.sample(self.things, len(self.things))
            thing = queue.pop()
            id = f"a{number:03}"
            text = self.story(id, thing)
            day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
            made.append(Article(id=id, text=text, title="", published=day))
        return made

    def story(self, id: str, thing: Thing) -> str:
        """Return an article that is mainly about one thing."""
        r = self.random
        person = thing if thing.person else thing.head
        body = thing.body if thing.person else thing
        assert body is not None
        others = [c for c in self.companies if c is not body]
        other = r.choice(others)
        if person is None:
            person = r.choice([p for p in self.people if p is not thing])
        mode = (
            r.choices(["person", "short"], [3, 1])[0]
            if thing.person
            else r.choices(["company", "deal"], [2, 1])[0]
        )
        template = r.choice(self.flavour[mode])
        if not thing.person and thing.head is None and "{r}" in template:
            template = template.replace(", its {r},", "").replace("Its {r} is {p}.", "")
        first = r.choices(person.forms[:3], [6, 2, 1])[0]
        if mode == "short" and "{i}" in template:
            first = person.forms[3]
        elif mode == "short":
            first = person.surname
        written = r.choices(body.forms, [5, 2, 2][: len(body.forms)])[0]
        against = other.forms[0]
        news = r.choice(person.news or thing.news)
        text = template.format(
            p=first, i=first, s=person.surname if first != unaccented(person.forms[0]) else unaccented(person.surname),
            t=r.choice(["Mr", "Ms"]), r=person.role or "head", b=written, n=body.nation["adjective"], k=body.kind,
            c=body.city, land=body.nation["country"], e=news, q=r.choice(body.news or ["grew"]), o=against, l="",
        )  # fmt: skip
        self.said[id][written] = body.key
        if "{o}" in template:
            self.said[id][against] = other.key
        if any(slot in template for slot in ("{p}", "{i}", "{s}")):
            self.said[id][first] = person.key
        return text


def unaccented(name: str) -> str:
    """Return a name as a careless writer spells it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("ØøŁł", "OoLl"))


@dataclass
class Score:
    """Pairs right, made and wanted; pairs of namesakes that became one; items not found."""

    right: int = 0
    made: int = 0
    wanted: int = 0
    namesakes: int = 0
    lost: int = 0
    items: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, label: str) -> str:
        """Return the score as a line of the table."""
        p, r = self.right / max(1, self.made), self.right / max(1, self.wanted)
        f = 2 * p * r / max(1e-9, p + r)
        return f"{label:<14}{p:>8.3f}{r:>8.3f}{f:>8.3f}{self.namesakes:>11}{self.lost:>7} of {self.items}"


def score(world: World, errors: bool) -> Score:
    """Return how the graph of a world's articles compares with the world."""
    articles = world.articles()
    found: dict[tuple[str, str], str] = {}
    wanted = {thing.key for thing in world.things}
    with kg.build(articles) as graph:
        for reading in graph.data.readings:
            said = world.said[reading.article.id]
            for form, key in said.items():
                if key in wanted:
                    id = local_of(reading, form)
                    found[reading.article.id, key] = (
                        graph.data.resolution.entity(reading.article.id, id) if id else ""
                    )
        near = {frozenset((n.one, n.other)): n for n in graph.data.resolution.near}
    twins = {frozenset((a.key, b.key)) for a, b in world.namesakes}
    result = Score(lost=sum(not id for id in found.values()), items=len(found))
    merged: set[frozenset[str]] = set()
    for a, b in combinations(sorted(found), 2):
        same, one = a[1] == b[1], bool(found[a]) and found[a] == found[b]
        result.right += same and one
        result.made += one
        result.wanted += same
        if one and frozenset((a[1], b[1])) in twins:
            merged.add(frozenset((a[1], b[1])))
        if errors and same != one and found[a] and found[b]:
            why = near.get(frozenset((found[a], found[b])))
            told = "; ".join(r.text for r in why.reasons) if why else ""
            print("MERGED" if one else "APART", a, b, found[a], found[b], told)
    result.namesakes = len(merged)
    return result


def local_of(reading: object, form: str) -> str:
    """Return the local entity that an article calls so, the most mentioned of several."""
    wanted = normal_name(form)
    mentions = Counter(mention.entity for mention in reading.mentions)
    fitting = [
        entity
        for entity in reading.entities
        if entity.type.value in ("Person", "Organization")
        and wanted in {normal_name(name) for name in (entity.name, *entity.aliases)}
    ]
    return max(fitting, key=lambda e: (mentions[e.id], e.id)).id if fitting else ""


def main() -> None:
    """Print a row for each world and one for all of a flavour."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=3, help="worlds of each flavour")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--flavour", choices=sorted(DATA["flavour"]), help="only this one")
    parser.add_argument("--errors", action="store_true", help="a line for each wrong pair")
    parser.add_argument("--show", action="store_true", help="print the articles and stop")
    options = parser.parse_args()
    print(f"{'world':<14}{'P':>8}{'R':>8}{'F1':>8}{'namesakes':>11}   not found")
    for flavour in [options.flavour] if options.flavour else sorted(DATA["flavour"]):
        total = Score()
        for seed in range(options.first, options.first + options.seeds):
            world = World(seed, flavour)
            if options.show:
                print("\n".join(f"{a.id}: {a.text}" for a in world.articles()))
                continue
            one = score(world, options.errors)
            print(one.row(f"{flavour} {seed}"))
            total.add(one)
        print(total.row(f"{flavour}, all"))


if __name__ == "__main__":
    main()
