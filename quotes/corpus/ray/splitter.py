"""Split the input into shards: `group` makes one task per archive, and `Splitter` reads it into shards of items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from quotes.corpus.chunks import Chunk, Item, cut_chunks
from quotes.corpus.outcome import pack_items
from quotes.corpus.ray.plan import Plan
from quotes.formats.readers.paths import find_paths, split_path
from quotes.formats.registry import READABLE, find_format


def group(paths: list[str], plan: Plan) -> Iterator[list[str]]:
    """The files in groups, one group per task: an archive alone, single documents as many as fit a shard."""
    documents: list[str] = []
    own = [folder for folder in (plan.folder, plan.settings.text_dir) if folder]
    for name in find_paths(paths, own):
        form = plan.settings.read.format or find_format(name)
        container = form is None or READABLE[form].container
        if documents and (container or len(documents) == plan.shard_size):
            yield documents
            documents = []
        if container:
            yield [name]
        else:
            documents.append(name)
    if documents:
        yield documents


class Splitter:
    """An actor that reads archives into shards of items, one after the other."""

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
        chunks = cut_chunks(items, max_items=self.plan.shard_size, max_bytes=None)
        if (
            number == 0 and self.plan.settings.writer().header()
        ):  # the header needs a first shard, even one without articles
            yield next(chunks, Chunk(0, (), 0, ""))
        yield from chunks
