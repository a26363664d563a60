"""Corrections into ``corrections.toml``: added at its end or taken out, all else left as it was written.

What is in the file is never written anew, so that comments, order and spacing of a hand stay.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from kg.corrections.entries import Correction
from kg.corrections.reading import header_lines, parse_corrections
from kg.errors import KgError

#: What a new file begins with.
HEAD = """\
# Corrections of this graph, applied again on every build. Edit them by hand, or use: kg correct
# [[merge]] [[split]] [[rename]] [[retype]] [[identify]] [[reject]]
"""


def add_correction(path: Path, correction: Correction) -> None:
    """Write a correction at the end of a file, which is made if there is none.

    Raises KgError, and changes nothing, if what stands there is no file of corrections.
    """
    text = _text(path) if path.exists() else HEAD
    there = parse_corrections(text, str(path))
    ending = "\r\n" if "\r\n" in text else "\n"
    text += "" if not text or text.endswith("\n") else ending
    text += ending + correction.to_toml().replace("\n", ending)
    if len(parse_corrections(text, str(path))) != len(there) + 1:
        raise KgError(f"{path}: a correction can't be added behind what stands there; write it in by hand")
    _write(path, text)


def remove_correction(path: Path, number: int = -1) -> Correction:
    """Return the correction with this number, from 0 (the last one by default), after taking it out of the file.

    Comments above it stay. Raises KgError, and changes nothing, if there is none or it can't be told where it stands.
    """
    text = _text(path) if path.exists() else ""
    there = parse_corrections(text, str(path))
    count = len(there)
    if not -count <= number < count:
        which = (
            f"no correction {number + 1}; there are {count}"
            if count and number >= 0
            else "no correction to undo"
        )
        raise KgError(f"{path}: {which}")
    gone = there[number]
    left = _without(text, number % count)
    try:
        fits = left is not None and _contents(parse_corrections(left, str(path))) == _contents(
            there[: number % count] + there[number % count + 1 :]
        )
    except KgError:
        fits = False
    if left is None or not fits:
        raise KgError(f"{gone.where}: can't be taken out safely; delete it by hand")
    _write(path, left)
    return gone


def _contents(corrections: tuple[Correction, ...]) -> list[tuple[str, object]]:
    return [(one.kind, one.values) for one in corrections]


def _without(text: str, number: int) -> str | None:
    """Return the text without one of its tables: from its head to the comments or the blank line before the next."""
    headers = [line for line, _ in header_lines(text)]
    if number >= len(headers):
        return None
    lines = re.split(r"(?<=\n)", text)
    start, end = headers[number], headers[number + 1] if number + 1 < len(headers) else len(lines)
    while end > start + 1 and re.match(r"\s*(#|$)", lines[end - 1]):
        end -= 1
    before = lines[:start]
    after = lines[end:]
    if before and not before[-1].strip() and (not after or not after[0].strip()):
        before.pop()
    return "".join(before + after)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: can't be read: {error}") from error


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place all at once, so that nobody ever finds half of it."""
    target = Path(os.path.realpath(path))
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as draft:
            draft.write(text.encode("utf-8"))
        if target.exists():
            os.chmod(draft.name, target.stat().st_mode)
        else:
            os.chmod(draft.name, 0o644)
        os.replace(draft.name, target)
    except OSError as error:
        raise KgError(f"{path}: can't be written: {error.strerror}") from error
