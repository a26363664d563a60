"""The commands as a user types them: what goes to stdout, what to stderr, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import COMMANDS, main
from kg.cli.plain import plain
from kg.cli.progress import Progress
from kg.config import Settings
from kg.errors import KgError

Write = Callable[..., Path]
ARTICLES = {
    "monday": "Title: Chips\nDate: 2023-07-03\n\nAcme may buy Bolt. Acme bought Core.",
    "friday": "Date: 2023-07-07\n\nAcme bought Bolt. Dyne denied buying Core. Dyne outran Acme.",
}
BOUGHT = "SELECT ?what WHERE { kgr:acme-org kg:acquires ?what } ORDER BY ?what"


def kg(*args: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=input)


def one_line(result: Result) -> str:
    """Return the only line on stderr of a command that refused its input."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    return line


@pytest.fixture
def output(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> Path:
    """Return the folder of a graph."""
    result = kg("build", write_articles(**ARTICLES), "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


def test_version_and_help() -> None:
    assert __version__ in kg("--version").stdout
    assert kg("--help").stdout == kg().stdout
    for command in COMMANDS:
        text = kg(command, "--help").stdout
        assert f"\n  kg {command} " in text, "every help shows an example"
        assert command in kg("--help").stdout


def test_build_prints_a_summary(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> None:
    folder = write_articles(**ARTICLES)
    (folder / "notes.csv").write_text("a,b")
    result = kg("build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert lines["articles"] == "2 (2 new, 1 files of other kinds skipped)"
    assert lines["entities"] == "4"
    assert lines["statements"] == "3 (2 asserted, 1 denied)"
    assert lines["time"].startswith("0.")
    assert "2 unchanged" in kg("build", folder, "-o", tmp_path / "out").stdout


def test_build_reads_standard_input(plain_reading: list[str], tmp_path: Path) -> None:
    assert kg("build", "-", "-o", tmp_path / "out", input="Acme bought Bolt.").exit_code == 0
    assert "kgr:bolt-org" in kg("query", tmp_path / "out", BOUGHT).stdout


def test_build_with_failures_builds_the_rest(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder = write_articles(a="Acme bought Bolt.", b="BREAK")
    result = kg("build", folder, folder / "none.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert "none.txt: no such file" in result.stderr
    assert "1 new, 2 failed" in result.stdout


def test_build_that_is_interrupted_says_how_to_go_on(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder = write_articles(a="Acme bought Bolt.", b="INTERRUPT")
    result = kg("build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert "resumes" in result.stderr
    assert "kgr:bolt-org" in kg("query", tmp_path / "out", BOUGHT).stdout


def test_build_takes_settings_from_a_file(
    plain_reading: list[str], write_articles: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_articles(a="Acme bought Bolt.")
    settings = tmp_path / "kg.toml"
    settings.write_text("batch_size = 2\n")
    monkeypatch.chdir(tmp_path)
    assert kg("build", folder, "-o", "out").exit_code == 0
    settings.write_text("colour = 2\n")
    assert "unknown setting 'colour'" in one_line(kg("build", folder, "-o", "out"))
    assert kg("build", folder, "-o", "out", "--config", "none.toml").exit_code == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\x00\x01\x02PNG", "binary"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_build_refuses_what_is_no_article(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    assert message in one_line(kg("build", path, "-o", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_build_takes_a_number_of_workers(
    monkeypatch: pytest.MonkeyPatch, write_articles: Write, tmp_path: Path
) -> None:
    given = []

    def build(*_: object, settings: Settings, **rest: object) -> None:
        given.append(settings.workers)
        raise KgError("enough")

    monkeypatch.setattr("kg.graph.build", build)
    for more in ([], ["--workers", "3"]):
        kg("build", write_articles(a="Acme bought Bolt."), "-o", tmp_path / "out", *more)
    assert given == [0, 3]
    assert "--workers" in one_line(kg("build", tmp_path, "-o", tmp_path / "out", "--workers", "-1"))


def test_build_writes_over_nothing(plain_reading: list[str], write_articles: Write, tmp_path: Path) -> None:
    folder = write_articles(a="Acme bought Bolt.")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert "not a graph" in one_line(kg("build", folder, "-o", folder))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert "is a file" in one_line(kg("build", folder, "-o", folder / "a.txt"))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_building_twice_gives_the_same_bytes(
    output: Path, plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    first = kg("export", output, "--format", "ttl").stdout_bytes
    folder = write_articles(**ARTICLES)
    kg("build", folder, "-o", output)
    kg("build", *sorted(folder.iterdir(), reverse=True), "-o", tmp_path / "other")
    assert b"acme-org" in first
    assert kg("export", output, "--format", "ttl").stdout_bytes == first
    assert kg("export", tmp_path / "other", "--format", "ttl").stdout_bytes == first


def test_query_formats(output: Path) -> None:
    assert "kgr:bolt-org\nkgr:core-org" in kg("query", output, BOUGHT).stdout
    rows = list(csv.reader(io.StringIO(kg("query", output, BOUGHT, "--format", "csv").stdout)))
    assert [row[0].rsplit("/")[-1] for row in rows] == ["what", "bolt-org", "core-org"]
    answer = json.loads(kg("query", output, BOUGHT, "--format", "json").stdout)
    assert len(answer["results"]["bindings"]) == 2
    assert kg("query", output, "ASK { kgr:dyne-org kg:acquires ?what }").stdout == "no\n"


def test_query_from_file_standard_input_and_name(output: Path, tmp_path: Path) -> None:
    (tmp_path / "bought.rq").write_text(BOUGHT)
    expected = kg("query", output, BOUGHT).stdout
    assert kg("query", output, f"@{tmp_path / 'bought.rq'}").stdout == expected
    assert kg("query", output, "-", input=BOUGHT).stdout == expected
    names = [line.split()[0] for line in kg("query", output, "--saved", "list").stdout.splitlines()]
    assert "deals" in names
    for name in names:
        assert kg("query", output, "--saved", name).exit_code == 0


def test_query_of_facts_leaves_prospects_out(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    kg("build", write_articles(a="Acme may buy Bolt. Acme bought Core."), "-o", tmp_path / "out")
    assert "bolt" in kg("query", tmp_path / "out", BOUGHT).stdout
    facts = kg("query", tmp_path / "out", BOUGHT, "--facts").stdout
    assert "bolt" not in facts
    assert "core" in facts


@pytest.mark.parametrize(
    "arguments",
    [
        ["SELECT WHERE"],
        ["DROP ALL"],
        ["SELECT * WHERE { SERVICE <https://x.example> { ?s ?p ?o } }"],
        ["@none.rq"],
        ["--saved", "nothing"],
        ["SELECT * WHERE { ?s ?p ?o }", "--saved", "deals"],
        [],
        ["ASK {}", "--format", "xml"],
    ],
)
def test_query_refuses_in_one_line(output: Path, arguments: list[str]) -> None:
    one_line(kg("query", output, *arguments))


@pytest.mark.parametrize(
    "command",
    [
        ["query", "GRAPH", "ASK {}"],
        ["export", "GRAPH", "--format", "ttl"],
        ["view", "GRAPH"],
        ["show", "GRAPH", "Acme"],
        ["remove", "GRAPH", "a"],
    ],
)
def test_folder_that_is_no_graph(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file.txt").write_text("x")
    for graph in (tmp_path, tmp_path / "none", tmp_path / "file.txt"):
        one_line(kg(*(str(graph) if part == "GRAPH" else part for part in command)))
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["build"], ["build", "a.txt"], ["--fast"], ["export", "x"], ["export", "x", "--format", "q"]],
)
def test_wrong_usage_is_one_line(arguments: list[str]) -> None:
    one_line(kg(*arguments))


@pytest.mark.parametrize("form", ["jsonl", "ttl", "trig", "nt", "jsonld", "graphml", "csv"])
def test_export(output: Path, tmp_path: Path, form: str) -> None:
    printed = kg("export", output, "--format", form)
    assert printed.exit_code == 0
    assert "acme" in printed.stdout.casefold()
    result = kg("export", output, "--format", form, "-o", tmp_path / "file")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "file").read_bytes() == printed.stdout_bytes


def test_export_lines_hold_exact_quotes(output: Path) -> None:
    texts = {
        "monday": "Chips\n\nAcme may buy Bolt. Acme bought Core.",
        "friday": ARTICLES["friday"].split("\n\n")[1],
    }
    lines = [json.loads(line) for line in kg("export", output, "--format", "jsonl").stdout.splitlines()]
    assert lines
    for line in lines:
        assert texts[line["article"]][line["start"] : line["end"]] == line["quote"]


def test_view(output: Path, tmp_path: Path) -> None:
    result = kg("view", output, "--title", "Chips")
    assert result.stdout == f"{output / 'graph.html'}\n"
    assert "<title>Chips" in (output / "graph.html").read_text(encoding="utf-8")
    assert kg("view", output, "-o", tmp_path / "page.html").stdout == f"{tmp_path / 'page.html'}\n"


def names_in(page: Path) -> set[str]:
    """Return the names of the entities that a page knows."""
    data = page.read_text(encoding="utf-8").split('id="kg-data">')[1].split("</script>")[0]
    return {entity["name"] for entity in json.loads(data)["entities"]}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], {"Acme", "Bolt", "Core", "Dyne"}),
        (["--focus", "bolt"], {"Acme", "Bolt"}),
        (["--focus", "Bolt", "--depth", "2"], {"Acme", "Bolt", "Core"}),
        (["--statuses", "denied, ended"], {"Core", "Dyne"}),
        (["--until", "2023-07-04"], {"Acme", "Bolt", "Core"}),
        (["--since", "2023-07-04", "--statuses", "asserted"], {"Acme", "Bolt"}),
        (["--query", "-"], {"Acme", "Core"}),
        (["--focus", "Dyne", "--open"], {"Acme", "Core", "Dyne"}),
    ],
)
def test_view_of_a_part(output: Path, tmp_path: Path, options: list[str], names: set[str]) -> None:
    query = 'SELECT ?a ?b { ?a kg:acquires ?b . ?b skos:prefLabel "Core" FILTER EXISTS { GRAPH graph:facts { ?a kg:acquires ?b } } }'
    result = kg("view", output, "-o", tmp_path / "new" / "page.html", *options, input=query)
    assert result.exit_code == 0, result.output
    assert names_in(tmp_path / "new" / "page.html") == names


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--focus", "Nobody"], "no entity called 'Nobody'"),
        (["--since", "soon"], "since is 'soon', not a date"),
        (["--depth", "0"], "a depth of 0 shows nothing"),
        (["--statuses", "asserted,certain"], "'certain' is not one of asserted"),
        (["--since", "2030"], "nothing in this graph is what was asked for"),
        (["--query", "no.rq"], "no.rq: can't be read"),
        (["--query", "-"], "there is no query in it"),
    ],
)
def test_view_of_nothing(output: Path, options: list[str], message: str) -> None:
    assert message in one_line(kg("view", output, *options))
    assert not (output / "graph.html").exists()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { ?a ?b ?c }", "an ASK query names nothing"),
        ("SELECT ?n { ?s skos:prefLabel ?n }", "names no statement and no entity"),
    ],
)
def test_view_of_an_answer_without_names(output: Path, query: str, message: str) -> None:
    assert message in one_line(kg("view", output, "--query", "-", input=query))


def test_show(output: Path) -> None:
    lines = kg("show", output, "acme").stdout.splitlines()
    assert lines[0] == "Acme (Organization, acme-org)"
    assert "Acme -- acquires -> Bolt" in lines
    assert "  “Acme may buy Bolt.”" in lines
    assert "    possible, 2023-07-03, monday" in lines
    assert "outran" not in "".join(lines)
    assert "Dyne -- outran -> Acme" in kg("show", output, "Acme", "--open").stdout
    assert "'Nobody'" in one_line(kg("show", output, "Nobody"))


def test_remove(output: Path) -> None:
    assert kg("remove", output, "friday").exit_code == 0
    assert kg("query", output, "ASK { GRAPH ?g { kgr:dyne-org ?p ?o } }").stdout == "no\n"
    assert "'friday'" in one_line(kg("remove", output, "friday"))


@pytest.mark.model
def test_triples(tmp_path: Path) -> None:
    (tmp_path / "sentences.txt").write_text("\nIntel acquired Tower for $5.4 billion.\r\n\nIt was a deal.\n")
    result = kg("triples", tmp_path / "sentences.txt")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    number, confidence, subject, relation, obj = rows[0][:5]
    assert (number, subject, relation, obj) == ("2", "Intel", "acquired", "Tower")
    assert 0 < float(confidence) <= 1
    assert kg("triples", "-", input="Intel acquired Tower.").stdout.startswith("1\t")


def test_triples_refuses_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    assert "none.txt" in one_line(kg("triples", tmp_path / "none.txt"))
    assert "binary" in one_line(kg("triples", tmp_path / "bad.txt"))


def test_reader_that_goes_away_is_no_error(output: Path) -> None:
    command = f"{sys.executable} -m kg.cli export {output} --format trig | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout


def test_nothing_that_steers_a_terminal_gets_there(
    plain_reading: list[str], write_articles: Write, tmp_path: Path
) -> None:
    folder = write_articles(a="Acme bought Core.")
    (folder / "b\x1b[2J.txt").write_text("BREAK", encoding="utf-8")
    result = kg("build", folder, folder / "no\x1b[2J.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    shown = (
        result.output
        + kg("show", tmp_path / "out", "Acme").stdout
        + one_line(kg("build", "\x1b.txt", "-o", "x"))
    )
    assert "\\x1b" in shown
    assert "\x1b" not in shown
    assert plain("a\u202eb\n") == "a\\u202eb\n"


def test_bar_needs_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another thread runs, workers can't be copies of the process, which start at once."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    threads = threading.active_count()
    with Progress() as progress:
        for done in (1, 2, 3):
            progress(done, 3, "a")
        assert progress.bar is not None
        assert threading.active_count() == threads
        assert progress.bar.tasks[0].completed == 3
    assert "3/3" in sys.stderr.getvalue()  # type: ignore[attr-defined]
