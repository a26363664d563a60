"""Compare the whole build with the language model alone, on the same texts: python benchmarks/speed.py [FILE...].

Prints words a second of each, their ratio, the time to load and the most memory used. The machine decides the numbers;
the ratio travels.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import kg
import kg.language
from kg.readers import read_sources

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
ROUNDS = 3


def main() -> None:
    """Print the table."""
    sources = [Path(p) for p in sys.argv[1:]] or [EXAMPLES]
    texts = [a.text for a in read_sources(sources) if hasattr(a, "text")]
    start = time.perf_counter()
    nlp = kg.language.load()
    loading = time.perf_counter() - start
    words = sum(len(text.split()) for text in texts)
    alone, whole = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _doc in nlp.pipe(texts):
            pass
        alone.append(time.perf_counter() - start)
        start = time.perf_counter()
        kg.build(sources).close()
        whole.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'':24}{'seconds':>10}{'words/s':>10}")
    for name, seconds in (("language model alone", min(alone)), ("kg.build, all of it", min(whole))):
        print(f"{name:24}{seconds:10.2f}{words / seconds:10.0f}")
    print(
        f"ratio {min(alone) / min(whole):.2f}, model loaded in {loading:.2f} s, {memory:.0f} MiB at most, {words} words"
    )


if __name__ == "__main__":
    main()
