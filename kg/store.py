"""The graph on disk or in memory: Oxigraph, with one named graph per article and those derived from them.

A change is one transaction. What a change adds and removes is first set down in staging graphs and then moved by one
SPARQL update in which no text of any article occurs; staging graphs that a killed process left behind are dropped when
the graph is next opened. An article counts as stored once its content hash is there, which is written last.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
)

from kg.assembly import derive
from kg.errors import KgError, StoreError
from kg.model import Article, Entity, Reading, Statement
from kg.names import KGR
from kg.rdf import DERIVED, article_iri, article_quads, derived_quads, local_name, reading_from
from kg.rdf.answers import QueryResult
from kg.rdf.article import CONTENT_HASH

FORMAT = 1
MARKER = "kg.json"
_DATA = "store"
_BATCH = 1000
#: The quads from which on a load is faster than a transaction.
_MANY = 3000
#: How often, and after how many seconds, a graph is opened again that somebody else is changing.
_ATTEMPTS = 20
_PAUSE = 0.05
_ARTICLES = KGR + "article/"
_STAGE = KGR + "stage/"


class GraphStore:
    """A graph of readings and of what is derived from them; use `create_or_open` or `open`."""

    def __init__(self, store: Store, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._open: Store | None = store
        if not read_only:
            self._drop_staging()

    @classmethod
    def create_or_open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Return the graph in the folder ``path``, a new one if there is none; in memory when ``path`` is None.

        Raise StoreError for a file, for a folder with something else in it, and for a graph that is open elsewhere.
        """
        if path is None:
            return cls(Store())
        folder = Path(path)
        try:
            if not (folder / MARKER).exists():
                _create(folder)
        except OSError as error:
            raise StoreError(f"{folder}: can't create a graph here ({error.strerror})") from error
        return cls.open(folder)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Self:
        """Return the graph that stands in the folder ``path``.

        Opened read-only it may be open elsewhere too, and shows the state of the moment of opening. Raise StoreError
        if the folder is not a graph, is one of another format, or is open elsewhere for writing.
        """
        folder = Path(path)
        _check_marker(folder)
        data = folder / _DATA
        try:
            store = _read_only(data) if read_only else Store(str(data))
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise StoreError(
                    f"{folder}: this graph is open for writing elsewhere; close it there, or open it read-only"
                ) from error
            raise StoreError(f"{folder}: can't open the graph ({error})") from error
        return cls(store, folder, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def put(self, reading: Reading) -> bool:
        """Store a reading in place of what its article said before, in one transaction; return if this changed it.

        The derived graphs follow with `rebuild_derived`. Raise KgError, and change nothing, for text that RDF
        can't hold.
        """
        graph = article_iri(reading.article.id)
        return self._replace({graph: set(article_quads(reading))})

    def put_many(self, readings: Iterable[Reading]) -> int:
        """Store readings, new articles in one fast load; return how many articles were new or changed.

        A process killed in between leaves whole articles only. KgError names the article that can't be stored.
        """
        new: dict[NamedNode, set[Quad]] = {}
        changed = 0
        for reading in readings:
            graph = article_iri(reading.article.id)
            known = next(self._quads(graph), None) is not None
            if known or graph in new or len(new) >= _BATCH:
                self._load(new)
                new, known = {}, known or graph in new
            if known:
                changed += self.put(reading)
            else:
                new[graph] = set(article_quads(reading))
                changed += 1
        self._load(new)
        return changed

    def put_each(self, readings: Sequence[Reading]) -> dict[str, str]:
        """Store readings, one by one where they can't be stored together; return by article why one can't be."""
        refused: dict[str, str] = {}
        try:
            self.put_many(readings)
        except KgError:
            for reading in readings:
                try:
                    self.put(reading)
                except KgError as error:
                    refused[reading.article.id] = str(error)
        return refused

    def remove(self, article: str) -> bool:
        """Remove an article with its mentions and evidence; return whether it was there."""
        return self._replace({article_iri(article): set()})

    def articles(self) -> tuple[str, ...]:
        """Return the ids of the articles, sorted."""
        found = self._store.quads_for_pattern(None, CONTENT_HASH, None, None)
        graphs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
        return tuple(sorted(local_name(iri, _ARTICLES) for iri in graphs if iri.startswith(_ARTICLES)))

    def content_hash(self, article: str) -> str:
        """Return the content hash of the article as it was stored, "" if there is no such article."""
        graph = article_iri(article)
        for quad in self._store.quads_for_pattern(graph, CONTENT_HASH, None, graph):
            if isinstance(quad.object, Literal):
                return quad.object.value
        return ""

    def reading(self, article: str) -> Reading:
        """Return what the article with this id says; raise KgError if there is none."""
        return reading_from(self._store, article)

    def readings(self) -> Iterator[Reading]:
        """Yield what each article says, sorted by article id."""
        for article in self.articles():
            yield reading_from(self._store, article)

    def rebuild_derived(
        self,
        entities: Iterable[Entity] | None = None,
        statements: Iterable[Statement] | None = None,
        articles: Iterable[Article] | None = None,
    ) -> bool:
        """Bring the derived graphs in line with the readings; return whether anything was written.

        What is not given is taken from the readings: the entities that they name, the statements that they make, and
        their articles.
        """
        if entities is None or statements is None or articles is None:
            made = derive(self.readings())
            entities = made.entities if entities is None else entities
            statements = made.statements if statements is None else statements
            articles = [reading.article for reading in made.readings] if articles is None else articles
        wanted: dict[NamedNode, set[Quad]] = {graph: set() for graph in DERIVED}
        for quad in derived_quads(entities, statements, articles):
            if isinstance(quad.graph_name, NamedNode):
                wanted[quad.graph_name].add(quad)
        return self._replace(wanted)

    def run(
        self,
        sparql: str,
        *,
        prefixes: dict[str, str],
        default_graphs: Sequence[NamedNode] | None = None,
    ) -> QueryResult:
        """Return Oxigraph's answer to a query that was checked before; `query.run_query` is the way in."""
        graphs: list[NamedNode | BlankNode | DefaultGraph] | None = None
        if default_graphs is not None:
            graphs = [*default_graphs]
        return QueryResult.from_answer(self._store.query(sparql, prefixes=prefixes, default_graph=graphs))

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of every graph, in no particular order."""
        return iter(self._store)

    def flush(self) -> None:
        """Make what was written survive a power cut."""
        if not self.read_only and self.path is not None:
            self._store.flush()

    def close(self) -> None:
        """Flush the graph and let go of it, so that another process may open it."""
        if self._open is not None:
            self.flush()
            self._open = None

    @property
    def _store(self) -> Store:
        if self._open is None:
            raise StoreError("this graph is closed")
        return self._open

    def _writable(self) -> Store:
        if self.read_only:
            raise StoreError(f"{self.path}: this graph was opened read-only")
        return self._store

    def _quads(self, graph: NamedNode) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)

    def _replace(self, wanted: dict[NamedNode, set[Quad]]) -> bool:
        """Give these graphs these quads, and no others, in one transaction; return whether anything changed."""
        store = self._writable()
        gone: dict[NamedNode, set[Quad]] = {}
        new: dict[NamedNode, set[Quad]] = {}
        for graph, quads in wanted.items():
            old = set(self._quads(graph))
            # Oxigraph writes some literals its own way, so what it gives back is compared after the same treatment.
            quads = _as_stored(quads) if old and quads != old else quads
            if old - quads:
                gone[graph] = old - quads
            if quads - old:
                new[graph] = quads - old
        if gone:
            self._move(gone, new)
        elif sum(map(len, new.values())) < _MANY:
            store.extend(chain.from_iterable(new.values()))
        else:  # one load takes in as many as a million at once or not at all
            store.bulk_extend(chain.from_iterable(new.values()))
        return bool(gone or new)

    def _move(self, gone: dict[NamedNode, set[Quad]], new: dict[NamedNode, set[Quad]]) -> None:
        store = self._writable()
        staged: list[Quad] = []
        update: list[str] = []
        for verb, changes in (("DELETE", gone), ("INSERT", new)):
            for graph, quads in changes.items():
                stage = NamedNode(f"{_STAGE}{len(update)}")
                staged += (Quad(q.subject, q.predicate, q.object, stage) for q in quads)
                update.append(
                    f"{verb} {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {stage} {{ ?s ?p ?o }} }} ;"
                    f" DROP GRAPH {stage}"
                )
        try:
            store.extend(staged)
            store.update(" ;\n".join(update))
        except BaseException:
            self._drop_staging()
            raise

    def _load(self, new: dict[NamedNode, set[Quad]]) -> None:
        """Load graphs that don't exist yet, the content hashes, which make them count, at the end."""
        store = self._writable()
        if sum(map(len, new.values())) < _MANY:
            store.extend(chain.from_iterable(new.values()))
            return
        marks = [quad for quads in new.values() for quad in quads if quad.predicate == CONTENT_HASH]
        store.bulk_extend(quad for quads in new.values() for quad in quads if quad.predicate != CONTENT_HASH)
        store.extend(marks)

    def _drop_staging(self) -> None:
        for graph in list(self._store.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value.startswith(_STAGE):
                self._store.remove_graph(graph)


def _read_only(data: Path) -> Store:
    """Return the store beside whoever writes to it: files that the writer merges while they are opened are gone."""
    for _ in range(_ATTEMPTS):
        try:
            return Store.read_only(str(data))
        except RuntimeError:
            time.sleep(_PAUSE)
    return Store.read_only(str(data))


def _as_stored(quads: set[Quad]) -> set[Quad]:
    """Return the quads with their literals as Oxigraph gives them back (``1.500`` becomes ``1.5``)."""
    passing = Store()
    passing.extend(quads)
    return set(passing)


def _create(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file; a graph needs a folder of its own")
    draft = folder / f"{MARKER}.new"
    if folder.is_dir() and any(entry != draft for entry in folder.iterdir()):
        raise StoreError(
            f"{folder}: is not empty and not a graph (it has no {MARKER}); give a new or an empty folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps({"kind": "kg graph", "format": FORMAT}) + "\n", encoding="utf-8")
    draft.replace(folder / MARKER)


def _check_marker(folder: Path) -> None:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        found = marker["format"] if marker["kind"] == "kg graph" else None
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: is not a graph (it has no {MARKER}); build one there first") from error
    except NotADirectoryError as error:
        raise StoreError(f"{folder}: is a file; a graph is a folder") from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreError(f"{folder / MARKER}: can't be read ({error})") from error
    if found != FORMAT:
        raise StoreError(
            f"{folder}: is a graph of format {found!a}, this version reads {FORMAT}; build it again in a new folder"
        )
