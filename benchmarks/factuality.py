"""How well statuses agree with people's judgement whether an event happened: python benchmarks/factuality.py FILE.jsonl...

A line of a file is {"text": words joined by spaces, "targets": [{"span1": [first, end], "label": -3 to 3}]}, the form in
which "It Happened" (Rudinger et al. 2018, UDS-IH2), MEANTIME and FactBank are passed around. Prints for each file
the mean absolute error and Pearson's r, those of calling everything a fact, and the mean label of each status.

``--scale happened`` (the default) is for labels that say whether the event has happened, so that what is yet to come
counts as not happened; ``--scale certain`` is for labels that say how certain the source is of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import correlation, fmean

from spacy.tokens import Doc

import kg.language
from kg.extraction.cues import load_cues
from kg.extraction.status import status_of
from kg.language.tokens import Doc as Copy
from kg.model import Status

#: What each status says of an event, on the scale of -3 (did not happen) to 3 (happened): about the medians of the labels
#: in the training parts. People call a plan that is told as certain as certain as a fact.
SCALES: Mapping[str, Mapping[Status, float]] = {
    "happened": {
        Status.ASSERTED: 2.5,
        Status.PLANNED: -1.75,
        Status.PROPOSED: -2.25,
        Status.POSSIBLE: -1.5,
        Status.DENIED: -0.5,
        Status.ENDED: 2.0,
    },
    "certain": {
        Status.ASSERTED: 3.0,
        Status.PLANNED: 3.0,
        Status.PROPOSED: 2.0,
        Status.POSSIBLE: 0.75,
        Status.DENIED: -3.0,
        Status.ENDED: 3.0,
    },
}
Judged = tuple[Copy, int, float, Status, str]


def judged(path: Path) -> Iterator[Judged]:
    """Yield each target of a file: its sentence, its token, its label, our status and the cue."""
    nlp, cues = kg.language.load(quantities=False), load_cues()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    docs = nlp.pipe(Doc(nlp.vocab, words=row["text"].split()) for row in rows)
    for doc, row in zip(map(Copy.of, docs), rows, strict=True):
        for target in row["targets"]:
            place = target["span1"][0]
            event = doc[place].head if doc[place].dep_ in {"cop", "aux", "aux:pass"} else doc[place]
            status, cue = status_of(event, cues)
            yield doc, place, target["label"], status, cue


def report(name: str, found: Iterable[Judged], scale: Mapping[Status, float]) -> None:
    """Print the measures of one file."""
    rows = list(found)
    labels = [label for _, _, label, _, _ in rows]
    ours = [scale[status] for _, _, _, status, _ in rows]
    fact = scale[Status.ASSERTED]
    error = fmean(abs(a - b) for a, b in zip(ours, labels, strict=True))
    base = fmean(abs(fact - b) for b in labels)
    r = correlation(ours, labels) if len(set(ours)) > 1 else 0.0
    print(f"{name}: {len(rows)} events, mean error {error:.3f} (all facts {base:.3f}), r {r:.3f}")
    for status in Status:
        own = [label for _, _, label, found_status, _ in rows if found_status is status]
        if own:
            print(f"  {status:10}{len(own):6}  mean label {fmean(own):6.2f}")


def main() -> None:
    """Print the measures of each file; with ``--errors N``, its N worst judgements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--scale", choices=sorted(SCALES), default="happened")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    scale = SCALES[options.scale]
    for path in options.files:
        rows = list(judged(path))
        report(str(path), rows, scale)
        worst = sorted(rows, key=lambda row: -abs(scale[row[3]] - row[2]))[: options.errors]
        for doc, place, label, status, cue in worst:
            words = " ".join(
                [*[t.text for t in doc[:place]], f"[{doc[place].text}]", *[t.text for t in doc[place + 1 :]]]
            )
            print(f"  {label:5.2f} {status} ({cue}): {words}")


if __name__ == "__main__":
    main()
