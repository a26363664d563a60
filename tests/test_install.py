"""The wheel, as a user gets it: built, installed into an empty environment, used from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [pytest.mark.install, pytest.mark.model]


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; fail with what it said where it fails."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


def test_wheel_holds_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "kg/_ontology/kg.ttl" in names
    assert any(name.startswith("kg/_ontology/lexicon/") and name.endswith(".ttl") for name in names)
    shipped = {
        f"kg/language/model/{path.name}" for path in (ROOT / "kg/language/model").iterdir() if path.is_file()
    }
    assert shipped
    assert shipped <= names
    assert {f"kg/query/saved/{path.name}" for path in (ROOT / "kg/query/saved").glob("*.rq")} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home, work = tmp_path / "env", tmp_path / "work"
    work.mkdir()
    venv.create(home, with_pip=True)
    python, kg = home / "bin" / "python", home / "bin" / "kg"
    run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", wheel, cwd=work)
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=work).strip()
    assert Path(where).is_relative_to(home)

    (work / "chips.txt").write_text(
        "Title: Intel buys Tower\nDate: 2023-07-03\n\nIntel acquired Tower Semiconductor for $5.4 billion.\n",
        encoding="utf-8",
    )
    assert "articles" in run(kg, "build", "chips.txt", "-o", "graph", "--quiet", cwd=work)
    found = run(
        kg,
        "query",
        "graph",
        "SELECT ?name WHERE { ?who kg:acquires ?what . ?what skos:prefLabel ?name }",
        cwd=work,
    )
    assert "Tower" in found
    assert run(kg, "view", "graph", cwd=work).strip().endswith("graph.html")
