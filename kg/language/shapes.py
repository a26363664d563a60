"""Shapes of words: the letter case, digits and marks that an uncased encoder would lose."""

SHAPES = 64

_NONE, _LOWER, _CAPITAL, _TITLE, _UPPER, _MIXED, _INNER = range(7)


def _case(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _NONE
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return _LOWER
    if upper == len(letters):
        return _CAPITAL if upper == 1 else _UPPER
    if letters[0].isupper():
        return _TITLE if upper == 1 else _MIXED
    return _INNER


def shape(word: str) -> int:
    """The shape of a word as a number in `range(SHAPES)`: its case, whether it holds digits, whether it holds marks."""
    digits = sum(c.isdigit() for c in word)
    marks = sum(not c.isalnum() for c in word)
    digit = 0 if digits == 0 else 2 if digits + marks == len(word) else 1
    mark = 0 if marks == 0 else 2 if marks == len(word) else 1
    return (_case(word) * 3 + digit) * 3 + mark
