"""Bytes to articles: files, folders and standard input, one reader a format.

Text is normalised here and nowhere else; what an ``Article`` holds is what every offset refers to.
"""

from kg.readers.sources import (
    Failure,
    Listing,
    Source,
    list_sources,
    read_source,
    read_sources,
    stdin_source,
)
from kg.readers.table import FORMATS, read_bytes

__all__ = [
    "FORMATS",
    "Failure",
    "Listing",
    "Source",
    "list_sources",
    "read_bytes",
    "read_source",
    "read_sources",
    "stdin_source",
]
