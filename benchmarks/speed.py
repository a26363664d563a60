"""Compare the whole build with the language model alone, on the same texts: python benchmarks/speed.py [FILE...].

Each row is measured in a process of its own, which does the same thing ``--rounds`` times: the first time with the import
of all libraries, then without. The rows take turns, so that what else the machine does falls on all of them alike; of
seconds and of processor seconds the least count, each for itself, and both are set against those of the model alone.
The memory is the most that a process and its workers held together. The machine decides the numbers; the ratios travel.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Self

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def main() -> None:
    """Print a table for the sources and one for many copies of them."""
    parser = argparse.ArgumentParser(description="words a second of kg.build and of the language model alone")
    parser.add_argument(
        "sources", nargs="*", type=Path, default=[EXAMPLES], help="the example articles if none"
    )
    parser.add_argument("--copies", type=int, default=10, help="how often the larger set repeats them (10)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds of each row, of which the best count (3)"
    )
    parser.add_argument("--row", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        serve(options.row, options.sources)
        return
    table(options.sources, options.rounds)
    if options.copies > 1:
        with tempfile.TemporaryDirectory() as folder:
            copy(options.sources, options.copies, Path(folder))
            table([Path(folder)], options.rounds)


def copy(sources: list[Path], copies: int, folder: Path) -> None:
    """Write the files of the sources several times, each with a last line of its own."""
    files = [
        file for source in sources for file in ([source] if source.is_file() else sorted(source.iterdir()))
    ]
    for number in range(copies):
        for file in files:
            text = file.read_text(encoding="utf-8")
            line = f"This is copy number {number}."
            marked = (
                text.replace("</body>", f"<p>{line}</p></body>")
                if "</body>" in text
                else f"{text}\n\n{line}\n"
            )
            (folder / f"{file.stem}-{number}{file.suffix}").write_text(marked, encoding="utf-8")


def table(sources: list[Path], rounds: int) -> None:
    """Print one table."""
    rows = {
        "language model alone": "alone",
        "kg.build, one worker": "1",
        "kg.build, default": "0",
    }
    with ExitStack() as stack:
        running = {name: stack.enter_context(Row(row, sources)) for name, row in rows.items()}
        for _ in range(rounds):
            for row in running.values():
                row.measure()
    alone = running["language model alone"]
    print(f"{'':24}{'words/s':>9}{'ratio':>7}{'seconds':>9}{'first':>8}{'cpu':>8}{'ratio':>7}{'MiB':>7}")
    for name, row in running.items():
        print(
            f"{name:24}{row.words / row.seconds:9,.0f}{alone.seconds / row.seconds:7.2f}{row.seconds:9.2f}"
            f"{row.first:8.2f}{row.cpu:8.2f}{alone.cpu / row.cpu:7.2f}{row.memory:7.0f}"
        )
    print(f"{alone.words:,} words\n", flush=True)


class Row:
    """A process that does one thing each time it is told to, and the least that this took; memory is in MiB."""

    def __init__(self, row: str, sources: list[Path]) -> None:
        command = [sys.executable, __file__, "--row", row, *map(str, sources)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._receive, daemon=True).start()
        self.seconds = self.cpu = math.inf
        self.first = self.memory = 0.0
        self.words = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def _receive(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def measure(self) -> None:
        """Have it done once more."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        line = None
        while line is None:
            self.memory = max(self.memory, sum(map(held, tree(self._process.pid))))
            with suppress(Empty):
                line = self._lines.get(timeout=0.2)
        if not line:
            raise SystemExit("a measured process ended")
        found = json.loads(line)
        self.words = found["words"]
        self.first = self.first or found["importing"] + found["seconds"]
        self.seconds = min(self.seconds, found["seconds"])
        self.cpu = min(self.cpu, found["cpu"])


def serve(row: str, sources: list[Path]) -> None:
    """Do what a row measures once for each line of standard input, and print what it took, as JSON."""
    start = time.perf_counter()
    import kg
    import kg.language
    from kg.readers import read_sources

    importing = time.perf_counter() - start
    texts = [article.text for article in read_sources(sources) if hasattr(article, "text")]
    if row == "alone":
        start = time.perf_counter()
        nlp = kg.language.load()
        importing += time.perf_counter() - start
    words = sum(len(text.split()) for text in texts)
    for _ in sys.stdin:
        if row == "alone":
            seconds, cpu = timed(lambda: [None for _ in nlp.pipe(texts)])
        else:
            with tempfile.TemporaryDirectory() as folder:
                seconds, cpu = timed(lambda to=folder: kg.build(sources, to, workers=int(row)).close())  # type: ignore[misc]
        print(
            json.dumps({"words": words, "seconds": seconds, "cpu": cpu, "importing": importing}), flush=True
        )


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that something took, and the processor seconds of this process and its children."""
    start, before = time.perf_counter(), processor()
    work()
    return time.perf_counter() - start, processor() - before


def processor() -> float:
    """Return the processor seconds so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def tree(pid: int) -> list[int]:
    """Return a process and all below it (on Linux; elsewhere the process alone)."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def held(pid: int) -> float:
    """Return the memory of a process in MiB, what it shares with others divided among them; 0 where unknown."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
