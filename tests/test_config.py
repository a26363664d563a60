"""Settings: what is accepted, what is refused and how, what changes the fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import KgError


def test_settings_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "extra.ttl").write_text("", encoding="utf-8")
    (tmp_path / "kg.toml").write_text('ontology = "extra.ttl"\nmin_confidence = 1\nlanguage_model = "x"\n')
    assert Settings.load(tmp_path / "kg.toml") == Settings(
        ontology=(tmp_path / "extra.ttl",), min_confidence=1.0, language_model="x"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("speed = 3", "unknown setting 'speed'"),
        ("include_open = 1", "include_open must be of type bool"),
        ("batch_size = true", "batch_size must be of type int"),
        ("batch_size = 0", "at least 1"),
        ("workers = -1", "workers is at least 1"),
        ("min_confidence = 1.5", "between 0 and 1"),
        ("ontology = 3", "path of a file"),
        ('ontology = ["none.ttl"]', "no such ontology file"),
        ('aliases = ["none.csv"]', "no such alias table"),
        ('corrections = "none.toml"', "no such file of corrections"),
        ("reconcile = 3", "reconcile must be of type str"),
        ("a = [", "not valid TOML"),
        ("\udcff", "can't be read"),
    ],
)
def test_mistakes_are_told_with_the_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "kg.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(KgError, match=message) as caught:
        Settings.load(path)
    assert str(path) in str(caught.value)


def test_fingerprint_is_that_of_what_decides_a_reading(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text("# one\n", encoding="utf-8")
    plain, more = Settings(), Settings(ontology=(extra,))
    assert (
        plain.fingerprint()
        == Settings(aliases=(extra,), corrections=extra, reconcile="http://x.example/").fingerprint()
    )
    assert (
        plain.fingerprint()
        == Settings(min_confidence=0.5, include_open=True, batch_size=1, workers=3).fingerprint()
    )
    assert len({plain.fingerprint(), more.fingerprint(), Settings(language_model="x").fingerprint()}) == 3
    before = more.fingerprint()
    extra.write_text("# two\n", encoding="utf-8")
    assert more.fingerprint() != before


def test_model_in_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights.bin").write_bytes(b"one")
    before = Settings(language_model=str(model)).fingerprint()
    (model / "weights.bin").write_bytes(b"two")
    assert Settings(language_model=str(model)).fingerprint() != before
