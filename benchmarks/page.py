"""How soon the page can be read, how smoothly it moves, how large it is: the examples and made-up graphs of any size.

python benchmarks/page.py [--nodes 5000 20000] [--rounds 3] [--chromium PATH --driver PATH]

Each page is opened in a fresh headless Chromium. ``read`` is when the first view is drawn, in seconds after the start of the
navigation, the best of the rounds; ``bare`` is the same for a page with the drawing library alone, which tells how fast the
machine is. ``frames`` are those that are drawn in a second while the first view moves, ``all`` is how long it takes until all
entities are drawn, ``map`` the frames a second while those move.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kg
from kg.model import Article, Entity, EntityType, Evidence, Span, Statement, Status, statement_id
from kg.view import render_html
from kg.view.page import _library

ROOT = Path(__file__).resolve().parents[1]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --disable-dev-shm-usage --window-size=1440,900"
)
MOVING = """
const done = arguments[arguments.length - 1];
let drawn = 0, step = 0;
const count = () => { drawn += 1; };
kgView.network.on("afterDrawing", count);
const at = kgView.network.getViewPosition(), start = performance.now();
const move = () => {
  step += 1;
  kgView.network.moveTo({ position: { x: at.x + 60 * Math.sin(step / 8), y: at.y + 60 * Math.cos(step / 8) } });
  if (performance.now() - start < 2500) requestAnimationFrame(move);
  else { kgView.network.off("afterDrawing", count); done(drawn / ((performance.now() - start) / 1000)); }
};
requestAnimationFrame(move);
"""
ALL = """
const done = arguments[0], start = performance.now();
kgView.network.once("afterDrawing", () => requestAnimationFrame(() => done((performance.now() - start) / 1000)));
kgView.change({ all: true });
"""
_SENTENCE = "Someone met somebody else in the capital on a cold day in the early spring of that year."


def made_up(size: int) -> tuple[list[Entity], list[Statement], dict[str, Article]]:
    """Return a graph of ``size`` entities in which a few have many relations, told by an article for every forty."""
    rng = random.Random(1)
    kinds = list(EntityType)
    entities = [Entity(id=f"e{i}", name=f"Entity number {i}", type=rng.choice(kinds)) for i in range(size)]
    articles: dict[str, Article] = {}
    statements = []
    for i in range(1, size):
        number, place = divmod(i, 40)
        text = " ".join([_SENTENCE] * 40)
        name = f"a{number}"
        articles.setdefault(
            name,
            Article(id=name, text=text, title=f"Article {number}", published=f"2023-{number % 12 + 1:02}"),
        )
        ends = (f"e{i}", f"e{int(i * rng.random() ** 2)}")
        start = place * (len(_SENTENCE) + 1)
        piece = Evidence(
            article=name, span=Span(start, start + len(_SENTENCE)), quote=_SENTENCE, subject=ends[0], predicate="meets",
            object=ends[1], subject_span=Span(start, start + 7), object_span=Span(start + 12, start + 25),
            status=rng.choice(list(Status)),
        )  # fmt: skip
        statements.append(
            Statement(
                id=statement_id(ends[0], "meets", ends[1]), subject=ends[0], predicate="meets", object=ends[1],
                status=piece.status, evidence=(piece,),
            )
        )  # fmt: skip
    return entities, statements, articles


@contextmanager
def browser(chromium: str, driver: str) -> Iterator[Any]:
    """Yield a Chromium of its own."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS.split(), f"--user-data-dir={profile}"):
            options.add_argument(flag)
        opened = webdriver.Chrome(options=options, service=Service(driver))
        opened.set_script_timeout(120)
        try:
            yield opened
        finally:
            opened.quit()


def measure(page: Path, args: argparse.Namespace) -> dict[str, float]:
    """Return what a page takes, the best of the rounds."""
    best: dict[str, float] = {}
    for _ in range(args.rounds):
        with browser(args.chromium, args.driver) as opened:
            opened.get("about:blank")
            opened.get(page.as_uri())
            read = "return (performance.getEntriesByName('drawn')[0] || performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"
            while (found := opened.execute_script(read)) is None:
                time.sleep(0.05)
            now = {"read": found / 1000}
            if opened.execute_script("return Boolean(window.kgView)"):
                now["frames"] = opened.execute_async_script(MOVING)
                now["all"] = opened.execute_async_script(ALL)
                time.sleep(0.5)
                now["map"] = opened.execute_async_script(MOVING)
        for key, value in now.items():
            better = max if key in ("frames", "map") else min
            best[key] = better(best.get(key, value), value)
    return best


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--nodes", type=int, nargs="*", default=[5000, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--driver", default="/usr/bin/chromedriver")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.html"
        bare = "<!doctype html><title>bare</title><p>bare</p><script>" + _library() + "</script>"
        target.write_text(bare, encoding="utf-8")
        print(f"{'':10}  read  frames/s   all  map frames/s   kB  of limit  built in")
        print(f"{'bare':10} {measure(target, args)['read']:5.2f}")
        with kg.build([ROOT / "examples" / "articles"]) as graph:
            start = time.perf_counter()
            text, count = graph.page(), len(graph.statements())
            report("examples", target, text, count, time.perf_counter() - start, args)
        for size in args.nodes:
            entities, statements, articles = made_up(size)
            start = time.perf_counter()
            text = render_html(entities, statements, articles)
            report(f"{size:,}", target, text, len(statements), time.perf_counter() - start, args)


def report(
    name: str, target: Path, text: str, statements: int, seconds: float, args: argparse.Namespace
) -> None:
    """Write a page, measure it and print the line."""
    target.write_text(text, encoding="utf-8")
    size = target.stat().st_size
    share = size / (1_500_000 + 1024 * statements)
    m = measure(target, args)
    print(
        f"{name:10} {m['read']:5.2f} {m['frames']:9.0f} {m['all']:5.2f} {m['map']:13.0f} {size / 1000:6,.0f} {share:8.0%} {seconds:8.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
