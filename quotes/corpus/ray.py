"""Run the engine on a cluster, by Ray Data: shards of input to actors with one pipeline each, to files and a manifest.

    said/
      part-00000-00000.jsonl      the records of a shard; all files one after the other are what one machine writes
      failures-00000-00000.jsonl  its failures, where there are any
      manifest.json               each shard with its articles, records and SHA-256; written when all is there
      _shards/…json               how a finished shard is known again by --resume

A shard is cut by the input and `--shard-size` alone, so that it is the same on any cluster; an actor that is lost has
its shard done again by another.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.corpus.chunks import Chunk, Item, cut_chunks
from quotes.corpus.journal import Progress
from quotes.corpus.local import start_workers
from quotes.corpus.outcome import pack_items, unpack_items
from quotes.corpus.settings import Settings
from quotes.corpus.sinks import StreamSink
from quotes.errors import OutputError, QuotesError
from quotes.formats.readers.paths import find_paths, split_path
from quotes.formats.records.writer import Writer
from quotes.formats.registry import READABLE, find_format
from quotes.version import __version__

ENDS = {None: "", "gzip": ".gz", "zstd": ".zst"}
BLOCK = 1  # bytes after which Ray Data closes a block: each shard is one, so that any actor can take it
QUIET = {"RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


@dataclass(frozen=True)
class Plan:
    """What every worker of the cluster must know."""

    settings: Settings
    folder: str
    shard_size: int
    digest: str  # of settings and paths
    resume: bool
    current: str = ""  # the folder that relative paths start from, on machines that have it

    def enter(self) -> None:
        """Read and write relative paths as the process that began the run does."""
        if self.current and Path(self.current).is_dir():
            os.chdir(self.current)

    def shard_path(self, name: str) -> str:
        """The file of a shard."""
        end = ENDS[self.settings.compress if self.settings.writer().is_appended else None]
        return f"{self.folder}/part-{name}.{self.settings.form}{end}"

    def failures_path(self, name: str) -> str:
        """The file of a shard's failures."""
        return f"{self.folder}/failures-{name}.jsonl"

    def note_path(self, name: str) -> str:
        """The file by which a finished shard is known again."""
        return f"{self.folder}/_shards/{name}.json"


def run_ray(
    paths: list[str],
    output: str,
    settings: Settings,
    *,
    workers: int = 2,
    address: str | None = None,
    shard_size: int = 1000,
    resume: bool = False,
) -> Progress:
    """Extract all articles of the paths into shards; what it came to.

    `workers` is the number of actors. `output` and `paths` may be addresses that fsspec opens from every machine, or
    paths of a file system that all machines share. Raises QuotesError where Ray is missing or the run cannot go on.
    """
    ray = import_ray()
    if settings.dedupe:
        raise QuotesError("--dedupe needs all articles in one place; run it with --engine local, or on what went in")
    digest = settings.digest([*paths, str(shard_size)])
    plan = Plan(settings, output.rstrip("/"), shard_size, digest, resume, str(Path.cwd()))
    system, folder = open_folder(plan.folder)
    if not resume and system.exists(f"{folder}/manifest.json"):
        raise OutputError(f"{output}: holds a finished run; name another folder, or delete it")
    if not resume and system.exists(f"{folder}/_shards"):
        raise OutputError(f"{output}: holds an interrupted run; go on with --resume, or delete it")
    system.makedirs(f"{folder}/_shards", exist_ok=True)
    ours = not ray.is_initialized()
    empty = tempfile.TemporaryDirectory(prefix="quotes-", ignore_cleanup_errors=True)
    try:
        if ours:
            _connect(ray, address, workers, empty.name)
        notes = list(_run(plan, paths, workers))
    except ConnectionError as error:
        raise QuotesError(
            f"{address}: no Ray cluster there that lets this machine in; start one with 'ray start --head', "
            "and set RAY_AUTH_MODE=token where it asks for a token"
        ) from error
    except ray.exceptions.RayError as error:
        reason = str(error).strip().splitlines()[-1][:300]
        raise QuotesError(f"{output}: the cluster could not finish it ({reason}); go on with --resume") from error
    finally:
        if ours:
            ray.shutdown()
        empty.cleanup()
    return write_manifest(plan, notes)


def _connect(ray: Any, address: str | None, workers: int, empty: str) -> None:
    """Join the cluster, or begin one on this machine for the length of the run; Ray's own words stay in its logs."""
    for key, value in QUIET.items():
        os.environ.setdefault(key, value)
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address:
        options["address"] = address
    else:
        options |= {"num_cpus": workers + 1, "include_dashboard": False}
    # Ray puts the current folder on its workers' import path: a json.py among the articles would be run in them.
    with _folder_as_current(empty):
        ray.init(**options)


@contextlib.contextmanager
def _folder_as_current(folder: str) -> Iterator[None]:
    """Make a folder the current one for a while. (`contextlib.chdir` is new in Python 3.11.)"""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _run(plan: Plan, paths: list[str], workers: int) -> Iterator[dict[str, Any]]:
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module=r"ray\.")
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = sys.stderr.isatty()
    context.target_max_block_size = BLOCK
    sources = [{"number": number, "files": json.dumps(files)} for number, files in enumerate(group(paths, plan))]
    if not sources:
        return
    shards = ray.data.from_items(sources, override_num_blocks=len(sources)).map_batches(
        Splitter,
        fn_constructor_args=(plan,),
        batch_size=1,
        batch_format="numpy",
        num_cpus=0.25,
        compute=ray.data.ActorPoolStrategy(size=max(1, min(len(sources), workers // 4))),
    )
    done = shards.map_batches(  # an actor that is lost is started again by Ray Data, and its shard with it
        Extractor,
        fn_constructor_args=(plan,),
        batch_size=1,
        batch_format="numpy",
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )
    for row in done.iter_rows():
        yield json.loads(row["note"])


def group(paths: list[str], plan: Plan) -> Iterator[list[str]]:
    """The files in groups that are read by one task: a container by itself, single documents a shard together."""
    held: list[str] = []
    own = [folder for folder in (plan.folder, plan.settings.text_dir) if folder]
    for name in find_paths(paths, own):
        form = plan.settings.read.format or find_format(name)
        container = form is None or READABLE[form].container
        if held and (container or len(held) == plan.shard_size):
            yield held
            held = []
        if container:
            yield [name]
        else:
            held.append(name)
    if held:
        yield held


class Splitter:
    """Reads archives into shards of items that are still to be worked on, one after the other."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        plan.enter()

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A row (number, files) to rows (name, items, inputs)."""
        import numpy as np

        for number, files in zip(batch["number"], batch["files"], strict=True):
            for shard, chunk in enumerate(self._cut(int(number), json.loads(files))):
                items = np.empty(1, dtype=object)
                items[0] = pack_items(chunk.items)
                yield {
                    "name": np.array([f"{int(number):05d}-{shard:05d}"]),
                    "items": items,
                    "inputs": np.array([chunk.inputs]),
                }

    def _cut(self, number: int, files: list[str]) -> Iterator[Chunk]:
        items: Iterator[Item] = (item for name in files for item in split_path(name, self.plan.settings.read))
        chunks = cut_chunks(items, most=self.plan.shard_size, limit=None)
        if number == 0 and self.plan.settings.writer().header():  # for the first shard, even without an article
            yield next(chunks, Chunk(0, (), 0, ""))
        yield from chunks


class Extractor:
    """An actor: one worker with one pipeline, a shard at a time to its file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        plan.enter()
        self.workers = start_workers(plan.settings, 1)
        self.run, self.model = self.workers.__enter__()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Rows (name, items, inputs) to rows (note)."""
        rows = zip(batch["name"], batch["items"], batch["inputs"], strict=True)
        return {"note": [json.dumps(self.work_off(str(name), items, str(inputs))) for name, items, inputs in rows]}

    def work_off(self, name: str, items: bytes, inputs: str) -> dict[str, Any]:
        """One shard: its file and its note, which is given back; done before, the note alone."""
        system, _ = open_folder(self.plan.folder)
        if self.plan.resume and (note := self._find_note(system, name, inputs)):
            return note
        writer = self.plan.settings.writer()
        payload, failures = io.BytesIO(), io.BytesIO()
        sink = StreamSink(payload, failures, writer=replace(self.plan.settings, compress=None).writer(), dedupe=False)
        if name == "00000-00000":
            sink.begin(self.model())
        for chunk, outcomes in self.run(cut_chunks(iter(unpack_items(items)))):
            sink.write(chunk, [one for several in outcomes for one in several])
        data = _finish(writer, payload.getvalue())
        write_whole(system, self.plan.shard_path(name), data)
        if failures.tell():
            write_whole(system, self.plan.failures_path(name), failures.getvalue())
        told = sink.progress
        note = {
            "file": self.plan.shard_path(name).rpartition("/")[2],
            "name": name,
            "articles": told.articles,
            "words": told.words,
            "records": told.records,
            "failures": told.failures,
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
            note: dict[str, Any] = json.loads(system.cat_file(_strip(system, self.plan.note_path(name))))
        except (OSError, ValueError):
            return None
        if note.get("run") != self.plan.digest or note.get("inputs") != inputs:
            raise OutputError(
                f"{self.plan.folder}: the interrupted run had other options or input; name another folder"
            )
        return note if system.exists(_strip(system, self.plan.shard_path(name))) else None


def _finish(writer: Writer, payload: bytes) -> bytes:
    """The bytes of a shard's file, made of what was appended."""
    with tempfile.TemporaryDirectory(prefix="quotes-") as folder:
        partial, final = Path(folder, "partial"), Path(folder, "final")
        partial.write_bytes(writer.pack(payload))
        writer.finish(partial, final)
        return final.read_bytes()


def write_manifest(plan: Plan, notes: list[dict[str, Any]]) -> Progress:
    """The manifest, once every shard is there; what all of them came to."""
    system, _ = open_folder(plan.folder)
    notes = sorted(notes, key=lambda note: str(note["name"]))
    models = sorted({note["model"] for note in notes})
    if len(models) > 1:
        raise OutputError(f"{plan.folder}: the machines of the cluster have different pipelines: {', '.join(models)}")
    keys = ("file", "articles", "words", "records", "failures", "bytes", "sha256")
    totals = {key: sum(note[key] for note in notes) for key in ("articles", "words", "records", "failures")}
    manifest = {
        "tool": {"quotes": __version__, "model": models[0] if models else None},
        "format": plan.settings.form,
        "compression": plan.settings.compress,
        **totals,
        "shards": [{key: note[key] for key in keys} for note in notes],
    }
    write_whole(system, f"{plan.folder}/manifest.json", json.dumps(manifest, indent=1).encode() + b"\n")
    return Progress(chunks=len(notes), done=True, **totals)


def write_whole(system: Any, path: str, data: bytes) -> None:
    """Write a file whole or not at all: object stores do by themselves, elsewhere it is renamed."""
    path = _strip(system, path)
    if "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)):
        system.pipe_file(f"{path}.partial", data)
        system.mv(f"{path}.partial", path)
    else:
        system.pipe_file(path, data)


def open_folder(folder: str) -> tuple[Any, str]:
    """The file system that a folder is on, and the folder's path there. Raises OutputError."""
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(folder)
    except (ImportError, ValueError) as error:
        raise OutputError(f"{folder}: {str(error).splitlines()[0]}; pip install '.[ray]'") from error
    return system, path


def _strip(system: Any, path: str) -> str:
    return str(system._strip_protocol(path))


def import_ray() -> Any:
    """The module. Raises QuotesError, which names the extra to install, where it is missing."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise QuotesError("--engine ray needs Ray; install it with pip install '.[ray]'") from error
    return ray
