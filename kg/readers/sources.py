"""What to read: files, folders and standard input, with an id for every article."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article, digest
from kg.readers.decode import one_line
from kg.readers.table import FORMATS, read_bytes

#: No article is larger; a file that is was given by mistake.
MAX_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read and the id of its article; ``path`` is None for standard input, whose bytes are ``data``."""

    id: str
    path: Path | None
    data: bytes = b""

    @property
    def name(self) -> str:
        """Return the name by which messages call this source."""
        return "standard input" if self.path is None else str(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read or built, and why."""

    source: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files that a list of sources comes to; ``skipped`` counts files of other kinds inside folders."""

    sources: tuple[Source, ...]
    failures: tuple[Failure, ...] = ()
    skipped: int = 0


def list_sources(given: Iterable[str | Path]) -> Listing:
    """Return every file to read, in the order given, folders walked recursively in sorted order.

    The id of an article is its file's stem. Where two files share one, all of them get as many of their parent
    folders in front as it takes to tell them apart (``monday-story``, ``tuesday-story``), whatever their order.
    A file that is given twice is read once. ``-`` is standard input, with an id made from its content.
    """
    paths: dict[str, Path] = {}
    stdin: list[Source] = []
    failures: list[Failure] = []
    skipped = 0
    for item in given:
        path = Path(item)
        if str(item) == "-":
            stdin = stdin or [stdin_source(sys.stdin.buffer.read())]
        elif path.is_dir():
            found, other, unread = _walk(path)
            skipped += other
            failures += unread
            for file in found:
                paths.setdefault(os.path.realpath(file), file)
            if not found and not unread:
                failures.append(Failure(source=str(path), message=f"no articles in this folder ({_known()})"))
        elif not path.exists():
            failures.append(Failure(source=str(path), message="no such file or folder"))
        elif path.suffix.lower() not in FORMATS:
            kind = path.suffix or "without a suffix"
            failures.append(
                Failure(source=str(path), message=f"files {kind} can't be read; known: {_known()}")
            )
        else:
            paths.setdefault(os.path.realpath(path), path)
    ids = article_ids(list(paths.values()))
    files = [Source(id=ids[path], path=path) for path in paths.values()]
    return Listing(sources=tuple(files + stdin), failures=tuple(failures), skipped=skipped)


def _known() -> str:
    return ", ".join(FORMATS)


def _walk(folder: Path) -> tuple[list[Path], int, list[Failure]]:
    """Return the readable files under a folder, the number of other files, and folders that can't be listed."""
    found: list[Path] = []
    failures: list[Failure] = []
    other = 0

    def unreadable(error: OSError) -> None:
        failures.append(Failure(source=str(error.filename), message=error.strerror or "can't be listed"))

    for root, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = Path(root, name)
            if path.suffix.lower() in FORMATS and path.is_file():
                found.append(path)
            else:
                other += 1
    return found, other, failures


def article_ids(paths: list[Path]) -> dict[Path, str]:
    """Return an id for every path: its stem, with parent folders in front where stems clash."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(_readable(path.stem), []).append(path)
    ids: dict[Path, str] = {}
    for stem, group in groups.items():
        ids.update({group[0]: stem} if len(group) == 1 else _told_apart(group, taken=groups.keys() - {stem}))
    return ids


def _told_apart(group: list[Path], taken: Set[str]) -> dict[Path, str]:
    """Return ids for files that share a stem, with as few folders in front as tell all of them apart."""
    depth = max(len(Path(os.path.abspath(path)).parts) for path in group)
    for with_suffix in (False, True):
        for count in range(1, depth):
            ids = {path: _prefixed(path, count, with_suffix) for path in group}
            if len(set(ids.values()) - taken) == len(group):
                return ids
    return {path: f"{path.stem}-{digest(os.path.abspath(path), length=8)}" for path in group}


def _prefixed(path: Path, count: int, with_suffix: bool) -> str:
    parents = Path(os.path.abspath(path)).parts[1:-1][-count:]
    ending = "-" + path.suffix.lower().lstrip(".") if with_suffix else ""
    return _readable("-".join((*parents, path.stem)) + ending)


def _readable(name: str) -> str:
    """Return a file's name as text that can be stored, whatever bytes the file system holds."""
    return one_line(os.fsencode(name).decode("utf-8", "replace"))


def stdin_source(data: bytes) -> Source:
    """Return the source of text that came through a pipe; its id is made from its content."""
    return Source(id="stdin-" + digest(data.decode("utf-8", "replace"), length=8), path=None, data=data)


def read_source(source: Source) -> Article:
    """Return the article of one source; raises ReadError, whose message does not repeat the file's name."""
    if source.path is None:
        return read_bytes(source.data, ".txt", source.id)
    try:
        with source.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"larger than {MAX_BYTES // 2**20} MiB: not an article")
    return read_bytes(data, source.path.suffix, source.id)


def read_sources(given: Iterable[str | Path]) -> Iterator[Article | Failure]:
    """Yield the article of every source, or why there is none; see ``list_sources``."""
    listing = list_sources(given)
    yield from listing.failures
    for source in listing.sources:
        try:
            yield read_source(source)
        except ReadError as error:
            yield Failure(source=source.name, message=str(error))
