from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from kg.errors import KgError
from kg.evaluation import Calibration, calibration
from kg.evaluation.plot import check_plot, to_html, to_png, to_svg, write_plot


@pytest.fixture
def judged() -> Calibration:
    found = calibration([(0.75, True)] * 3 + [(0.75, False)] + [(0.25, False)] * 2)
    assert found is not None
    return found


def test_svg_draws_each_bin(judged: Calibration) -> None:
    svg = ElementTree.fromstring(to_svg(judged, "Confidence"))
    rectangles = [e for e in svg if e.tag.endswith("rect")]
    texts = [e.text for e in svg if e.tag.endswith("text")]
    assert len(rectangles) == 3 * 2  # share right, distance, count
    heights = [float(e.get("height", "0")) for e in rectangles]
    assert heights[:4] == [90.0, 0.0, 0.0, 270.0]  # of 360: none of 0.25 right, three of four at 0.75
    assert {"2", "4"} <= set(texts)
    assert "6 pieces of evidence, expected calibration error 0.083, Brier score 0.146" in texts


def test_html_asks_for_nothing_and_escapes(judged: Calibration) -> None:
    page = to_html(judged, "</title><script>alert(1)</script>\ud800")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(src|href)\s*=|url\(|@import", page)
    assert "default-src 'none'" in page
    assert "<td>0.7 to 0.8</td><td>4</td><td>0.750</td><td>0.750</td>" in page
    page.encode()


def test_png_shows_the_bars(judged: Calibration) -> None:
    image = Image.open(BytesIO(to_png(judged, "Confidence"))).convert("RGB")
    colours = {colour for _, colour in image.getcolors(1 << 20) or []}
    assert image.format is None
    assert {(0x4C, 0x78, 0xA8), (0xE8, 0xA7, 0x9C), (255, 255, 255)} <= colours
    assert to_png(judged, "Confidence") == to_png(judged, "Confidence")


def test_the_suffix_decides(judged: Calibration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_plot(judged, tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG\r\n")
    assert write_plot(judged, tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(KgError, match=r"written as \.html or \.png"):
        write_plot(judged, tmp_path / "a.jpg")
    with pytest.raises(KgError, match="can't be written"):
        write_plot(judged, tmp_path / "missing" / "a.html")
    monkeypatch.setattr("kg.evaluation.plot.find_spec", lambda name: None)
    check_plot(tmp_path / "a.html")
    with pytest.raises(KgError, match=r"needs Pillow: pip install 'kg-builder\[plot\]'"):
        check_plot(tmp_path / "a.png")
