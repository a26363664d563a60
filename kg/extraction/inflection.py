"""From an inflected word to what its base form may be, where the language model does not know its lemma."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    "fled": "flee",
    "sped": "speed",
    "bled": "bleed",
    "slew": "slay",
    "slain": "slay",
    "wrung": "wring",
}


def base_forms(form: str) -> Iterator[str]:
    """Yield the base forms that a regular past, participle or third person may have: snapped -> snap, fined -> fine."""
    yield form
    if form in _IRREGULAR:
        yield _IRREGULAR[form]
    if form.endswith("ied") or form.endswith("ies"):
        yield form[:-3] + "y"
    for ending in ("ed", "ing", "es", "s"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield stem
        if ending in {"ed", "ing"}:
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
                yield stem[:-1]


def singular_forms(form: str) -> Iterator[str]:
    """Yield the singulars that a plural may have: lorries -> lorry, lenses -> lens, salesmen -> salesman."""
    if form.endswith("men"):
        yield form[:-2] + "an"
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("ves"):
        yield form[:-3] + "f"
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("s"):
        yield form[:-1]
