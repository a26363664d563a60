"""The reliability diagram: how often what is said with a confidence is right, as HTML (with SVG inside) or PNG."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from kg.errors import KgError
from kg.evaluation.calibration import Calibration

_SIDE, _LEFT, _TOP, _GAP, _COUNTS = 360, 64, 82, 34, 90
_WIDTH, _HEIGHT = _LEFT + _SIDE + 24, _TOP + _SIDE + _GAP + _COUNTS + 52
_INK, _QUIET, _BAR, _MISS = "#1f2933", "#7b8794", "#4c78a8", "#e8a79c"
_SCALE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A rectangle, a line (``to``), or a text that is placed by its start, middle or end."""

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    colour: str = _INK
    text: str = ""
    anchor: str = "middle"
    size: int = 12
    line: bool = False


def check_plot(path: str | os.PathLike[str]) -> None:
    """Raise KgError if a plot can't be written as this kind of file, before any work is done for it."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".html", ".png"):
        raise KgError(f"{path}: a plot is written as .html or .png")
    if suffix == ".png" and find_spec("PIL") is None:
        raise KgError("a PNG needs Pillow: pip install 'kg-builder[plot]', or write the plot as .html")


def write_plot(calibration: Calibration, path: str | os.PathLike[str], *, title: str = "Confidence") -> Path:
    """Return the path of the diagram that was written there; its suffix, .html or .png, decides the format.

    The HTML file holds no script and asks for nothing. PNG needs Pillow. Raises KgError for another suffix, where
    Pillow is missing, and where the file can't be written.
    """
    check_plot(path)
    target = Path(path)
    is_png = target.suffix.lower() == ".png"
    data = to_png(calibration, title) if is_png else to_html(calibration, title).encode("utf-8")
    try:
        target.write_bytes(data)
    except OSError as error:
        raise KgError(f"{target}: can't be written: {error.strerror or error}") from error
    return target


def to_html(calibration: Calibration, title: str) -> str:
    """Return one self-contained page with the diagram and its numbers."""
    rows = "".join(
        f"<tr><td>{b.low:.1f} to {b.high:.1f}</td><td>{b.count}</td><td>{b.confidence:.3f}</td>"
        f"<td>{b.right:.3f}</td></tr>\n"
        for b in calibration.bins
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_escaped(title)}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; color: {_INK}; max-width: 36em; margin: 2em auto; padding: 0 1em; }}
svg {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; }}
td, th {{ padding: .1em 1em .1em 0; text-align: right; }}
</style>
</head>
<body>
{to_svg(calibration, title)}
<p>{_escaped(_scores(calibration))}.</p>
<table>
<tr><th>confidence</th><th>evidence</th><th>mean</th><th>right</th></tr>
{rows}</table>
</body>
</html>
"""


def to_svg(calibration: Calibration, title: str) -> str:
    """Return the diagram as an SVG element."""
    body = "\n".join(_svg(shape) for shape in _shapes(calibration, title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" font-family="system-ui, sans-serif">\n'
        f"<title>{_escaped(title)}: {_escaped(_scores(calibration))}</title>\n{body}\n</svg>"
    )


def to_png(calibration: Calibration, title: str) -> bytes:
    """Return the diagram as the bytes of a PNG image, twice as large as the SVG; needs Pillow."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (_WIDTH * _SCALE, _HEIGHT * _SCALE), "white")
    draw = ImageDraw.Draw(image)
    for s in _shapes(calibration, title):
        x, y = s.x * _SCALE, s.y * _SCALE
        to = (x + s.width * _SCALE, y + s.height * _SCALE)
        if s.text:
            font = ImageFont.load_default(size=s.size * _SCALE)
            draw.text((x, y), s.text, s.colour, font, {"start": "ls", "middle": "ms", "end": "rs"}[s.anchor])
        elif s.line:
            draw.line((x, y, *to), s.colour, _SCALE)
        elif s.width and s.height:
            draw.rectangle((x, y, *to), s.colour)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _shapes(calibration: Calibration, title: str) -> Iterator[_Shape]:
    """Yield what is drawn, in order: above, the share right over confidence; below, how many there are."""
    yield _Shape(x=_LEFT + _SIDE / 2, y=24, text=title, size=16)
    yield _Shape(x=_LEFT + _SIDE / 2, y=43, text=_scores(calibration), colour=_QUIET, size=11)
    bottom = _TOP + _SIDE
    for b in calibration.bins:
        x, width = _LEFT + b.low * _SIDE + 1, (b.high - b.low) * _SIDE - 2
        low, high = sorted((b.right, b.confidence))
        yield _Shape(x=x, y=bottom - high * _SIDE, width=width, height=(high - low) * _SIDE, colour=_MISS)
        yield _Shape(x=x, y=bottom - b.right * _SIDE, width=width, height=b.right * _SIDE, colour=_BAR)
        mark = bottom - b.confidence * _SIDE
        yield _Shape(x=x, y=mark, width=width, colour=_INK, line=True)
    yield _Shape(x=_LEFT, y=bottom, width=_SIDE, height=-_SIDE, colour=_QUIET, line=True)
    yield from _axes(bottom, "share right")
    most, foot = max(b.count for b in calibration.bins), bottom + _GAP + _COUNTS
    for b in calibration.bins:
        height = b.count / most * (_COUNTS - 14)
        x, width = _LEFT + b.low * _SIDE + 1, (b.high - b.low) * _SIDE - 2
        yield _Shape(x=x, y=foot - height, width=width, height=height, colour=_QUIET)
        yield _Shape(x=x + width / 2, y=foot - height - 4, text=str(b.count), size=10)
    yield _Shape(x=_LEFT, y=foot, width=_SIDE, line=True)
    yield _Shape(x=_LEFT - 10, y=foot - 4, text="evidence", anchor="end", size=11)
    for tick in range(0, 11, 2):
        yield _Shape(x=_LEFT + tick / 10 * _SIDE, y=foot + 16, text=f"{tick / 10:.1f}", size=11)
    yield _Shape(x=_LEFT + _SIDE / 2, y=foot + 36, text="confidence")


def _axes(bottom: int, label: str) -> Iterator[_Shape]:
    """Yield the two axes of the upper part with their ticks."""
    yield _Shape(x=_LEFT, y=_TOP, height=_SIDE, line=True)
    yield _Shape(x=_LEFT, y=bottom, width=_SIDE, line=True)
    for tick in range(0, 11, 2):
        y = bottom - tick / 10 * _SIDE
        yield _Shape(x=_LEFT - 8, y=y + 4, text=f"{tick / 10:.1f}", anchor="end", size=11)
        yield _Shape(x=_LEFT - 4, y=y, width=4, line=True)
    yield _Shape(x=8, y=_TOP - 12, text=label, anchor="start", size=11)


def _scores(calibration: Calibration) -> str:
    return (
        f"{calibration.count} pieces of evidence, expected calibration error {calibration.error:.3f}, "
        f"Brier score {calibration.brier:.3f}"
    )


def _svg(s: _Shape) -> str:
    if s.text:
        return (
            f'<text x="{s.x:.1f}" y="{s.y:.1f}" font-size="{s.size}" text-anchor="{s.anchor}" '
            f'fill="{s.colour}">{_escaped(s.text)}</text>'
        )
    if s.line:
        return (
            f'<line x1="{s.x:.1f}" y1="{s.y:.1f}" x2="{s.x + s.width:.1f}" y2="{s.y + s.height:.1f}" '
            f'stroke="{s.colour}"/>'
        )
    return (
        f'<rect x="{s.x:.1f}" y="{s.y:.1f}" width="{s.width:.1f}" height="{s.height:.1f}" fill="{s.colour}"/>'
    )


def _escaped(text: str) -> str:
    """Return a text that is safe in HTML and can be written as UTF-8."""
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"))
