"""`kg explain` and `kg.explain`: what was found and why, what was dropped and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.config import Settings
from kg.errors import KgError
from kg.explaining import Explanation
from kg.model import Article, Status

pytestmark = pytest.mark.model

TEXT = "Microsoft denied last week that it would buy Nintendo for $5 million. The film won praise."


@pytest.fixture(scope="module")
def explained() -> Explanation:
    return kg.explain(TEXT, published="2024-05-06")


def command(*args: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["explain", *args], input=input)


def test_every_sentence_is_there_with_its_offsets(explained: Explanation) -> None:
    assert [s.span.of(TEXT) for s in explained.sentences] == [s.text for s in explained.sentences]
    assert "".join(s.text for s in explained.sentences) == TEXT.replace(". The", ".The")


def test_what_was_found_has_its_rule_and_cue(explained: Explanation) -> None:
    (found,) = explained.sentences[0].found
    assert (found.predicate, found.rule, found.status, found.cue) == (
        "acquires",
        "verb:acquires/buy",
        Status.DENIED,
        "denied",
    )
    assert [explained.name(e) for e in (found.subject, found.object)] == ["Microsoft", "Nintendo"]


def test_what_was_dropped_has_a_reason(explained: Explanation) -> None:
    reasons = {(d.rule, d.reason) for d in explained.sentences[1].dropped if d.subject}
    assert any(rule == "verb:wins/win" and "type Work" in reason for rule, reason in reasons), reasons


def test_a_claim_that_resolution_drops_is_told() -> None:
    told = kg.explain("The company bought the factory.")
    reasons = {d.reason for s in told.sentences for d in s.dropped}
    assert "both ends are single common nouns" in reasons


def test_it_finds_what_a_build_finds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    graph = kg.build([tmp_path / "a.txt"])
    built = {(e.quote, e.predicate, e.rule) for s in graph.statements() for e in s.evidence}
    graph.close()
    told = {(e.quote, e.predicate, e.rule) for s in kg.explain(TEXT).sentences for e in s.found}
    assert built == told


def test_an_article_may_be_given() -> None:
    article = Article(id="x", text="Acme bought Bolt.", title="", published="2024-05-06")
    assert kg.explain(article).article is article


@pytest.mark.parametrize("text", ["", "   \n", "…", "a" * 3000])
def test_odd_text_is_no_error(text: str) -> None:
    assert all(not s.found for s in kg.explain(text).sentences)


def test_the_command_prints_both(tmp_path: Path) -> None:
    result = command("--text", TEXT)
    assert result.exit_code == 0
    assert "+ Microsoft -- acquires -> Nintendo" in result.output
    assert "- verb:wins/win: film" in result.output
    assert "are missing" not in result.output
    assert "are missing" in command("--text", TEXT, "--all").output


def test_the_command_reads_files_and_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert "acquires" in command(str(file)).output
    assert "acquires" not in command(str(file), "--containing", "PRAISE").output
    assert "acquires" in command("-", input=TEXT).output


def test_json_is_one_line_an_article() -> None:
    (line,) = command("--text", TEXT, "--format", "json").output.splitlines()
    told = json.loads(line)
    assert [s["text"] for s in told["sentences"]] == [s.text for s in kg.explain(TEXT).sentences]
    assert told["sentences"][0]["found"][0]["amount"] == {"value": "5000000", "unit": "USD"}


@pytest.mark.parametrize("args", [[], ["--text", "a", "b.txt"], ["missing.txt"]])
def test_bad_input_is_told(args: list[str]) -> None:
    result = command(*args)
    assert result.exit_code != 0
    assert result.stderr.startswith("kg: ")


def test_a_missing_ontology_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KgError):
        kg.explain(TEXT, settings=Settings().with_values(ontology=(tmp_path / "no.ttl",)))


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in command("--text", "Acme bought \x1b[31mBolt\x1b[0m for $5 million.").output
