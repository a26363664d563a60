"""Work shared by processes: in order, done again where one is killed, nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.workers import in_order

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="copies of a process are made on Linux only")
START = pytest.mark.parametrize(
    "fork", [pytest.param(True, id="fork", marks=LINUX), pytest.param(False, id="spawn")]
)


def doubled(items: list[int]) -> list[str]:
    """Return what is wanted of numbers; negative ones end the process, big ones take a while."""
    for item in items:
        if item < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if item >= 1000:
            time.sleep(0.05)
    return [str(2 * item) for item in items]


def make_doubled() -> Callable[[list[int]], list[str]]:
    return doubled


def refuse() -> Callable[[list[int]], list[str]]:
    raise KgError("no such model")


def die() -> Callable[[list[int]], list[str]]:
    os._exit(3)


def lost(item: int) -> str:
    return f"lost {item}"


def pairs(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at : at + 2] for at in range(0, len(numbers), 2))


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


@START
@pytest.mark.parametrize("count", [1, 3])
def test_results_come_in_order_from_any_number_of_workers(fork: bool, count: int) -> None:
    numbers = [1000, 1, 2, 3, 4, 1001, *range(5, 700)]
    found = list(in_order(pairs(numbers), make_doubled, lost, count=count, fork=fork))
    assert found == [str(2 * n) for n in numbers]


@LINUX
def test_nothing_to_do() -> None:
    assert list(in_order([], make_doubled, lost, count=2, fork=True)) == []


@START
def test_item_that_ends_its_process_is_given_up_alone(fork: bool) -> None:
    numbers = [1, 2, 3, -4, 5, 6, 7, 8, -9]
    found = list(in_order(pairs(numbers), make_doubled, lost, count=2, fork=fork))
    assert found == ["2", "4", "6", "lost -4", "10", "12", "14", "16", "lost -9"]


@START
def test_killed_workers_lose_nothing(fork: bool) -> None:
    numbers = list(range(1000, 1040))
    found = []
    for result in in_order(pairs(numbers), make_doubled, lost, count=2, fork=fork):
        found.append(result)
        if len(found) in {4, 20}:
            for process in multiprocessing.active_children():
                process.kill()
    assert found == [str(2 * n) for n in numbers]


@LINUX
def test_large_items_do_not_stop_both_sides() -> None:
    texts = ["x" * 3_000_000 + str(n) for n in range(12)]
    found = in_order(([t] for t in texts), lambda: lambda items: items, lambda t: "", count=2, fork=True)
    assert list(found) == texts


@LINUX
def test_mistakes_of_the_start_are_raised() -> None:
    for fork in (True, False):
        with pytest.raises(KgError, match="no such model"):
            list(in_order(pairs([1, 2]), refuse, lost, count=2, fork=fork))
    with pytest.raises(KgError, match="exit code 3"):
        list(in_order(pairs([1, 2]), die, lost, count=2, fork=False))


@LINUX
def test_leaving_early_ends_the_workers() -> None:
    found = in_order(pairs(list(range(1000, 1100))), make_doubled, lost, count=2, fork=True)
    assert next(found) == "2000"
    found.close()  # type: ignore[attr-defined]


SCRIPT = """
import sys, time
sys.path.insert(0, {tests!r})
from kg.workers import in_order
from test_workers import lost, make_doubled
print("script", flush=True)
for result in in_order(([n] for n in range(1000, 5000)), make_doubled, lost, count=2, fork={fork}):
    print(result, flush=True)
"""


@LINUX
@START
def test_script_is_not_run_again_and_its_workers_end_with_it(fork: bool, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent), fork=fork), encoding="utf-8")
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    lines = [run.stdout.readline().strip() for _ in range(3)]
    assert lines == ["script", "2000", "2002"]
    workers = _children(run.pid)
    assert len(workers) >= 2
    run.kill()
    rest = run.communicate()[0]  # ends when the last worker, which has the same standard output, is gone
    assert "script" not in rest


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(child) for child in found.split()]


USED_BEFORE = """
import kg.language
from kg.workers import in_order
nlp = kg.language.load(threads=1)
words = [f"Acme{n} bought Bolt{n} for ${n} million in 2020." for n in range(300)]
list(nlp.pipe(words))
def lengths(texts): return [len(doc) for doc in nlp.pipe(texts)]
print(sum(in_order(([text] for text in words), lambda: lengths, len, count=2, fork=True)))
"""


@LINUX
@pytest.mark.model
def test_language_model_that_was_used_goes_on_in_copies_without_a_word() -> None:
    run = subprocess.run([sys.executable, "-c", USED_BEFORE], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stderr) == (0, "")
    assert int(run.stdout) > 2000
