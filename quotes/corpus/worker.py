"""The process of one worker: settings in, chunks in, outcomes out, over a pipe; it ends with its parent.

Each message to the parent begins with a letter: L (loaded: the model), S (a step begins), D (done: the outcomes),
E (the pipeline cannot be loaded: why).
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import warnings
from multiprocessing.connection import Connection


def main() -> None:
    """Serve the parent whose pipe is the standard input and output of this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    receive = Connection(os.dup(0), writable=False)
    send = Connection(os.dup(1), readable=False)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)  # what a library prints must not come between the messages
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent has gone
        serve(receive, send)
    os._exit(0)  # nothing is left to be tidied up, and unloading a model takes time


def serve(receive: Connection, send: Connection) -> None:
    """Load the pipeline of the first message's settings, then run each chunk that comes."""
    told = json.loads(receive.recv_bytes())
    try:
        from quotes.corpus.extraction import Engine
        from quotes.corpus.outcome import pack_outcomes, unpack_items
        from quotes.corpus.settings import Settings

        engine = Engine(Settings.from_json(told))
    except Exception as error:
        lines = str(error).splitlines()
        send.send_bytes(b"E" + json.dumps([type(error).__name__, lines[0] if lines else ""]).encode())
        return
    meta = engine.nlp.meta
    send.send_bytes(b"L" + f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}".encode())
    while True:
        items = unpack_items(receive.recv_bytes())
        outcomes = engine.run(items, lambda stage, number: send.send_bytes(f"S{stage} {number}".encode()))
        send.send_bytes(b"D" + pack_outcomes(outcomes))


if __name__ == "__main__":
    main()
