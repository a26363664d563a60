"""The commands and programs of README.md and docs/ run, and print what the pages say they print.

Times and speeds are compared with their digits masked. ``KG_UPDATE_DOCS=1 pytest tests/test_docs.py`` writes what the
commands print now into the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINKED = [*PAGES, *sorted(ROOT.glob("[a-z]*/README.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
UPDATE = os.environ.get("KG_UPDATE_DOCS") == "1"
_BLOCK = re.compile(r"```(console|python)\n(.*?)```\n", re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Return the commands of a console block, each with the output under it."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def masked(text: str) -> str:
    """Return text with the digits of times and speeds masked."""
    return "\n".join(
        re.sub(r"\d[\d.,]*", "#", line) if re.search(r"words/s|articles/s|\btime\b", line) else line.rstrip()
        for line in text.strip().splitlines()
    )


def run(command: str, folder: Path) -> str:
    """Return what a command prints, standard error included; it must end with exit code 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    ended_early = done.returncode == 141 and "| head" in command  # the pipe was closed by head
    assert done.returncode == 0 or ended_early, f"$ {command}\n{done.stdout}{done.stderr}"
    if "kg query" in command and "--format csv" in command:
        assert len(done.stdout.splitlines()) > 1, f"$ {command}\nno row"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the examples and their graph, which each page gets a copy of."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", folder / "examples")
    run("kg build examples/articles -o output --quiet", folder)
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_page(page: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "page"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": page.stem}
    text = page.read_text(encoding="utf-8")
    if "$ kg build examples/articles -o output" in text:
        shutil.rmtree(folder / "output")
    for match in _BLOCK.finditer(text):
        language, block = match.groups()
        if language == "python":
            exec(compile(block, f"{page.name}", "exec"), names)
            continue
        printed = "".join(f"$ {command}\n{run(command, folder)}" for command, _ in commands(block))
        if UPDATE:
            page.write_text(
                page.read_text(encoding="utf-8").replace(match[0], f"```console\n{printed}```\n"),
                encoding="utf-8",
            )
        else:
            assert masked(printed) == masked(block)


@pytest.mark.parametrize("page", LINKED, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_example_program_runs(built: Path) -> None:
    assert "asserted" in run(f"python {ROOT / 'examples' / 'build_and_ask.py'}", built)
