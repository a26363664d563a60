"""A service that speaks the W3C Reconciliation Service API 0.2: its manifest, and batches of queries.

This is the only part of kg that uses the network, and only where the user named a service. What a service answers is
not trusted: sizes and times are bounded, and what does not have the form that the specification gives it is passed over.
"""

from __future__ import annotations

import http.client
import json
import math
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import __version__
from kg.errors import KgError
from kg.linking.entries import entity_type
from kg.model import EntityType

_LARGEST_ANSWER = 4 << 20
_LONGEST_ID, _LONGEST_IRI = 200, 500
_MOST_CANDIDATES = 25
_AGAIN = frozenset({429, 500, 502, 503, 504})
_LONGEST_PAUSE = 10.0
_SPACE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_VIEW = re.compile(r"https?://[^\s<>\"|\\^`]*")
_ID = re.compile(r"[^\s\x00-\x1f\x7f<>\"{}|\\^`]+")
#: Types of Wikidata, whose manifest names only one for everything.
_WIKIDATA = "//www.wikidata.org/entity/"
_WIKIDATA_TYPES = {EntityType.PERSON: ("Q5",), EntityType.ORGANIZATION: ("Q43229",)}


class ServiceError(KgError):
    """A reconciliation service that can't be reached or answers something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a service says of itself; ``types`` are the ids of its types for each of ours, where it names any."""

    name: str
    space: str
    view: str
    types: Mapping[EntityType, tuple[str, ...]]

    def iri(self, id: str) -> str:
        """Return the IRI of what the service calls ``id``, "" if none can be made of it."""
        if not _ID.fullmatch(id) or len(id) > _LONGEST_ID:
            return ""
        quoted = urllib.parse.quote(id, safe="-._~:@!$&'()*+,;=/")
        if id.startswith(self.space):
            iri = id
        elif re.match(r"[a-z][a-z0-9+.-]*:/", id, re.IGNORECASE):
            return ""
        elif self.space.endswith(("/", "#", "=", ":")):
            iri = self.space + quoted
        else:
            iri = self.view.replace("{{id}}", quoted) if self.view else ""
        return iri if _SPACE.fullmatch(iri) and len(iri) <= _LONGEST_IRI else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name to look up, and the type of what has it."""

    name: str
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a service proposes; ``match`` if it is sure. ``types`` are those of ours that its types name."""

    id: str
    name: str
    score: float
    match: bool
    types: frozenset[EntityType]


class Service:
    """A reconciliation service at a web address."""

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 10.0,
        deadline: float = 30.0,
        attempts: int = 3,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Take the address of a service, how many seconds it may be silent and one answer may take, and the attempts."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise KgError(f"{url}: a reconciliation service has a web address, http:// or https://")
        self.url = url
        self._timeout, self._deadline, self._attempts, self._sleep = timeout, deadline, attempts, sleep
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)  # and no handler of files
        self._opener = opener

    def manifest(self) -> Manifest:
        """Return what the service says of itself; raises ServiceError if it can't be had or is no such service."""
        return read_manifest(self._json(None), self.url)

    def ask(self, manifest: Manifest, queries: Sequence[Query]) -> list[list[Found] | None]:
        """Return what the service proposes for each query, best first; None where its answer is no answer.

        Raises ServiceError if it can't be reached or what it says is nothing of the kind.
        """
        batch: dict[str, dict[str, Any]] = {}
        for number, query in enumerate(queries):
            batch[f"q{number}"] = {"query": query.name, "limit": 5}
            if types := manifest.types.get(query.type):
                batch[f"q{number}"]["type"] = types[0] if len(types) == 1 else list(types)
        text = json.dumps(batch, ensure_ascii=False)
        answer = self._json(urllib.parse.urlencode({"queries": text}).encode("ascii"))
        if not isinstance(answer, dict):
            raise ServiceError(f"{self.url}: answers a batch of queries with something else than an object")
        return [_results(answer.get(key)) for key in batch]

    def _json(self, body: bytes | None) -> Any:
        content = self._fetch(body)
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ServiceError(f"{self.url}: does not answer in JSON") from error

    def _fetch(self, body: bytes | None) -> bytes:
        """Return what the service answers, asked again a few times where it may only be busy."""
        for attempt in range(1, self._attempts + 1):
            pause = 0.5 * 2 ** (attempt - 1)
            try:
                return self._fetch_once(body)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code not in _AGAIN or attempt == self._attempts:
                    raise ServiceError(f"{self.url}: answers with status {error.code}") from error
                pause = max(pause, _seconds(error.headers.get("Retry-After")))
            except (OSError, http.client.HTTPException, ValueError) as error:
                if attempt == self._attempts:
                    reason = error.reason if isinstance(error, urllib.error.URLError) else error
                    raise ServiceError(
                        f"{self.url}: can't be reached ({str(reason) or type(reason).__name__})"
                    ) from error
            self._sleep(min(pause, _LONGEST_PAUSE))
        raise ServiceError(f"{self.url}: was not asked")

    def _fetch_once(self, body: bytes | None) -> bytes:
        request = urllib.request.Request(  # noqa: S310  the opener knows http and https only
            self.url,
            data=body,
            headers={"Accept": "application/json", "User-Agent": f"kg-builder/{__version__}"},
        )
        end = time.monotonic() + self._deadline
        chunks: list[bytes] = []
        size = 0
        with self._opener.open(request, timeout=self._timeout) as response:
            while chunk := response.read1(1 << 16):
                chunks.append(chunk)
                size += len(chunk)
                if size > _LARGEST_ANSWER:
                    raise ServiceError(f"{self.url}: answers with more than {_LARGEST_ANSWER >> 20} MB")
                if time.monotonic() > end:
                    raise TimeoutError("the answer takes too long")
        return b"".join(chunks)


def read_manifest(data: Any, url: str) -> Manifest:
    """Return the manifest in the JSON that a service gave; raises ServiceError if it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("identifierSpace"), str):
        raise ServiceError(
            f"{url}: is no reconciliation service: what it says of itself has no identifierSpace"
        )
    versions = data.get("versions", ["0.1"])
    if not isinstance(versions, list) or not {"0.1", "0.2"} & {str(version) for version in versions}:
        raise ServiceError(f"{url}: speaks another version of the protocol than 0.2: {str(versions)[:80]}")
    space = data["identifierSpace"]
    if not _SPACE.fullmatch(space) or len(space) > _LONGEST_IRI:
        raise ServiceError(f"{url}: its identifierSpace is no web address")
    view = data.get("view")
    template = view.get("url") if isinstance(view, dict) else None
    usable = isinstance(template, str) and "{{id}}" in template and _VIEW.fullmatch(template)
    return Manifest(
        name=str(data.get("name", ""))[:_LONGEST_ID],
        space=space,
        view=str(template) if usable else "",
        types=_types(data.get("defaultTypes"), space),
    )


def _types(given: Any, space: str) -> dict[EntityType, tuple[str, ...]]:
    found: dict[EntityType, list[str]] = {}
    for one in given if isinstance(given, list) else []:
        id, name = _id_and_name(one)
        type = entity_type(name) or entity_type(id)
        if type is not None and len(id) <= _LONGEST_ID:
            found.setdefault(type, []).append(id)
    if not found and space.endswith(_WIKIDATA):
        return dict(_WIKIDATA_TYPES)
    return {type: tuple(ids[:10]) for type, ids in found.items()}


def _id_and_name(one: Any) -> tuple[str, str]:
    """Return id and name of a type, which may be given as its id alone."""
    if isinstance(one, dict):
        id, name = one.get("id"), one.get("name")
        return (id if isinstance(id, str) else ""), (name if isinstance(name, str) else "")
    return (one, "") if isinstance(one, str) else ("", "")


def _results(answer: Any) -> list[Found] | None:
    """Return the candidates of one query; those that are not in the form of the specification are left out."""
    results = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        return None
    found = []
    for one in results[:_MOST_CANDIDATES]:
        if not isinstance(one, dict):
            continue
        id, name, score = one.get("id"), one.get("name"), one.get("score")
        numeric = isinstance(score, int | float) and not isinstance(score, bool)
        if not isinstance(id, str) or not isinstance(name, str) or not numeric:
            continue
        value = _finite(score)
        kinds = one.get("type")
        types = {
            entity_type(label) or entity_type(type_id)
            for type_id, label in map(
                _id_and_name, kinds[:_MOST_CANDIDATES] if isinstance(kinds, list) else []
            )
        }
        if value is not None:
            known = frozenset(type for type in types if type is not None)
            found.append(Found(id=id, name=name, score=value, match=one.get("match") is True, types=known))
    return sorted(found, key=lambda one: (-one.score, one.id))


def _finite(score: Any) -> float | None:
    try:
        value = float(score)
    except (OverflowError, ValueError):
        return None
    return value if math.isfinite(value) else None


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0.0
