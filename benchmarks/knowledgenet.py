"""Facts for KnowledgeNet: `python benchmarks/knowledgenet.py FOLD.jsonl -o OURS.jsonl`, in the form its scorer reads.

Every document is one article, its passages joined; statements become properties as `knowledgenet.toml` says. Facts of
KnowledgeNet are about named things, so that statements about descriptions ("a bank") are left out.
"""

import argparse
import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.model import Article, Entity, Evidence, Reading, Span, Status
from kg.reading import find_readings


def articles(fold: Path) -> Iterator[tuple[Article, list[tuple[int, dict[str, Any]]]]]:
    """The documents, each with the places in its text where its passages start."""
    for line in fold.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, end, starts = "", 0, []
        for passage in sorted(document["passages"], key=lambda p: p["passageStart"]):
            if text:
                text += " " if passage["passageStart"] - end <= 2 else "\n\n"
            starts.append((len(text), passage))
            text += passage["passageText"]
            end = passage["passageEnd"]
        yield Article(id=document["documentId"], text=text), starts


def facts(
    reading: Reading, starts: list[tuple[int, dict[str, Any]]], table: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """What one article says, in KnowledgeNet's properties and offsets."""
    entities = {entity.id: entity for entity in reading.entities}
    for evidence in reading.evidence:
        ends_named = [entities[id] for id in (evidence.subject, evidence.object) if id in entities]
        if evidence.status is Status.DENIED or any(e.name.islower() for e in ends_named):
            continue
        place, passage = starts[bisect_right(starts, evidence.subject_span.start, key=lambda s: s[0]) - 1]
        shift = passage["passageStart"] - place
        ends = [_moved(s, shift) for s in (evidence.subject_span, evidence.object_span)]
        if max(ends)[1] > passage["passageEnd"] or min(ends)[0] < passage["passageStart"]:
            continue
        for row in table.get(evidence.predicate, ()):
            if _fits(row, evidence, entities.get(evidence.object)):
                subject, object = ends[::-1] if row["property"].startswith("-") else ends
                yield {
                    "passageId": passage["passageId"],
                    "property": row["property"].lstrip("-"),
                    "subject": subject,
                    "object": object,
                    "rule": evidence.rule,
                }


def _fits(row: dict[str, Any], evidence: Evidence, entity: Entity | None) -> bool:
    object = entity.name if entity is not None else ""
    if "types" in row and (entity is None or entity.type.value not in row["types"]):
        return False
    if "roles" in row and not re.fullmatch(row["roles"], evidence.role, re.IGNORECASE):
        return False
    if "except" in row and re.fullmatch(row["except"], object, re.IGNORECASE):
        return False
    return "objects" not in row or re.fullmatch(row["objects"], object, re.IGNORECASE) is not None


def _moved(span: Span, shift: int) -> list[int]:
    return [span.start + shift, span.end + shift]


def main() -> None:
    """Read a fold, write our facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    documents = list(articles(args.fold))
    with args.output.open("w", encoding="utf-8") as out:
        readings = find_readings((article for article, _ in documents), Settings())
        for reading, (_, starts) in zip(readings, documents, strict=True):
            if isinstance(reading, Reading):
                for fact in facts(reading, starts, table):
                    out.write(json.dumps(fact, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
