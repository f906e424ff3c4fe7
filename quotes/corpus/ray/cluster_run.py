"""A run on a cluster: `run_ray(["archive/"], "said", settings, workers=8)`."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.corpus.journal import Progress
from quotes.corpus.ray.connection import connect, import_ray
from quotes.corpus.ray.extractor import Extractor
from quotes.corpus.ray.manifest import write_manifest
from quotes.corpus.ray.plan import Plan
from quotes.corpus.ray.splitter import Splitter, group
from quotes.corpus.ray.storage import open_folder
from quotes.corpus.settings import Settings
from quotes.errors import OutputError, QuotesError

MAX_BLOCK_BYTES = 1  # Ray Data then closes a block after each shard, so that any actor can take it


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
    """Extract all articles of the paths into shards, and return the totals.

    `workers` is the number of actors. `output` and `paths` may be addresses that fsspec opens from every machine, or
    paths of a file system that all machines share. Raises QuotesError where Ray is missing or the run fails.
    """
    ray = import_ray()
    if settings.dedupe:
        raise QuotesError(
            "--dedupe needs all articles in one place; use --engine local, or remove duplicates from the input"
        )
    digest = settings.digest([*paths, str(shard_size)])
    plan = Plan(settings, output.rstrip("/"), shard_size, digest, resume, str(Path.cwd()))
    system, folder = open_folder(plan.folder)
    if not resume and system.exists(f"{folder}/manifest.json"):
        raise OutputError(f"{output}: holds a finished run; name another folder, or delete it")
    if not resume and system.exists(f"{folder}/_shards"):
        raise OutputError(f"{output}: holds an interrupted run; continue with --resume, or delete it")
    system.makedirs(f"{folder}/_shards", exist_ok=True)
    starts_ray = not ray.is_initialized()
    empty = tempfile.TemporaryDirectory(prefix="quotes-", ignore_cleanup_errors=True)
    try:
        if starts_ray:
            connect(ray, address, workers, empty.name)
        notes = list(_run(plan, paths, workers))
    except ConnectionError as error:
        raise QuotesError(
            f"{address}: no Ray cluster there that lets this machine in; start one with 'ray start --head', "
            "and set RAY_AUTH_MODE=token where it asks for a token"
        ) from error
    except ray.exceptions.RayError as error:
        reason = str(error).strip().splitlines()[-1][:300]
        raise QuotesError(f"{output}: the cluster could not finish it ({reason}); continue with --resume") from error
    finally:
        if starts_ray:
            ray.shutdown()
        empty.cleanup()
    return write_manifest(plan, notes)


def _run(plan: Plan, paths: list[str], workers: int) -> Iterator[dict[str, Any]]:
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module=r"ray\.")
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = sys.stderr.isatty()
    context.target_max_block_size = MAX_BLOCK_BYTES
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
    done = shards.map_batches(  # Ray Data restarts a lost actor, and its shard with it
        Extractor,
        fn_constructor_args=(plan,),
        batch_size=1,
        batch_format="numpy",
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )
    for row in done.iter_rows():
        yield json.loads(row["note"])
