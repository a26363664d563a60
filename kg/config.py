"""Settings: what a user can choose, read from ``kg.toml``, and the fingerprint of what they make of a text."""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from kg.errors import KgError

#: The parts of the package that decide what a reading holds, beside the ontology.
_READING_PARTS = (
    "model.py",
    "names.py",
    "countries.py",
    "countries.toml",
    "ontology",
    "language",
    "extraction",
    "resolution",
)
#: What stands among them and decides only how readings are put together, which every build does anew.
_NOT_READING = "resolution/across/"


#: What a file is called that a setting names and that is not there.
_FILES = {"ontology": "ontology file", "aliases": "alias table", "corrections": "file of corrections"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of one build.

    ``language_model`` is the name or path of another spaCy pipeline, "" for the shipped one. ``ontology`` are Turtle
    files that add to the shipped ontology and lexicon. ``aliases`` are tables of names and identifiers (CSV, or any SKOS
    or RDF file), ``corrections`` is a file of corrections beside the one in the graph's folder, and ``reconcile`` the address
    of a reconciliation service, the only thing for which the network is used. ``workers`` is how many processes read articles, 0 for as many as
    are worth their start, and ``batch_size`` how many articles each takes at once; neither changes the graph.
    ``min_confidence`` and ``include_open`` are what ``statements`` and the page show unless told otherwise;
    they change nothing of what is stored.
    """

    language_model: str = ""
    ontology: tuple[Path, ...] = ()
    aliases: tuple[Path, ...] = ()
    corrections: Path | None = None
    reconcile: str = ""
    workers: int = 0
    batch_size: int = 4
    min_confidence: float = 0.0
    include_open: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise KgError(f"min_confidence is between 0 and 1, not {self.min_confidence}")
        if self.workers < 0:
            raise KgError(f"workers is at least 1, or 0 for as many as are useful, not {self.workers}")
        if self.batch_size < 1:
            raise KgError(f"batch_size is at least 1, not {self.batch_size}")

    @classmethod
    def of(cls, values: Mapping[str, Any], where: str = "settings", folder: Path | None = None) -> Settings:
        """Return the settings of these values; relative paths are taken from ``folder``.

        Raises KgError on an unknown name or a value of the wrong kind; ``where`` says whose they are.
        """
        kinds = {field.name: type(field.default) for field in dataclasses.fields(cls)}
        checked: dict[str, Any] = {}
        for name, value in values.items():
            if name not in kinds:
                raise KgError(f"{where}: unknown setting {name!r}; known are {', '.join(kinds)}")
            if name in ("ontology", "aliases"):
                checked[name] = _paths(name, value, where, folder)
            elif name == "corrections":
                checked[name] = None if value is None else _paths(name, [value], where, folder)[0]
            elif kinds[name] is float and isinstance(value, int) and not isinstance(value, bool):
                checked[name] = float(value)
            elif type(value) is not kinds[name]:
                raise KgError(f"{where}: {name} must be of type {kinds[name].__name__}, not {value!r}")
            else:
                checked[name] = value
        try:
            return cls(**checked)
        except KgError as error:
            raise KgError(f"{where}: {error}") from error

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Return the settings in a TOML file; raises KgError where it is missing, not TOML, or has a mistake."""
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise KgError(f"{path}: can't be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise KgError(f"{path}: not valid TOML: {error}") from error
        return cls.of(values, where=str(path), folder=path.parent)

    def with_values(self, **values: Any) -> Settings:
        """Return these settings with some changed."""
        changed = Settings.of(values)
        return dataclasses.replace(self, **{name: getattr(changed, name) for name in values})

    def fingerprint(self) -> str:
        """Return a hash of all that decides what a text is read as: code, language model, ontology, lexicon.

        A reading that was made under the same fingerprint from the same article need not be made again.
        """
        here = Path(__file__).resolve().parent
        ontology = here / "_ontology" if (here / "_ontology").is_dir() else here.parent / "ontology"
        known = hashlib.sha256(_model_version(self.language_model).encode())
        model = (
            [Path(self.language_model)] if self.language_model and Path(self.language_model).is_dir() else []
        )
        for root in (*(here / part for part in _READING_PARTS), ontology, *self.ontology, *model):
            for name, path in _files(root):
                if name.startswith(_NOT_READING):
                    continue
                known.update(f"\0{name}\0".encode())
                with path.open("rb") as file:
                    known.update(hashlib.file_digest(file, "sha256").digest())
        return known.hexdigest()[:32]


def _paths(name: str, value: object, where: str, folder: Path | None) -> tuple[Path, ...]:
    items = [value] if isinstance(value, (str, Path)) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, (str, Path)) for item in items):
        raise KgError(f"{where}: {name} must be the path of a file or a list of them, not {value!r}")
    paths = tuple((folder or Path()) / item for item in items)
    for path in paths:
        if not path.is_file():
            raise KgError(f"{where}: no such {_FILES[name]}: {path}")
    return paths


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files under ``root`` with their names below it, sorted; compiled ones are left out."""
    if root.is_file():
        yield root.name, root
        return
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{root.name}/{path.relative_to(root).as_posix()}", path


def _model_version(name: str) -> str:
    """Return name and version of an installed spaCy pipeline; the name alone of any other model."""
    try:
        return f"{name} {metadata.version(name)}" if name else ""
    except (metadata.PackageNotFoundError, ValueError):
        return name
