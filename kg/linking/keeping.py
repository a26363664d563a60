"""What was looked up in a build, kept beside the graph, so that a change needs neither tables nor a service again."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from kg.linking.linker import Answers, Undecided
from kg.resolution.across import Identified, Local

NAME = "identifiers.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answers of a build, and the address of the service that it asked, "" for none."""

    answers: Answers = field(default_factory=Answers)
    service: str = ""


def keep_answers(folder: Path, kept: Kept) -> None:
    """Write what was looked up into the folder of a graph."""
    data = {
        "known": [[*local, list(one.same_as), one.name] for local, one in sorted(kept.answers.known.items())],
        "undecided": [[u.article, u.entity, u.name, list(u.options)] for u in kept.answers.undecided],
        "service": kept.service,
    }
    path = folder / NAME
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(data, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8")
    os.replace(draft, path)


def kept_answers(folder: Path) -> Kept | None:
    """Return what was looked up when the graph was built, or None if that is not known."""
    path = folder / NAME
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        known = {
            Local(article, entity): Identified(same_as=tuple(same_as), name=name)
            for article, entity, same_as, name in data["known"]
        }
        undecided = tuple(
            Undecided(article=article, entity=entity, name=name, options=tuple(options))
            for article, entity, name, options in data["undecided"]
        )
        return Kept(answers=Answers(known=known, undecided=undecided), service=str(data["service"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
