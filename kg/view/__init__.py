"""The picture: one HTML file that opens from disk, asks nothing of the network and leads every line to its sentence."""

from __future__ import annotations

from kg.view.page import render_html, write_html

__all__ = ["render_html", "write_html"]
