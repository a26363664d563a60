"""Work that several processes share: handed back in order, done again where a process dies.

Neither of the standard pools will do: ``multiprocessing.Pool`` hangs when a worker is killed, and
``ProcessPoolExecutor`` gives up the whole job.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
Result = TypeVar("Result")
#: What one worker does with a few items at once; what makes it is called once in each new interpreter.
Work = Callable[[list[Item]], list[Result]]
Make = Callable[[], Work[Item, Result]]

#: Tasks that a worker holds, so that it need not wait for the next one.
_HELD = 2
#: Items that may be done ahead of the first unfinished one, for each worker.
_AHEAD = 64
_MOST_DEATHS = 2
_MOST_FALSE_STARTS = 3


_OBJECTS_BETWEEN_COLLECTIONS = 20_000


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_start() -> bool:
    """Return whether this process may have workers: those of a ``multiprocessing.Pool`` may not."""
    return not multiprocessing.current_process().daemon


def can_fork() -> bool:
    """Return whether workers can be copies of this process, which start at once and share its memory.

    Not beside other Python threads, which may hold locks that a copy would wait for without end.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def in_order(
    tasks: Iterable[list[Item]],
    make: Make[Item, Result],
    give_up: Callable[[Item], Result],
    *,
    count: int,
    fork: bool,
) -> Iterator[Result]:
    """Yield the result of each item of each task, in order, from the work that ``count`` processes do.

    A task whose process dies is done again in a new one, in the end item by item; ``give_up`` makes the result of an
    item that ends two processes. ``make`` must be picklable unless ``fork``; what it raises is raised here.
    """
    crew = _Crew(tasks, make, give_up, count, fork)
    try:
        yield from crew.results()
    finally:
        crew.stop()


@dataclass(slots=True)
class _Task(Generic[Item]):
    """Some items, numbered from ``number`` on."""

    number: int
    items: list[Item]
    deaths: int = 0


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: Any
    connection: Connection
    tasks: deque[_Task[Item]] = field(default_factory=deque)
    ready: bool = False


class _Crew(Generic[Item, Result]):
    """The workers of one job, and what is to do, doing and done."""

    def __init__(
        self,
        tasks: Iterable[list[Item]],
        make: Make[Item, Result],
        give_up: Callable[[Item], Result],
        count: int,
        fork: bool,
    ) -> None:
        self._new = iter(tasks)
        self._again: deque[_Task[Item]] = deque()
        self._done: dict[int, Result] = {}
        self._first = self._next = 0
        self._give_up = give_up
        self._make = _made(make()) if fork else make
        self._fork = fork
        self._context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        self._count = count
        self._false_starts = 0
        self._workers: list[_Worker[Item]] = []
        self._exhausted = False

    def results(self) -> Iterator[Result]:
        """Yield the results as far as they are there without a gap, until all are."""
        while len(self._workers) < self._count:
            self._start()
        while True:
            self._hand_out()
            ready = self._first in self._done
            if not ready and not any(worker.tasks for worker in self._workers):
                return
            self._collect(0.0 if ready else None)
            if self._first in self._done:
                yield self._done.pop(self._first)
                self._first += 1

    def stop(self) -> None:
        """End all workers; they have nothing to lose."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _start(self) -> None:
        here, there = self._context.Pipe()
        inherited = [*(worker.connection for worker in self._workers), here] if self._fork else []
        arguments = (there, self._make, inherited)
        process: Any = self._context.Process(target=_serve, args=arguments, daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of any thread; those of native libraries here hold nothing that a copy uses.
            warnings.simplefilter("ignore", DeprecationWarning)
            with _one_thread_each(), nullcontext() if self._fork else _without_main():
                process.start()
        there.close()
        self._workers.append(_Worker(process, here))

    def _task(self) -> _Task[Item] | None:
        """Return the next task to hand out, or None where there is none or the others have to catch up."""
        if self._again:
            return self._again.popleft()
        if self._exhausted or self._next - self._first > _AHEAD * self._count:
            return None
        items = next(self._new, None)
        if items is None:
            self._exhausted = True
            return None
        task = _Task(self._next, items)
        self._next += len(items)
        return task

    def _hand_out(self) -> None:
        """Give each worker as many tasks as it may hold, the one with the fewest first."""
        for held in range(_HELD):
            for worker in self._workers:
                if len(worker.tasks) == held and (task := self._task()) is not None:
                    worker.tasks.append(task)
                    self._send(worker, task)

    def _send(self, worker: _Worker[Item], task: _Task[Item]) -> None:
        with suppress(OSError):  # it is dead, as `_collect` will find
            worker.connection.send((task.number, task.items))

    def _collect(self, timeout: float | None) -> None:
        """Take in what workers have done, and replace those that died."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                number, results = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(results, Exception):
                raise results
            worker.ready = True
            if number is not None:
                worker.tasks.popleft()
                self._done.update(enumerate(results, number))

    def _bury(self, worker: _Worker[Item]) -> None:
        """Have what a dead worker left undone done by another."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                code = worker.process.exitcode
                raise KgError(f"processes that read articles end at once (exit code {code}): try one worker")
        elif worker.tasks:
            suspect = worker.tasks.popleft()
            suspect.deaths += 1
            worker.tasks.extendleft(reversed(self._retried(suspect)))
        self._again.extendleft(reversed(worker.tasks))
        self._start()

    def _retried(self, task: _Task[Item]) -> list[_Task[Item]]:
        """Return what is to be done again of a task that a worker died of."""
        if task.deaths < _MOST_DEATHS:
            return [task]
        if len(task.items) > 1:
            return [_Task(task.number + n, [item], 1) for n, item in enumerate(task.items)]
        self._done[task.number] = self._give_up(task.items[0])
        return []


def _made(work: Work[Item, Result]) -> Make[Item, Result]:
    return lambda: work


def _serve(connection: Connection, make: Make[Item, Result], inherited: list[Connection]) -> None:
    """Do tasks until the connection is closed. An interrupt is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:  # or this copy would keep them open when the parent has gone
        other.close()
    try:
        work = make()
    except KgError as error:
        connection.send((None, error))
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)  # reading makes many small objects and hardly any cycles
    connection.send((None, None))
    tasks: SimpleQueue[tuple[int, list[Item]] | None] = SimpleQueue()
    # Tasks are taken in while others are done: two processes that both wait for the other to read would stand still.
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    while (task := tasks.get()) is not None:
        number, items = task
        try:
            connection.send((number, work(items)))
        except OSError:
            return


def _receive(connection: Connection, tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        tasks.put(None)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Tell the tokenizers of a new process not to use threads, which a copy of this process does not have."""
    name = "TOKENIZERS_PARALLELISM"
    before = os.environ.get(name)
    os.environ[name] = "false"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep a new interpreter from running the user's script, which asked for this, again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
