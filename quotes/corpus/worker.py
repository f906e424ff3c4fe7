"""A worker process: it receives settings and chunks over a pipe, sends outcomes back, and ends with its parent.

Each message to the parent begins with a letter: L (loaded: the model), S (a step begins), A (articles of a document
that is only read), D (done: the outcomes), E (the pipeline cannot be loaded, and the reason). Each message from the
parent begins with X (extract the items) or R (read the document, so that its articles can be done separately).
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import json
import logging
import os
import signal
import sys
import threading
import warnings
from multiprocessing.connection import Connection
from queue import SimpleQueue

from quotes.nlp.spacy_core import import_spacy_core

NEW_OBJECTS_PER_COLLECTION = 50_000  # a batch makes thousands that live until its records are written
_PR_SET_PDEATHSIG = 1  # of prctl(2): the signal that is sent when the parent ends
SECONDS_BEFORE_SELF_END = 60.0  # over the time limit, where the parent should have ended the worker long ago


def main() -> None:
    """Serve the parent whose pipe is the standard input and output of this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    receive = Connection(os.dup(0), writable=False)
    send = Connection(os.dup(1), readable=False)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)  # what a library prints must not come between the messages
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the parent has gone
        serve(watch_parent(receive), send)
    os._exit(0)  # nothing is left to clean up, and unloading a model takes time


def watch_parent(receive: Connection) -> SimpleQueue[bytes]:
    """The messages of the parent, read in a thread, which ends this process when the parent has ended.

    When the parent ends, in whatever way, its pipe is closed; the thread sees that at once, even during an extraction.
    """
    messages: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        try:
            while True:
                messages.put(receive.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)

    if sys.platform == "linux":  # compiled code can keep the thread from running; the kernel needs no thread
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=listen, daemon=True).start()
    return messages


def serve(messages: SimpleQueue[bytes], send: Connection) -> None:
    """Load the pipeline of the first message's settings, then run each chunk that comes."""
    settings_values = json.loads(messages.get())
    try:
        import_spacy_core()
        from quotes.corpus.extraction import Engine
        from quotes.corpus.outcome import pack_items, pack_outcomes, unpack_items
        from quotes.corpus.settings import Settings
        from quotes.formats.readers.document import Document
        from quotes.formats.readers.paths import read_document

        settings = Settings.from_json(settings_values)
        engine = Engine(settings)
        gc.freeze()  # the pipeline stays as long as the process
        return_memory()
        gc.set_threshold(NEW_OBJECTS_PER_COLLECTION)
    except Exception as error:
        lines = str(error).splitlines()
        send.send_bytes(b"E" + json.dumps([type(error).__name__, lines[0] if lines else ""]).encode())
        return

    def report(stage: str, number: int) -> None:
        _limit_step(settings.timeout)
        if stage == "extract":
            return_memory()
        send.send_bytes(f"S{stage} {number}".encode())

    meta = engine.nlp.meta
    send.send_bytes(b"L" + f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}".encode())
    while True:
        message = messages.get()
        items = unpack_items(message[1:])
        if message[:1] == b"R":
            report("read", 0)
            for item in items:
                for article in read_document(item, settings.read) if isinstance(item, Document) else ():
                    send.send_bytes(b"A" + pack_items([article]))
                    _limit_step(settings.timeout)
            send.send_bytes(b"D")
        else:
            send.send_bytes(b"D" + pack_outcomes(engine.run(items, report)))
            return_memory()
        faulthandler.cancel_dump_traceback_later()


def return_memory() -> None:
    """Give memory that is free in this process back to the system: some 40 MB after a batch. Linux with glibc only."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _limit_step(timeout: float | None) -> None:
    """End this process where a step takes far longer than allowed.

    Usually the parent does so; if the parent is gone, compiled code may block the thread that watches for its end.
    """
    if timeout:
        faulthandler.dump_traceback_later(timeout + SECONDS_BEFORE_SELF_END, exit=True)


if __name__ == "__main__":
    main()
