"""Reading the ontology and the lexicon from their Turtle files."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kg.errors import OntologyError
from kg.model import EntityType
from kg.names import KG, LEX, PREFIXES
from kg.ontology.frames import THING, Frame, Kind, Types, parse_frame

_KINDS: tuple[Kind, ...] = ("verb", "noun", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation of the ontology. ``name`` is its local name, ``inverse`` that of its inverse or ""."""

    name: str
    label: str
    definition: str
    domain: Types
    range: Types
    symmetric: bool = False
    inverse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The relations by name, all frames in a fixed order, and the label of every class, relation and status.

    ``by_head`` finds frames by kind and head lemma, the most specific first.
    """

    relations: Mapping[str, Relation]
    frames: tuple[Frame, ...]
    labels: Mapping[str, str]
    by_head: Mapping[tuple[Kind, str], tuple[Frame, ...]]
    _merged: dict[tuple[Kind, tuple[str, ...]], tuple[Frame, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def frames_of(self, kind: Kind, forms: Iterable[str]) -> tuple[Frame, ...]:
        """Return the frames that any of these forms of one word heads, the most specific first, each once."""
        heads = tuple(form for form in forms if (kind, form) in self.by_head)
        if not heads:
            return ()
        found = self._merged.get((kind, heads))
        if found is None:
            frames = {f.pattern + f.relation: f for head in heads for f in self.by_head[kind, head]}
            found = tuple(sorted(frames.values(), key=lambda f: -f.specificity))
            self._merged[kind, heads] = found
        return found


def load_ontology(*extra: Path) -> Ontology:
    """Return the shipped ontology and lexicon with those of the ``extra`` Turtle files added.

    An extra file may declare relations (``owl:ObjectProperty`` in ``kg:``), add frames to any relation, and take one
    away (``lex:without``). Raises OntologyError, with file and line, on a syntax error, an unknown relation or class,
    or a malformed frame.
    """
    return _read([Path(path) for path in extra]) if extra else _shipped()


@functools.cache
def _shipped() -> Ontology:
    return _read([])


def _read(extra: list[Path]) -> Ontology:
    folder = _data_folder()
    triples = _Triples()
    for path in (folder / "kg.ttl", *sorted((folder / "lexicon").glob("*.ttl")), *extra):
        triples.add(path)
    classes = _classes(triples)
    relations = _relations(triples, classes)
    frames = _frames(triples, relations, classes)
    by_head: dict[tuple[Kind, str], list[Frame]] = defaultdict(list)
    for frame in sorted(frames, key=lambda frame: -frame.specificity):
        for head in frame.heads:
            by_head[frame.kind, head].append(frame)
    return Ontology(
        relations=MappingProxyType(relations),
        frames=frames,
        labels=MappingProxyType(triples.labels()),
        by_head=MappingProxyType({key: tuple(by_head[key]) for key in sorted(by_head)}),
    )


def _data_folder() -> Path:
    """Return the folder of the shipped files: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_ontology"
    return installed if installed.is_dir() else package.parent / "ontology"


class _Triples:
    """The triples of all files: by subject and predicate, the objects, each with the file that it stands in.

    IRIs are bare strings; blank nodes are renamed on reading so that those of two files never meet.
    """

    def __init__(self) -> None:
        self.texts: dict[Path, str] = {}
        self.by_predicate: dict[str, dict[str, list[tuple[str, Path]]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def add(self, path: Path) -> None:
        """Take in one Turtle file; the project's prefixes need no declaration there."""
        from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

        prefixes = "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in PREFIXES.items())
        try:
            self.texts[path] = path.read_text(encoding="utf-8-sig")
            quads = parse(prefixes + self.texts[path], format=RdfFormat.TURTLE, rename_blank_nodes=True)
            for subject, predicate, value in (quad.triple for quad in quads):
                if isinstance(subject, NamedNode | BlankNode) and isinstance(
                    value, NamedNode | BlankNode | Literal
                ):
                    self.by_predicate[predicate.value][subject.value].append((value.value, path))
        except (OSError, UnicodeDecodeError) as error:
            raise OntologyError(f"{path}: can't be read: {error}") from error
        except SyntaxError as error:
            raise OntologyError(f"{path}:{error.lineno or 1}: not valid Turtle: {error.msg}") from error

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a subject and predicate in the order of the files."""
        return [value for value, _ in self.by_predicate[predicate].get(subject, ())]

    def labels(self) -> dict[str, str]:
        """Return the first label of everything in the ontology's namespace, by local name."""
        found = self.by_predicate[PREFIXES["rdfs"] + "label"]
        return {iri.removeprefix(KG): found[iri][0][0] for iri in sorted(found) if iri.startswith(KG)}

    def where(self, path: Path, text: str) -> str:
        """Return ``file:line`` of the first place where ``text`` stands in a file."""
        before, found, _ = self.texts[path].partition(text)
        return f"{path}:{before.count(chr(10)) + 1}" if found else str(path)

    def items(self, head: str) -> Iterator[str]:
        """Yield the members of an RDF list."""
        rdf = PREFIXES["rdf"]
        seen: set[str] = set()
        while head and head not in seen:
            seen.add(head)
            yield from self.values(head, rdf + "first")
            head = next(iter(self.values(head, rdf + "rest")), "")


def _classes(triples: _Triples) -> Callable[[str], Types]:
    """Return a function that gives the entity types of a class IRI: of those below it, or of its owl:unionOf."""
    above: dict[str, set[str]] = {}
    for entity_type in EntityType:
        above[entity_type], todo = set(), [KG + entity_type]
        while todo:
            iri = todo.pop()
            if iri not in above[entity_type]:
                above[entity_type].add(iri)
                todo += triples.values(iri, PREFIXES["rdfs"] + "subClassOf")

    @functools.cache
    def types(iri: str) -> Types:
        found = {entity_type for entity_type in EntityType if iri in above[entity_type]}
        for union in triples.values(iri, PREFIXES["owl"] + "unionOf"):
            found.update(*(types(member) for member in triples.items(union)))
        return frozenset(found)

    return types


def _relations(triples: _Triples, classes: Callable[[str], Types]) -> dict[str, Relation]:
    """Return the relations by name: the object properties of ``kg:`` whose domain is a kind of entity."""
    rdfs, owl = PREFIXES["rdfs"], PREFIXES["owl"]

    def types(iri: str, predicate: str) -> Types:
        found = THING
        for name in triples.values(iri, predicate):
            found &= classes(name)
        return found

    def first(iri: str, predicate: str, default: str = "") -> str:
        return (triples.values(iri, predicate) or [default])[0]

    relations = {}
    for iri, kinds in sorted(triples.by_predicate[PREFIXES["rdf"] + "type"].items()):
        names = {name for name, _ in kinds}
        if not iri.startswith(KG) or owl + "ObjectProperty" not in names or not types(iri, rdfs + "domain"):
            continue
        name = iri.removeprefix(KG)
        if not types(iri, rdfs + "range"):
            where = triples.where(kinds[0][1], f"kg:{name} ")
            raise OntologyError(f"{where}: the range of kg:{name} is no class of entities; use one of kg.ttl")
        inverse = first(iri, owl + "inverseOf")
        relations[name] = Relation(
            name=name,
            label=first(iri, rdfs + "label", name),
            definition=first(iri, PREFIXES["skos"] + "definition"),
            domain=types(iri, rdfs + "domain"),
            range=types(iri, rdfs + "range"),
            symmetric=owl + "SymmetricProperty" in names,
            inverse=inverse.removeprefix(KG) if inverse.startswith(KG) else "",
        )
    return relations


def _frames(
    triples: _Triples, relations: Mapping[str, Relation], classes: Callable[[str], Types]
) -> tuple[Frame, ...]:
    """Return the frames of all files, sorted; raise OntologyError where one is malformed or of no relation."""
    frames = {}
    for kind in _KINDS:
        for iri, patterns in triples.by_predicate[LEX + kind].items():
            name = iri.removeprefix(KG)
            third = (triples.values(iri, LEX + "third") or [KG + "about"])[0].removeprefix(KG)
            for pattern, path in patterns:
                try:
                    if name not in relations:
                        raise ValueError("no such relation; declare it as an owl:ObjectProperty in kg:")
                    relation = relations[name]
                    frames[name, kind, pattern] = parse_frame(
                        kind,
                        pattern,
                        relation=name,
                        domain=relation.domain,
                        range=relation.range,
                        classes=classes,
                        third=third,
                    )
                except ValueError as error:
                    where = triples.where(path, f'"{pattern}"')
                    raise OntologyError(f"{where}: frame {pattern!r} of {name}: {error}") from None
    for iri, patterns in triples.by_predicate[LEX + "without"].items():
        for pattern, path in patterns:
            found = [(iri.removeprefix(KG), kind, pattern) for kind in _KINDS]
            if not any(key in frames for key in found):
                where = triples.where(path, f'"{pattern}"')
                raise OntologyError(f"{where}: there is no frame {pattern!r} of {found[0][0]} to go without")
            frames = {key: frame for key, frame in frames.items() if key not in found}
    return tuple(frame for _, frame in sorted(frames.items(), key=lambda item: item[0]))
