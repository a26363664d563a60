"""Coreference on public data: python benchmarks/coreference.py ONTOGUM_FILE.conll... [--gap GAP_FILE.tsv...].

OntoGUM (https://github.com/yilunzhu/ontogum) is scored with the CoNLL-2012 average of MUC, B-cubed and CEAF-phi4 (Pradhan
et al. 2014) over its gold words; the edges of a mention must be exact. GAP (Webster et al. 2018) asks which of two
names a pronoun means: a name counts as meant where the pronoun's cluster has a mention that is the name, that has it
for its head, or that the name stands in apposition to.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import rustworkx
from spacy.language import Language
from spacy.tokens import Doc, Span

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import kg.language
from training.coreference_data import read_conll

Cluster = frozenset[tuple[int, int]]
_EXACT = 1_000_000
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})


def main() -> None:
    """Print a table for each of the two."""
    parser = argparse.ArgumentParser(description="coreference on OntoGUM and GAP")
    parser.add_argument("conll", nargs="*", type=Path)
    parser.add_argument("--gap", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    nlp = kg.language.load(quantities=False)
    if options.conll:
        print_conll(nlp, options.conll)
    for path in options.gap:
        print_gap(nlp, path)


def print_conll(nlp: Language, paths: Iterable[Path]) -> None:
    """Print precision, recall and F1 of the three measures, and their mean."""
    counts: Counter[str] = Counter()
    for path in paths:
        text = read_conll(path)
        got = clusters(nlp(Doc(nlp.vocab, words=text.words)))
        counts.update(scores(got, list(map(frozenset, text.clusters))))
    found = []
    for name in ("muc", "b3", "ceaf"):
        p, r = (counts[f"{name} {s}"] / max(1, counts[f"{name} {s} of"]) for s in ("p", "r"))
        found.append(2 * p * r / (p + r) if p + r else 0.0)
        print(f"{name:5} P {p:.3f} R {r:.3f} F1 {found[-1]:.3f}")
    print(f"CoNLL average {100 * sum(found) / 3:.1f}")


def clusters(doc: Doc) -> list[Cluster]:
    """Return the clusters that the pipeline found, as token spans."""
    return [frozenset((s.start, s.end) for s in spans) for spans in clustered(doc)]


def clustered(doc: Doc) -> list[list[Span]]:
    """Return the spans of each cluster."""
    return [list(spans) for key, spans in doc.spans.items() if key.startswith("coref_clusters_")]


def scores(got: Sequence[Cluster], gold: Sequence[Cluster]) -> dict[str, float]:
    """Return what is right and of how much, for the precision and recall of each measure."""
    found: dict[str, float] = {}
    for side, (a, b) in {"p": (got, gold), "r": (gold, got)}.items():
        owner = {mention: n for n, cluster in enumerate(b) for mention in cluster}
        found[f"muc {side}"] = sum(len(c) - _parts(c, owner) for c in a)
        found[f"muc {side} of"] = sum(len(c) - 1 for c in a)
        found[f"b3 {side}"] = sum(len(c & b[owner[m]]) / len(c) for c in a for m in c if m in owner)
        found[f"b3 {side} of"] = sum(map(len, a))
        found[f"ceaf {side}"] = aligned(a, b)
        found[f"ceaf {side} of"] = len(a)
    return found


def _parts(cluster: Cluster, owner: dict[tuple[int, int], int]) -> int:
    """Return into how many parts the other side cuts a cluster; a mention that it lacks is a part."""
    return len({owner[m] for m in cluster if m in owner}) + sum(m not in owner for m in cluster)


def aligned(a: Sequence[Cluster], b: Sequence[Cluster]) -> float:
    """Return the likeness of two clusterings under the best one-to-one alignment."""
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph()
    graph.add_nodes_from(range(len(a) + len(b)))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x & y:
                graph.add_edge(i, len(a) + j, round(2 * len(x & y) / (len(x) + len(y)) * _EXACT))
    pairs = rustworkx.max_weight_matching(graph, weight_fn=int)
    return sum(graph.get_edge_data(i, j) for i, j in pairs) / _EXACT


def print_gap(nlp: Language, path: Path) -> None:
    """Print precision, recall and F1 of the names that pronouns mean, for all and by the gender of the pronoun."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts: defaultdict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for row, doc in zip(rows, nlp.pipe(row["Text"] for row in rows), strict=True):
        start = int(row["Pronoun-offset"])
        mentions = next(
            (c for c in clustered(doc) if any(len(s) == 1 and s.start_char == start for s in c)), []
        )
        gender = "masculine" if row["Pronoun"].lower() in {"he", "him", "his"} else "feminine"
        for name in ("A", "B"):
            begin = int(row[f"{name}-offset"])
            stretch = range(begin, begin + len(row[name]))
            meant = any(_names(s, stretch) for s in mentions)
            for group in ("all", gender):
                counts[group][meant, row[f"{name}-coref"].upper() == "TRUE"] += 1
    for group, n in sorted(counts.items()):
        right, wrong, missed = n[True, True], n[True, False], n[False, True]
        p, r = right / max(1, right + wrong), right / max(1, right + missed)
        print(f"{group:10} P {p:.3f} R {r:.3f} F1 {2 * right / max(1, 2 * right + wrong + missed):.3f}")


def _names(mention: Span, stretch: range) -> bool:
    """Return whether a mention is what the name in a stretch of characters names."""
    head = mention.root
    beside = (c for c in head.children if c.dep_ in _BESIDE and c.ent_type_ == "PERSON")
    return any(token.idx in stretch for token in (head, *beside))


if __name__ == "__main__":
    main()
