"""How time and memory of resolution across articles grow: `python benchmarks/resolution.py [--sizes 10000 100000]`.

Readings are made without the language model: articles of about 20 entities each, drawn from a world of people and bodies so
that few are in very many articles and most in one or two (Zipf), with surnames that many bear, short names, initials,
acronyms and namesakes, and with employers, places and countries that some of the articles tell. A size is the number of
entities of all articles together. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kg.model import Article, Entity, EntityType, Evidence, Mention, Reading, Span  # noqa: E402
from kg.names import entity_id  # noqa: E402
from kg.resolution.across import resolve_across  # noqa: E402

_PER_ARTICLE = 20
_SYLLABLES = "ba ke lo mi nu ra se to vi wa zo cha dri fen gol hul jas kor lan mer nos pel qua rin sto tam ur vel".split()
_TRADES = "Shipping Energy Motors Foods Bank Systems Airways Pharma Steel Media".split()
_FORMS = ("Inc.", "Ltd.", "AG", "SA", "PLC")
_COUNTRIES = tuple(f"Country {n}" for n in range(60))


class World:
    """People and bodies, the best known first."""

    def __init__(self, size: int) -> None:
        self.random = random.Random(size)
        given = [self.word(2) for _ in range(400)]
        surnames = [self.word(3) for _ in range(max(50, size // 20))]
        count = size // 4
        self.bodies = [
            (f"{self.word(3)} {self.random.choice(_TRADES)}", self.random.choice(_COUNTRIES))
            for _ in range(count // 2)
        ]
        self.people = [
            (self.zipf(given), self.zipf(surnames), self.random.randrange(len(self.bodies)))
            for _ in range(count // 2)
        ]

    def word(self, syllables: int) -> str:
        """Return an invented word."""
        return "".join(self.random.choice(_SYLLABLES) for _ in range(syllables)).capitalize()

    def zipf(self, items: list) -> object:
        """Return one of the items, the n-th about n times as seldom as the first."""
        return items[int(len(items) ** self.random.random()) - 1]

    def reading(self, number: int) -> Reading:
        """Return what one article says."""
        r = self.random
        id = f"a{number:06}"
        entities: dict[str, Entity] = {}
        evidence = []

        def add(name: str, type: EntityType, same_as: tuple[str, ...] = ()) -> str:
            made = entity_id(name, type)
            entities.setdefault(made, Entity(id=made, name=name, type=type, aliases=(name,), same_as=same_as))
            return made

        def say(subject: str, predicate: str, object: str) -> None:
            if subject != object:
                evidence.append(
                    Evidence(
                        article=id,
                        span=Span(0, 4),
                        quote="Text",
                        subject=subject,
                        predicate=predicate,
                        object=object,
                        subject_span=Span(0, 1),
                        object_span=Span(2, 3),
                        rule="verb:x",
                        confidence=0.8,
                    )
                )

        while len(entities) < _PER_ARTICLE:
            given, surname, at = self.zipf(self.people)  # type: ignore[misc]
            body, country = self.bodies[at]
            written = body if r.random() < 0.7 else r.choice((f"{body} {r.choice(_FORMS)}", body.split()[0]))
            person = (
                f"{given} {surname}" if r.random() < 0.8 else r.choice((surname, f"{given[0]}. {surname}"))
            )
            org, who = add(written, EntityType.ORGANIZATION), add(person, EntityType.PERSON)
            if r.random() < 0.5:
                say(who, "holdsPosition", org)
            if r.random() < 0.5:
                say(
                    org,
                    "citizenOf",
                    add(country, EntityType.GPE, (f"urn:iso:std:iso:3166:-1:{country[-2:]}",)),
                )
        mentions = tuple(Mention(article=id, span=Span(0, 4), entity=entity) for entity in entities)
        article = Article(id=id, text="Text", published=f"20{number % 20:02}-{1 + number % 12:02}")
        return Reading(
            article=article, entities=tuple(entities.values()), mentions=mentions, evidence=tuple(evidence)
        )


def measure(size: int) -> dict[str, float]:
    """Return what resolving that many entities takes."""
    world = World(size)
    readings = [world.reading(number) for number in range(size // _PER_ARTICLE)]
    count = sum(len(reading.entities) for reading in readings)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = resolve_across(readings)
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ids = {found.entity(r.article.id, e.id) for r in readings for e in r.entities}
    return {
        "entities": count,
        "articles": len(readings),
        "left": len(ids),
        "merges": sum(len(m.joins) for m in found.merges),
        "near": len(found.near),
        "seconds": seconds,
        "megabytes": (after - before) / 1024,
        "peak": after / 1024,
    }


def main() -> None:
    """Print a row for each size, and how the time grows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    print(
        f"{'entities':>9}{'articles':>9}{'left':>8}{'merges':>8}{'near':>7}{'CPU s':>8}{'us each':>9}{'MB more':>9}{'MB all':>8}"
    )
    rows = []
    for size in options.sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True
        )
        row = json.loads(done.stdout)
        rows.append(row)
        print(
            f"{row['entities']:>9,}{row['articles']:>9,}{row['left']:>8,}{row['merges']:>8,}{row['near']:>7,}"
            f"{row['seconds']:>8.2f}{1e6 * row['seconds'] / row['entities']:>9.0f}{row['megabytes']:>9.0f}{row['peak']:>8.0f}"
        )
    first, last = rows[0], rows[-1]
    if last is not first:
        grown = math.log(last["seconds"] / first["seconds"]) / math.log(last["entities"] / first["entities"])
        print(f"exponent of time {grown:.2f}")


if __name__ == "__main__":
    main()
