"""What a command takes: wall and CPU seconds, and memory, of it and of all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.25
"""Seconds between two looks at memory."""


class Figures(NamedTuple):
    """What one run took. Memory in megabytes."""

    wall: float
    cpu: float
    largest: float  # the process with the most memory
    together: float  # all at one moment; what processes share counts once


def run(command: Sequence[str], folder: Path) -> Figures:
    """Run a command to its end. Ends the program if the command fails; exit code 1 of ours tells of documents, and is no failure."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=surroundings)
    peak = [0.0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(child.pid, peak, done))
    watcher.start()
    said = child.stderr.read() if child.stderr else b""
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    done.set()
    watcher.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {child.returncode}: {said[-2000:].decode('utf-8', 'replace')}")
    return Figures(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, peak[0])


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    """Note the most memory that a process and its children have at one moment."""
    while not done.wait(EVERY):
        peak[0] = max(peak[0], sum(map(_proportional, (pid, *_children(pid)))) / 1024)


def _children(pid: int) -> Iterator[int]:
    """All processes below one (Linux)."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in found:
            yield child
            yield from _children(child)


def _proportional(pid: int) -> float:
    """Kilobytes of a process; of pages that n processes share, the n-th part. 0 where the system doesn't tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
