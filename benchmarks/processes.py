"""Time, processor time and peak memory of functions and commands, from /proc (Linux)."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def measure_seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and processor seconds of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def read_waiting_seconds(process: int) -> float:
    """Seconds that a process waited while others had the processor."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9


def measure_command(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock that a command took, and the bytes of all its processes at their peaks."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    ended = threading.Event()

    def watch_memory() -> None:
        while not ended.wait(0.2):
            peaks.update((member, peak) for member in list_processes(process.pid) if (peak := read_peak_memory(member)))

    watcher = threading.Thread(target=watch_memory)
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - start
    ended.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)}: exit status {code}")
    return wall, sum(peaks.values())


def list_processes(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended
            continue
        for child in children:
            yield from list_processes(int(child))


def read_peak_memory(process: int) -> int:
    """The peak memory of a process in bytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
