"""Which files are read, and under which ids."""

import io
import os
import sys
from pathlib import Path

import pytest

from kg.readers import Failure, list_sources, read_sources
from kg.readers.sources import MAX_BYTES


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The fund bid.", encoding="utf-8")


def ids(*given: str | Path) -> list[str]:
    return [source.id for source in list_sources(given).sources]


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "z/c.html", ".hidden/d.txt", ".e.txt", "f.csv", "UPPER.TXT")
    listing = list_sources([tmp_path])
    assert [source.id for source in listing.sources] == ["UPPER", "a", "b", "c"]
    assert listing.skipped == 1
    assert not listing.failures


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["mon/story.txt", "tue/story.txt", "other.txt"], ["mon-story", "tue-story", "other"]),
        (["x/mon/story.txt", "y/mon/story.txt"], ["x-mon-story", "y-mon-story"]),
        (["mon/story.txt", "mon/story.html"], ["mon-story-txt", "mon-story-html"]),
        (["mon/story.txt", "tue/story.txt", "mon-story.txt"], None),
    ],
)
def test_clashing_stems(tmp_path: Path, names: list[str], expected: list[str] | None) -> None:
    root = tmp_path / "root"
    write(root, *names)
    found = ids(*(root / name for name in names))
    assert len(set(found)) == len(names)
    if expected:
        suffixless = [name.replace(f"{root.name}-", "") for name in found]
        assert suffixless == expected
    assert sorted(ids(*(root / name for name in reversed(names)))) == sorted(found)


def test_one_file_given_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert ids("a.txt", tmp_path / "a.txt", tmp_path, "link.txt") == ["a"]


def test_failures_say_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, "report.docx", "empty/x.csv")
    (tmp_path / "blank.txt").write_text("  \n")
    (tmp_path / "huge.txt").write_bytes(b"a" * (MAX_BYTES + 1))
    given = [tmp_path / name for name in ("none.txt", "report.docx", "empty", "blank.txt", "huge.txt")]
    found = list(read_sources(given))
    assert [str(item).removeprefix(f"{tmp_path}/").partition(":")[0] for item in found] == [
        "none.txt",
        "report.docx",
        "empty",
        "blank.txt",
        "huge.txt",
    ]
    messages = " | ".join(item.message for item in found if isinstance(item, Failure))
    for part in (
        "no such file",
        ".docx can't be read",
        "no articles in this folder",
        "is empty",
        "larger than",
    ):
        assert part in messages


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    (failure,) = read_sources([tmp_path / "a.txt"])
    assert isinstance(failure, Failure)
    assert "Permission" in failure.message


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO(b"Title: JSR\n\nThe fund bid.")

    monkeypatch.setattr(sys, "stdin", Pipe)
    (article,) = read_sources(["-", "-"])
    assert not isinstance(article, Failure)
    assert article.text == "JSR\n\nThe fund bid."
    assert article.id.startswith("stdin-")


def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("The fund bid.", encoding="utf-8")
    assert ids(tmp_path) == ["caf\ufffd"]
