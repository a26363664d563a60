"""What a user put right: ``corrections.toml``, read on every build, written by ``kg correct`` and the page."""

from kg.corrections.entries import KINDS, Correction
from kg.corrections.reading import NAME, parse_corrections, read_corrections, to_corrections
from kg.corrections.writing import add_correction, remove_correction

__all__ = [
    "KINDS",
    "NAME",
    "Correction",
    "add_correction",
    "parse_corrections",
    "read_corrections",
    "remove_correction",
    "to_corrections",
]
