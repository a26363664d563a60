"""``corrections.toml`` -> corrections; mistakes are told with file, line and what to do."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.corrections.entries import KINDS, Correction, Value
from kg.errors import KgError
from kg.model import EntityType
from kg.resolution.across import Corrections, Pick, Rejection

#: The file of corrections in the folder of a graph.
NAME = "corrections.toml"

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?P<kind>[^\]]*?)[ \t]*\]\][ \t]*(?:#.*)?$")
_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in a file, in the order in which they stand there.

    Raises KgError with the file and the line of the first mistake, and if there is no such file.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: can't be read: {error}") from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, where: str = NAME) -> tuple[Correction, ...]:
    """Return the corrections in the text of a file; ``where`` names it in messages."""
    try:
        text.encode("utf-8")
        data = tomllib.loads(text)
    except UnicodeEncodeError as error:
        raise KgError(f"{where}: holds what is no text in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise KgError(f"{where}: not valid TOML: {error}") from error
    for kind, tables in data.items():
        if kind not in KINDS:
            raise KgError(f"{where}: unknown kind of correction {kind!r}; known are {', '.join(KINDS)}")
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise KgError(f"{where}: write each {kind} as a table under [[{kind}]], with two brackets")
    return tuple(_in_order(text, data, where))


def header_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines, from 0, that begin a table, each with its kind."""
    lines = enumerate(text.split("\n"))
    return [
        (n, found["kind"].strip("\"'")) for n, line in lines if (found := HEADER.match(line.rstrip("\r")))
    ]


def _in_order(text: str, data: Mapping[str, list[dict[str, Any]]], where: str) -> Iterator[Correction]:
    """Yield the corrections in the order of the file, each with its line if that can be told."""
    headers = header_lines(text)
    told = Counter(kind for _, kind in headers) == Counter(
        {kind: len(tables) for kind, tables in data.items()}
    )
    if not told:
        headers = [(-1, kind) for kind, tables in data.items() for _ in tables]
    waiting = {kind: iter(tables) for kind, tables in data.items()}
    for line, kind in headers:
        place = f"{where}, line {line + 1}" if told else where
        yield _correction(kind, next(waiting[kind]), f"{place} ([[{kind}]])")


def _correction(kind: str, table: Mapping[str, Any], where: str) -> Correction:
    needed, optional = KINDS[kind]
    known = (*needed, *optional, "note")
    for key in table:
        if key not in known:
            raise KgError(f"{where}: unknown key {key!r}; known are {', '.join(known)}")
    for key in needed:
        if key not in table:
            raise KgError(f"{where}: {key!r} is missing")
    values = {key: _value(key, value, where) for key, value in table.items()}
    if kind == "reject" and not values.keys() - {"note", "article"}:
        raise KgError(
            f"{where}: say which statement: by 'statement', or by 'subject', 'predicate' or 'object'"
        )
    return Correction(kind=kind, values=values, where=where)


def _value(key: str, value: object, where: str) -> Value:
    """Return the value of a key, checked."""
    if key == "entities":
        if not isinstance(value, list) or len(value) < 2:
            raise KgError(f"{where}: 'entities' is a list of two entities or more")
        return tuple(_pick(key, one, where) for one in value)
    if key in ("entity", "subject", "object"):
        return _pick(key, value, where)
    if key == "same_as":
        items = value if isinstance(value, list) else [value]
        for item in items:
            if not isinstance(item, str) or not _IRI.fullmatch(item):
                raise KgError(
                    f"{where}: 'same_as' is an IRI such as \"https://www.wikidata.org/entity/Q37156\""
                )
        return tuple(items)
    if not isinstance(value, str) or not (value.strip() or key == "note"):
        raise KgError(f"{where}: {key!r} is text in quotation marks, not {value!r}")
    if key == "type":
        return entity_type(value, where)
    return " ".join(value.split()) if key == "name" else value


def entity_type(value: str, where: str) -> EntityType:
    """Return the type of this name, in any case; raises KgError with those that there are."""
    for type in EntityType:
        if type.value.casefold() == value.strip().casefold():
            return type
    raise KgError(f"{where}: unknown type {value!r}; known are {', '.join(EntityType)}")


def _pick(key: str, value: object, where: str) -> Pick:
    """Return an entity: an id or a name, or a table with ``entity`` and ``articles``."""
    if isinstance(value, str) and value.strip():
        return Pick(entity=value)
    if isinstance(value, dict) and value.keys() == {"entity", "articles"}:
        articles = value["articles"]
        if (
            isinstance(value["entity"], str)
            and isinstance(articles, list)
            and articles
            and all(isinstance(article, str) for article in articles)
        ):
            return Pick(entity=value["entity"], articles=tuple(articles))
    raise KgError(
        f'{where}: {key!r} takes an entity\'s name or id in quotation marks, or {{ entity = "…", articles = ["…"] }}'
    )


def to_corrections(given: Iterable[Correction]) -> Corrections:
    """Return corrections in the form in which they are applied."""
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for one in given:
        by_kind[one.kind].append(dict(one.values))
    return Corrections(
        merge=tuple(values["entities"] for values in by_kind["merge"]),
        split=tuple(values["entities"] for values in by_kind["split"]),
        rename=tuple((values["entity"], values["name"]) for values in by_kind["rename"]),
        retype=tuple((values["entity"], EntityType(values["type"])) for values in by_kind["retype"]),
        identify=tuple(
            (values["entity"], identifier)
            for values in by_kind["identify"]
            for identifier in values["same_as"]
        ),
        reject=tuple(
            Rejection(**{key: value for key, value in values.items() if key != "note"})
            for values in by_kind["reject"]
        ),
    )
