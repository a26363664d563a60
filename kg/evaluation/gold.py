"""Annotated articles: reading them, and saying what is wrong with one.

One JSON file holds one article; `docs/measuring.md` describes the format.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Article, EntityType, Status
from kg.ontology import Ontology
from kg.readers import Failure

#: What can be given: a file, a folder of files, or any number of them.
Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An entity that the annotators kept; ``names`` are its name and every form that the text has of it."""

    id: str
    name: str
    type: EntityType
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation that the text states; ``subject`` and ``object`` are ids of the file's entities."""

    subject: str
    predicate: str
    object: str
    status: Status
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One annotated article."""

    article: Article
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read_gold(given: Paths, ontology: Ontology) -> tuple[tuple[GoldArticle, ...], tuple[Failure, ...]]:
    """Return the annotated articles in these files and folders, sorted by file, and everything that is wrong.

    A file with a mistake is left out, one failure for each of its mistakes. Relations are those of ``ontology``.
    """
    articles: dict[str, GoldArticle] = {}
    failures: list[Failure] = []
    for path in _files(given, failures):
        try:
            values = _load(path)
        except ReadError as error:
            failures.append(Failure(source=str(path), message=str(error)))
            continue
        problems = list(_problems(values, ontology))
        if not problems and _id(values, path) in articles:
            problems.append(f"id: another file has {_id(values, path)!r}, too")
        if problems:
            failures += (Failure(source=str(path), message=problem) for problem in problems)
        else:
            articles[_id(values, path)] = _gold(values, path)
    return tuple(articles.values()), tuple(failures)


def _files(given: Paths, failures: list[Failure]) -> list[Path]:
    """Return the files, each once; what is missing is added to the failures."""
    found: dict[str, Path] = {}
    for item in [given] if isinstance(given, str | os.PathLike) else given:
        path = Path(item)
        inside = [path]
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*.json") if not p.name.startswith(".") and p.is_file())
            if not inside:
                failures.append(Failure(source=str(path), message="no .json file in this folder"))
        elif not path.exists():
            failures.append(Failure(source=str(path), message="no such file or folder"))
            continue
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _load(path: Path) -> dict[str, Any]:
    """Return what a file holds; a missing text is read from the file of the same name that ends in .txt."""
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(values, dict):
            raise ReadError("not an object: an annotated article is {...} with text, entities and relations")
        if not values.get("text"):
            beside = path.with_suffix(".txt")
            if not beside.is_file():
                raise ReadError(f"text: neither here nor in {beside.name} beside it")
            # newlines as they are: quotes must stand in the text exactly
            values["text"] = beside.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(f"can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 text: {error}") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"not valid JSON: {type(error).__name__}") from error
    return values


def _id(values: Mapping[str, Any], path: Path) -> str:
    return values.get("id") or path.stem


def _gold(values: Mapping[str, Any], path: Path) -> GoldArticle:
    """Return the article of a file in which nothing is wrong."""
    return GoldArticle(
        article=Article(
            id=_id(values, path),
            text=values["text"],
            title=values.get("title") or "",
            published=values.get("published") or "",
            publisher=values.get("publisher") or "",
            url=values.get("url") or "",
        ),
        entities=tuple(
            GoldEntity(
                id=e["id"],
                name=e["name"],
                type=EntityType(e["type"]),
                names=(e["name"], *e.get("aliases", ())),
            )
            for e in values["entities"]
        ),
        relations=tuple(
            GoldRelation(
                subject=r["s"], predicate=r["p"], object=r["o"], status=Status(r["status"]), quote=r["quote"]
            )
            for r in values["relations"]
        ),
    )


def _problems(values: Mapping[str, Any], ontology: Ontology) -> Iterator[str]:
    """Yield what is wrong with a file, each with the place in it."""
    for name in ("id", "text", "title", "publisher", "url"):
        if not isinstance(values.get(name) or "", str):
            yield f"{name}: must be a text"
    if not isinstance(values["text"], str):
        return
    yield from _date_problems(values, ("published",), "")
    lists = {name: values.get(name) for name in ("entities", "relations")}
    for name, items in lists.items():
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield f"{name}: must be a list of objects, and can be empty"
            return
    entities, relations = lists["entities"] or [], lists["relations"] or []
    folded = _folded(values["text"])
    ids: set[str] = set()
    for n, entity in enumerate(entities):
        yield from _entity_problems(entity, f"entities[{n}]", folded, ids)
    for n, relation in enumerate(relations):
        yield from _relation_problems(relation, f"relations[{n}]", values["text"], ids, ontology)


def _entity_problems(entity: Mapping[str, Any], at: str, folded: str, ids: set[str]) -> Iterator[str]:
    """Yield what is wrong with an entity; its id is added to ``ids``. ``folded`` is the text, see ``_folded``."""
    for name in ("id", "name"):
        if not isinstance(entity.get(name), str) or not entity[name].strip():
            yield f"{at}.{name}: missing, or not a text"
    id = entity.get("id")
    if isinstance(id, str):
        if id in ids:
            yield f"{at}.id: {id!r} occurs twice"
        ids.add(id)
    if entity.get("type") not in list(EntityType):
        yield f"{at}.type: {entity.get('type')!r} is not one of {', '.join(EntityType)}"
    aliases = entity.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        yield f"{at}.aliases: must be a list of texts"
        return
    for alias in aliases:
        if _folded(alias) not in folded:
            yield f"{at}.aliases: {_cut(alias)} is not in the text"


def _relation_problems(
    relation: Mapping[str, Any], at: str, text: str, ids: set[str], ontology: Ontology
) -> Iterator[str]:
    for name in ("s", "o", *(["source"] if "source" in relation else [])):
        if not isinstance(relation.get(name), str) or relation[name] not in ids:
            yield f"{at}.{name}: no entity has the id {relation.get(name)!r}"
    predicate = relation.get("p")
    if not isinstance(predicate, str) or predicate not in ontology.relations:
        yield f"{at}.p: no relation {predicate!r} in the ontology"
    if relation.get("status") not in list(Status):
        yield f"{at}.status: {relation.get('status')!r} is not one of {', '.join(Status)}"
    quote = relation.get("quote")
    if not isinstance(quote, str) or not quote:
        yield f"{at}.quote: missing, or not a text"
    elif quote not in text:
        yield f"{at}.quote: {_cut(quote)} is not in the text; it must stand there exactly so"
    yield from _date_problems(relation, ("when",), f"{at}.")
    amount = relation.get("amount")
    if amount is not None and not (
        isinstance(amount, dict)
        and isinstance(amount.get("value"), int | float)
        and isinstance(amount.get("unit"), str)
    ):
        yield f'{at}.amount: must be {{"value": NUMBER, "unit": TEXT}}'


def _date_problems(values: Mapping[str, Any], names: Iterable[str], at: str) -> Iterator[str]:
    for name in names:
        value = values.get(name) or ""
        if value and not (isinstance(value, str) and all(map(_DATE.fullmatch, value.split("/", 1)))):
            yield f"{at}{name}: {_cut(str(value))} is not a date such as 2023, 2023-07 or 2023-07-03"


def _folded(text: str) -> str:
    """Return a text in one case and with single spaces."""
    return " ".join(text.casefold().split())


def _cut(text: str, length: int = 80) -> str:
    """Return a text for a message: quoted, on one line, not too long."""
    return repr(text if len(text) <= length else text[: length - 1] + "…")
