"""Print the open relations of numbered sentences, or how well they agree with gold facts (BenchIE's format).

    python benchmarks/benchie.py SENTENCES.tsv            id, subject, relation, object, one triple a line
    python benchmarks/benchie.py SENTENCES.tsv GOLD.txt   precision, recall and F1

SENTENCES.tsv holds an id and a sentence a line. In GOLD.txt a line ``sent_id:ID`` starts a sentence, a line
``N--> Cluster`` a fact, and each line ``subject --> relation --> object`` is one wording of it; words in [..] may be
left out. A triple is right when it equals a wording of a fact. Precision is facts found / (facts found + wrong triples),
recall facts found / facts. The data: https://github.com/gkiril/benchie
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import kg.language
from kg.extraction import open_relations

Wording = tuple[re.Pattern[str], ...]
Extracted = tuple[str, float, tuple[str, str, str]]


def main() -> None:
    """Print triples, or the scores of all of them and of the half with the higher confidence."""
    rows = [line.split("\t", 1) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    triples = list(extract(rows))
    if len(sys.argv) < 3:
        for id, _, words in triples:
            print("\t".join((id, *words)))
        return
    gold = read_gold(Path(sys.argv[2]).read_text(encoding="utf-8"))
    best = sorted(triples, key=lambda t: -t[1])[: len(triples) // 2]
    for name, some in (("all triples", triples), ("more confident half", best)):
        precision, recall = score(gold, some)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{name:20} {len(some):5}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def extract(rows: Iterable[list[str]]) -> Iterator[Extracted]:
    """Yield id, confidence and words of the triples of sentences."""
    nlp = kg.language.load()
    for doc, id in nlp.pipe(((sentence, id) for id, sentence in rows), as_tuples=True):
        for confidence, subject, relation, object, _ in open_relations(doc):
            yield id, confidence, (subject, relation, object)


def read_gold(text: str) -> dict[str, list[list[Wording]]]:
    """Return the facts of each sentence, each a list of wordings."""
    gold: dict[str, list[list[Wording]]] = {}
    facts: list[list[Wording]] = []
    for line in text.splitlines():
        if line.startswith("sent_id:"):
            facts = gold.setdefault(line.split("\t", 1)[0].removeprefix("sent_id:").strip(), [])
        elif re.match(r"\d+-->\s*Cluster", line):
            facts.append([])
        elif "-->" in line:
            facts[-1].append(tuple(_pattern(slot.strip()) for slot in line.split("-->")))
    return gold


def _pattern(slot: str) -> re.Pattern[str]:
    parts = []
    for part in re.split(r"(\[[^\]]*\])", slot):
        words = "".join(rf"{re.escape(word)}\s" for word in part.strip("[]").split())
        parts.append(f"(?:{words})?" if part.startswith("[") and words else words)
    return re.compile("".join(parts))


def score(gold: dict[str, list[list[Wording]]], triples: Iterable[Extracted]) -> tuple[float, float]:
    """Return precision and recall."""
    found, wrong = set(), 0
    for id, _, words in triples:
        slots = [" ".join(word.split()) + " " for word in words]
        for number, wordings in enumerate(gold.get(id, [])):
            if any(all(p.fullmatch(s) for p, s in zip(w, slots, strict=True)) for w in wordings):
                found.add((id, number))
                break
        else:
            wrong += 1
    facts = sum(map(len, gold.values()))
    return len(found) / max(1, len(found) + wrong), len(found) / max(1, facts)


if __name__ == "__main__":
    main()
