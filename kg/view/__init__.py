"""The picture: one HTML file that opens from disk, asks nothing of the network and leads every line to its sentence."""

from __future__ import annotations

from kg.view.choosing import Answer, Choice
from kg.view.page import TITLE, render_html, write_html
from kg.view.part import Part, answer_of, frame, graph_page

__all__ = [
    "TITLE",
    "Answer",
    "Choice",
    "Part",
    "answer_of",
    "frame",
    "graph_page",
    "render_html",
    "write_html",
]
