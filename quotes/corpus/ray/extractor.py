"""Extract a shard: an actor with one pipeline turns items into the shard's files and its note."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from quotes.corpus.chunks import cut_chunks
from quotes.corpus.local import start_workers
from quotes.corpus.outcome import unpack_items
from quotes.corpus.ray.plan import Plan
from quotes.corpus.ray.storage import open_folder, strip_protocol, write_whole
from quotes.corpus.sinks import StreamSink
from quotes.errors import OutputError
from quotes.formats.records.writer import Writer


class Extractor:
    """An actor: one worker with one pipeline, which does one shard at a time."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        plan.enter()
        self.workers = start_workers(plan.settings, 1)
        self.run, self.model = self.workers.__enter__()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Rows (name, items, inputs) to rows (note)."""
        rows = zip(batch["name"], batch["items"], batch["inputs"], strict=True)
        return {"note": [json.dumps(self.extract_shard(str(name), items, str(inputs))) for name, items, inputs in rows]}

    def extract_shard(self, name: str, items: bytes, inputs: str) -> dict[str, Any]:
        """Write the files of a shard and return its note; a shard finished by an interrupted run is not done again."""
        system, _ = open_folder(self.plan.folder)
        if self.plan.resume and (note := self._find_note(system, name, inputs)):
            return note
        writer = self.plan.settings.writer()
        payload, failures = io.BytesIO(), io.BytesIO()
        sink = StreamSink(payload, failures, writer=replace(self.plan.settings, compress=None).writer(), dedupe=False)
        if name == "00000-00000":
            sink.begin(self.model())
        for chunk, outcomes in self.run(cut_chunks(iter(unpack_items(items)))):
            sink.write(chunk, list(chain.from_iterable(outcomes)))
        data = _finish(writer, payload.getvalue())
        write_whole(system, self.plan.shard_path(name), data)
        if failures.tell():
            write_whole(system, self.plan.failures_path(name), failures.getvalue())
        progress = sink.progress
        note = {
            "file": self.plan.shard_path(name).rpartition("/")[2],
            "name": name,
            "articles": progress.articles,
            "words": progress.words,
            "records": progress.records,
            "failures": progress.failures,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "inputs": inputs,
            "run": self.plan.digest,
            "model": self.model(),
        }
        write_whole(system, self.plan.note_path(name), json.dumps(note).encode())
        return note

    def _find_note(self, system: Any, name: str, inputs: str) -> dict[str, Any] | None:
        try:
            note: dict[str, Any] = json.loads(system.cat_file(strip_protocol(system, self.plan.note_path(name))))
        except (OSError, ValueError):
            return None
        if note.get("run") != self.plan.digest or note.get("inputs") != inputs:
            raise OutputError(
                f"{self.plan.folder}: the interrupted run had other options or input; name another folder"
            )
        return note if system.exists(strip_protocol(system, self.plan.shard_path(name))) else None


def _finish(writer: Writer, payload: bytes) -> bytes:
    """The bytes of a shard's file, from the records that were appended."""
    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        partial, final = Path(folder, "partial"), Path(folder, "final")
        partial.write_bytes(writer.pack(payload))
        writer.finish(partial, final)
        return final.read_bytes()
