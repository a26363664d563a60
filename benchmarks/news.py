"""How much of annotated news is found: `python benchmarks/news.py [FILE...]`, by default the held-out ones of our own.

The files are those of `training/data/news`. A relation is right where its predicate is and both mentions overlap those
that were annotated, in either order where it is symmetric; each annotated one counts once.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kg.extraction import find_claims  # noqa: E402
from kg.language import load  # noqa: E402
from kg.model import Article, Span  # noqa: E402
from kg.ontology import load_ontology  # noqa: E402
from kg.resolution import resolve  # noqa: E402
from training.news_data import News, read_news  # noqa: E402

HELD_OUT = sorted((ROOT / "training" / "data" / "news").glob("*-6.txt"))


def main() -> None:
    """Print a line a relation, the most frequent first, and one for all."""
    files = [Path(name) for name in sys.argv[1:]] or HELD_OUT
    nlp, ontology = load(), load_ontology()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for news in (article for file in files for article in read_news(file)):
        article = Article(id=news.id, text=news.text, title="", published=news.published)
        doc = nlp(news.text)
        hit: set[int] = set()
        for evidence in resolve(article, doc, find_claims(doc, article, ontology), ontology).evidence:
            if evidence.predicate and evidence.object:
                symmetric = ontology.relations[evidence.predicate].symmetric
                ends = evidence.subject_span, evidence.object_span
                right = matching(news, evidence.predicate, ends, symmetric)
                counts[evidence.predicate].update(wrong=not right, right=bool(right - hit))
                hit |= right
        for _, relation, _ in news.facts:
            counts[relation]["gold"] += 1
    print(f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}")
    for relation, count in sorted(counts.items(), key=lambda item: -item[1]["gold"]):
        print(row(relation, count))
    print(row("all", sum(counts.values(), Counter())))


def matching(news: News, relation: str, ends: tuple[Span, Span], symmetric: bool) -> set[int]:
    """The facts of an article that a statement is right about."""
    orders = [ends, ends[::-1]] if symmetric else [ends]
    return {
        n
        for n, (subject, name, object) in enumerate(news.facts)
        if name == relation and any(_overlap(a, subject) and _overlap(b, object) for a, b in orders)
    }


def _overlap(span: Span, place: tuple[int, int]) -> bool:
    return span.start < place[1] and place[0] < span.end


def row(name: str, count: Counter[str]) -> str:
    """One line of the table."""
    precision = count["right"] / max(1, count["right"] + count["wrong"])
    recall = count["right"] / max(1, count["gold"])
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{name:16}{precision:7.3f}{recall:7.3f}{f1:7.3f}{count['gold']:7}"


if __name__ == "__main__":
    main()
