"""The manifest of a run: each shard with its counts and SHA-256, and the totals."""

from __future__ import annotations

import json
from typing import Any

from quotes.corpus.journal import Progress
from quotes.corpus.ray.plan import Plan
from quotes.corpus.ray.storage import open_folder, write_whole
from quotes.errors import OutputError
from quotes.version import __version__


def write_manifest(plan: Plan, notes: list[dict[str, Any]]) -> Progress:
    """Write the manifest, once every shard is there, and return the totals."""
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
