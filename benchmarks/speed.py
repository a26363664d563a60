"""Compare the whole build with the language model alone, on the same texts: python benchmarks/speed.py [FILE...].

Each row is measured in a process of its own, which does the same thing ``--rounds`` times: the first time with the import
of all libraries, then without; the best time counts, and the processor time of the same round is shown beside it. The
memory is the most that the process and its workers held together. The machine decides the numbers; the ratio travels.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def main() -> None:
    """Print a table for the sources and one for many copies of them."""
    parser = argparse.ArgumentParser(description="words a second of kg.build and of the language model alone")
    parser.add_argument(
        "sources", nargs="*", type=Path, default=[EXAMPLES], help="the example articles if none"
    )
    parser.add_argument("--copies", type=int, default=10, help="how often the larger set repeats them (10)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds of each row, of which the best counts (3)"
    )
    parser.add_argument("--row", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(json.dumps(measured(options.row, options.sources, options.rounds)))
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
    print(f"{'':24}{'words/s':>9}{'ratio':>7}{'seconds':>9}{'first':>8}{'cpu':>8}{'MiB':>7}")
    alone = None
    for name, row in rows.items():
        found = in_new_process(row, sources, rounds)
        alone = alone or found
        print(
            f"{name:24}{found['words'] / found['seconds']:9,.0f}{alone['seconds'] / found['seconds']:7.2f}"
            f"{found['seconds']:9.2f}{found['first']:8.2f}{found['cpu']:8.2f}{found['memory']:7.0f}",
            flush=True,
        )
    print(f"{alone['words'] if alone else 0:,} words\n")


def in_new_process(row: str, sources: list[Path], rounds: int) -> dict[str, float]:
    """Return what a row's own process measures, and the most memory that it and its workers held, in MiB."""
    command = [sys.executable, __file__, "--row", row, "--rounds", str(rounds), *map(str, sources)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        memory = 0.0
        while process.poll() is None:
            memory = max(memory, sum(map(held, tree(process.pid))))
            time.sleep(0.2)
        assert process.stdout is not None
        found: dict[str, float] = json.loads(process.stdout.read())
    return {**found, "memory": memory}


def measured(row: str, sources: list[Path], rounds: int) -> dict[str, float]:
    """Return words, best seconds, seconds of the first round with all imports, and processor seconds of the best."""
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
        times = [timed(lambda: [None for _ in nlp.pipe(texts)]) for _ in range(rounds)]
    else:
        times = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                times.append(timed(lambda to=folder: kg.build(sources, to, workers=int(row)).close()))  # type: ignore[misc]
    seconds, cpu = min(times)
    words = sum(len(text.split()) for text in texts)
    return {"words": words, "seconds": seconds, "cpu": cpu, "first": importing + times[0][0]}


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
