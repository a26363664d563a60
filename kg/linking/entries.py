"""Alias tables: the names that a user gives things, with their identifiers, from CSV or any SKOS or RDF file."""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import KgError
from kg.model import EntityType
from kg.names import normal_name
from kg.resolution.names import bare

#: The columns of a CSV table, each with the names that it may have; case and spaces at the ends don't matter.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "label", "preflabel"),
    "aliases": ("aliases", "alias", "altlabel", "alternatename"),
    "type": ("type", "class"),
    "same_as": ("same_as", "sameas", "identifier", "identifiers", "id", "iri", "uri"),
    "context": ("context",),
}
_LARGEST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """One thing of an alias table.

    ``context`` are words and names of which an article has to have one, so that a name in it means this thing;
    ``related`` are the names of things that only speak for it, where others have the name, too.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: EntityType | None = None
    same_as: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what tells this entry from all others, as an identifier: its first one, else its name and type."""
        return self.same_as[0] if self.same_as else f"{self.name} ({self.type or 'any'})"


@dataclass(frozen=True, kw_only=True)
class AliasTable:
    """The entries of all the files that were given, to be looked up by name."""

    entries: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that have this name, in any case and with or without an article."""
        return self._by_name.get(bare(name), ())

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Entry, ...]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for name in dict.fromkeys(bare(form) for form in (entry.name, *entry.aliases)):
                if name:
                    found[name].append(entry)
        return {name: tuple(same) for name, same in found.items()}


def read_alias_tables(paths: Iterable[str | os.PathLike[str]]) -> AliasTable:
    """Return the entries of all these files, one for each thing.

    Raises KgError, which names the file and the line, for what can't be read as an alias table.
    """
    entries: dict[str, Entry] = {}
    for path in map(Path, paths):
        reader = _READERS.get(path.suffix.casefold(), _read_rdf)
        for entry in reader(path):
            entries[entry.key] = _joined(entries[entry.key], entry) if entry.key in entries else entry
    return AliasTable(entries=tuple(sorted(entries.values(), key=_order)))


def _order(entry: Entry) -> tuple[str, ...]:
    return entry.name, entry.type or "", *entry.same_as


def _joined(one: Entry, other: Entry) -> Entry:
    """Return what two tables, or two lines, say of one thing; the first names it."""
    names = {*one.aliases, *other.aliases, other.name} - {one.name}
    return Entry(
        name=one.name,
        aliases=tuple(sorted(names)),
        type=one.type or other.type,
        same_as=tuple(dict.fromkeys((*one.same_as, *other.same_as))),
        context=tuple(sorted({*one.context, *other.context})),
        related=tuple(sorted({*one.related, *other.related})),
    )


def _read_csv(path: Path) -> Iterator[Entry]:
    """Yield the entries of a table with a head; several values in one field are parted by ``|``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: can't be read as an alias table: {error}") from error
    tabs = path.suffix.casefold() == ".tsv" or "\t" in text.partition("\n")[0]
    csv.field_size_limit(_LARGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", strict=True)
    try:
        head = next(rows, [])
        columns = _columns(path, head)
        for row in rows:
            if any(field.strip() for field in row):
                yield _entry(path, rows.line_num, columns, row)
    except csv.Error as error:
        raise KgError(f"{path}, line {rows.line_num}: not a CSV table: {error}") from error


def _columns(path: Path, head: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands; others may be there and count for nothing."""
    found: dict[str, int] = {}
    for number, title in enumerate(head):
        plain = normal_name(title).replace(" ", "_")
        for column, titles in COLUMNS.items():
            if plain in titles:
                found.setdefault(column, number)
    if "name" not in found:
        raise KgError(
            f"{path}, line 1: an alias table needs a head with a column 'name' (and aliases, type, same_as, context); "
            f"this one is {', '.join(head)!r}"
        )
    return found


def _entry(path: Path, line: int, columns: Mapping[str, int], row: Sequence[str]) -> Entry:
    def field(column: str) -> str:
        number = columns.get(column, len(row))
        return " ".join(row[number].split()) if number < len(row) else ""

    def fields(column: str) -> tuple[str, ...]:
        return tuple(filter(None, (" ".join(part.split()) for part in field(column).split("|"))))

    if not field("name"):
        raise KgError(f"{path}, line {line}: the column 'name' is empty")
    type = entity_type(field("type"))
    if field("type") and type is None:
        known = ", ".join(EntityType)
        raise KgError(f"{path}, line {line}: unknown type {field('type')!r}; known are {known}")
    return Entry(
        name=field("name"),
        aliases=tuple(sorted(set(fields("aliases")) - {field("name")})),
        type=type,
        same_as=fields("same_as"),
        context=tuple(sorted(set(fields("context")))),
    )


#: What types are called elsewhere (schema.org, FOAF, ORG, DBpedia, Wikidata's English labels).
_TYPES: Mapping[str, EntityType] = {
    "human": EntityType.PERSON,
    "organisation": EntityType.ORGANIZATION,
    "company": EntityType.ORGANIZATION,
    "corporation": EntityType.ORGANIZATION,
    "business": EntityType.ORGANIZATION,
    "newsmediaorganization": EntityType.ORGANIZATION,
    "governmentorganization": EntityType.ORGANIZATION,
    "formalorganization": EntityType.ORGANIZATION,
    "gpe": EntityType.GPE,
    "country": EntityType.GPE,
    "state": EntityType.GPE,
    "city": EntityType.GPE,
    "administrativearea": EntityType.GPE,
    "place": EntityType.LOCATION,
    "creativework": EntityType.WORK,
    "legislation": EntityType.LAW,
}


def entity_type(name: str) -> EntityType | None:
    """Return the type that a word or the last part of an IRI names: "Organization", "schema:Corporation"."""
    plain = normal_name(name).replace(" ", "").rstrip("/")
    for mark in "#/:":
        plain = plain.rpartition(mark)[2]
    for type in EntityType:
        if type.value.casefold() == plain:
            return type
    return _TYPES.get(plain)


def _read_rdf(path: Path) -> Iterator[Entry]:
    from kg.linking.rdf_table import read_rdf_table

    return read_rdf_table(path)


_READERS: Mapping[str, Callable[[Path], Iterator[Entry]]] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".txt": _read_csv,
}
