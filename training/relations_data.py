"""Corpora of relations as texts with facts: what holds between which stretches of text, and what is known not to."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Stretch = tuple[int, int]
Pairs = Mapping[str, list[tuple[Stretch, Stretch]]]

#: Relations that hold in both directions.
SYMMETRIC = frozenset({"spouseOf", "siblingOf", "mergesWith", "partnersWith", "competesWith"})


@dataclass(slots=True)
class Scope:
    """A stretch of text in which ``known`` relations are annotated, all of them.

    ``facts`` are the pairs that they hold between; of ``vague`` pairs it isn't known. Only pairs of mentions that both
    touch one of ``within`` say anything, where that is given.
    """

    start: int
    end: int
    known: frozenset[str]
    facts: dict[str, list[tuple[Stretch, Stretch]]] = field(default_factory=lambda: defaultdict(list))
    vague: dict[str, list[tuple[Stretch, Stretch]]] = field(default_factory=lambda: defaultdict(list))
    within: list[Stretch] | None = None

    def add(self, name: str, subject: Stretch, object: Stretch, *, vague: bool = False) -> None:
        """Add a fact by the name of the mapping, where "-" turns it around."""
        if name.startswith("-"):
            name, subject, object = name[1:], object, subject
        table = self.vague if vague else self.facts
        table[name].append((subject, object))
        if name in SYMMETRIC:
            table[name].append((object, subject))


@dataclass(slots=True)
class Annotated:
    """A text with its scopes; ``source`` names the corpus."""

    source: str
    id: str
    text: str
    scopes: list[Scope]


def mapping(corpus: str) -> dict[str, str]:
    """The scorer's names of a corpus's relations."""
    path = Path(__file__).parent / "data" / "relations.toml"
    found: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))[corpus]
    return found


def knowledgenet(path: Path) -> Iterator[Annotated]:
    """The documents of one fold, their passages joined; each passage counts for the properties it was read for."""
    names = mapping("knowledgenet")
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, end, scopes = "", 0, []
        for passage in sorted(document["passages"], key=lambda p: p["passageStart"]):
            if text:
                text += " " if passage["passageStart"] - end <= 2 else "\n\n"
            shift = len(text) - passage["passageStart"]
            text += passage["passageText"]
            end = passage["passageEnd"]
            read_for = [names[p] for p in passage["exhaustivelyAnnotatedProperties"] if p in names]
            scope = Scope(
                end + shift - len(passage["passageText"]),
                end + shift,
                frozenset(n.lstrip("-") for n in read_for),
            )
            for fact in passage["facts"]:
                name = names.get(fact["propertyName"])
                if name in read_for:
                    scope.add(
                        name,
                        (fact["subjectStart"] + shift, fact["subjectEnd"] + shift),
                        (fact["objectStart"] + shift, fact["objectEnd"] + shift),
                    )
            scopes.append(scope)
        yield Annotated("knowledgenet", document["documentId"], text, scopes)


def redocred(path: Path) -> Iterator[Annotated]:
    """The documents of Re-DocRED. A relation without evidence in a sentence is vague there."""
    names = mapping("redocred")
    known = frozenset(n.lstrip("-") for n in names.values())
    for document in json.loads(path.read_text(encoding="utf-8")):
        text, offsets = _joined(document["sents"])
        spans = [
            [
                (
                    m["sent_id"],
                    offsets[m["sent_id"]][m["pos"][0]][0],
                    offsets[m["sent_id"]][m["pos"][1] - 1][1],
                )
                for m in entity
            ]
            for entity in document["vertexSet"]
        ]
        scopes = []
        for number, words in enumerate(offsets):
            scope = Scope(
                words[0][0],
                words[-1][1],
                known,
                within=[(a, b) for e in spans for s, a, b in e if s == number],
            )
            for label in document["labels"]:
                name = names.get(label["r"])
                if name is None:
                    continue
                for s, a, b in spans[label["h"]]:
                    for t, c, d in spans[label["t"]]:
                        if s == t == number:
                            scope.add(name, (a, b), (c, d), vague=number not in label["evidence"])
            scopes.append(scope)
        yield Annotated("redocred", document["title"], text, scopes)


def ordinary(path: Path, kinds: tuple[str, ...]) -> Iterator[Annotated]:
    """The documents of a treebank of these kinds ("weblog"): texts that nobody chose for what they relate.

    No relation is annotated, and few hold, so that each counts lightly as one that does not.
    """
    sentences: list[str] = []
    id = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = "]:
        if line.startswith("# newdoc"):
            if sentences and id.startswith(kinds):
                text = " ".join(sentences)
                yield Annotated("ordinary", id, text, [Scope(0, len(text), frozenset())])
            id, sentences = line.split("=")[1].strip(), []
        elif line.startswith("# text ="):
            sentences.append(line.split("=", 1)[1].strip())


def press(folder: Path) -> Iterator[Annotated]:
    """The documents of re3d, press releases and reports, for the same use."""
    for file in sorted(folder.glob("*/documents.json")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                document = json.loads(line)
                text = document["text"]
                yield Annotated("ordinary", document["_id"], text, [Scope(0, len(text), frozenset())])


def _joined(sentences: list[list[str]]) -> tuple[str, list[list[Stretch]]]:
    """The words with spaces between, and where each word stands."""
    parts, at, offsets = [], 0, []
    for words in sentences:
        row = []
        for word in words:
            row.append((at, at + len(word)))
            parts.append(word)
            at += len(word) + 1
        offsets.append(row)
    return " ".join(parts), offsets


def core(path: Path) -> Iterator[Annotated]:
    """The sentences of CORE: one pair of companies or products each, whose relation is known."""
    names = mapping("core")
    known = frozenset(n.lstrip("-") for n in names.values())
    for row in json.loads(path.read_text(encoding="utf-8")):
        text, (words,) = _joined([row["context"]])
        one, two = ((words[row[f"{e}_start"]][0], words[row[f"{e}_end"]][1]) for e in ("e1", "e2"))
        if row["invert_relation"]:
            one, two = two, one
        scope = Scope(0, len(text), known, within=[one, two])
        if row["relation"] in names:
            scope.add(names[row["relation"]], one, two)
        for name in ("produces", "subsidiaryOf") if row["relation"] == "brand_of" else ():
            scope.add(name, one, two, vague=True)
            scope.add(name, two, one, vague=True)
        yield Annotated("core", row["id"], text, [scope])
