"""Write the table of known lemmas: `python -m training.lemma_table --corpora FOLDER --out FOLDER`."""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.export import replace
from training.treebanks import conllu_documents

_CLOSED = frozenset({"PROPN", "X", "SYM", "PUNCT", "NUM"})
_AGREED = 0.7
_NUMBERS = {"bn": "billion", "mn": "million", "m": "million", "tn": "trillion", "k": "thousand"}
Counts = dict[tuple[str, str], Counter[str]]


def _pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    for document in conllu_documents(path):
        for s in document:
            yield from zip(s.words, s.upos or [], s.lemmas or [], strict=True)


def lemma_table(corpora: Path) -> dict[str, dict[str, str]]:
    """The lemma of each lower-case form, by tag, where the treebanks agree on one; EWT counts twice."""
    counts: Counts = defaultdict(Counter)
    files = [
        (corpora / "ud_ewt/train.conllu", 2),
        *((p, 1) for p in sorted((corpora / "gum/train").glob("*.conllu"))),
    ]
    for path, weight in files:
        for form, upos, lemma in _pairs(path):
            if upos not in _CLOSED:
                counts[form.lower(), upos][lemma] += weight
    for line in (Path(__file__).parent / "data/irregular.txt").read_text(encoding="utf-8").splitlines():
        lemma, *forms = line.split()
        for form in {lemma, *forms}:
            if (form, "VERB") not in counts:
                counts[form, "VERB"][lemma] += 1
    table: dict[str, dict[str, str]] = {}
    for (form, upos), found in sorted(counts.items()):
        lemma, n = found.most_common(1)[0]
        if n >= _AGREED * found.total():
            table.setdefault(upos, {})[form] = lemma
    table["NUM"] = dict(_NUMBERS)
    return table


def main() -> None:
    """Write `lemmas.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    text = json.dumps(lemma_table(args.corpora), ensure_ascii=False, separators=(",", ":"))
    replace(args.out / "lemmas.json", text.encode())


if __name__ == "__main__":
    main()
