"""The picture: one HTML file that opens from disk, asks nothing of the network and leads every line to its sentence."""

from __future__ import annotations

from kg.view.choosing import Answer, Choice
from kg.view.page import TITLE, render_html, write_html
from kg.view.part import Part, frame, page_of

__all__ = ["TITLE", "Answer", "Choice", "Part", "frame", "page_of", "render_html", "write_html"]
