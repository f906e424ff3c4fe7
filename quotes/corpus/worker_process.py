"""Start and end a worker process: `start_worker(settings, deadline)` returns it with the pipes to it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection

from quotes.corpus.settings import Settings
from quotes.corpus.tasks import Task
from quotes.nlp.threads import THREAD_VARIABLES

# Isolated (-I): nothing is imported from the current folder, where articles may lie beside a file named json.py.
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from quotes.corpus.worker import main; main()"


@dataclass(eq=False)
class Worker:
    """A worker process, the pipes to it and its current task; `deadline` is a time of `time.monotonic()`."""

    process: subprocess.Popen[bytes]
    send: Connection
    receive: Connection
    deadline: float
    task: Task | None = None
    loaded: bool = False
    step: tuple[str, int] = ("load", 0)

    def end(self) -> None:
        """Kill the process and close the pipes."""
        self.process.kill()
        self.process.wait()
        self.send.close()
        self.receive.close()


def start_worker(settings: Settings, deadline: float) -> Worker:
    """Start a worker and send it the settings; it loads the pipeline then."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps(_import_path())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # one thread per worker: more would get in each other's way, and sum in another order, which changes results
        env={**os.environ, **dict.fromkeys(THREAD_VARIABLES, "1")},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    send = Connection(os.dup(process.stdin.fileno()), readable=False)
    receive = Connection(os.dup(process.stdout.fileno()), writable=False)
    process.stdin.close()
    process.stdout.close()
    with contextlib.suppress(OSError):  # it has died: its other pipe will show that
        send.send_bytes(json.dumps(settings.to_json()).encode())
    return Worker(process, send, receive, deadline)


def _import_path() -> list[str]:
    """The worker's import path: that of this process without the current folder ("" in `sys.path`)."""
    return [folder for folder in sys.path if folder]
