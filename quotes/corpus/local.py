"""Run the engine over many articles on this machine, in order, with worker processes and resuming."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator

from quotes.corpus.chunks import MAX_ITEMS, Chunk, cut_chunks
from quotes.corpus.journal import Progress
from quotes.corpus.outcome import Outcome
from quotes.corpus.settings import Settings
from quotes.corpus.sinks import Sink
from quotes.errors import OutputError
from quotes.formats.readers.document import Failure
from quotes.formats.readers.paths import split_paths
from quotes.nlp.spacy_core import import_spacy_core

Report = Callable[[Progress, Chunk, list[Failure]], None]
Watch = Callable[[int, int], None]  # bytes and articles of the chunks under way that are done


class Stopped(Exception):  # noqa: N818 - not an error of the program: the user asked for it
    """The run has ended at the first failure, as `fail_fast` asks."""


def run_local(
    files: Iterable[str],
    settings: Settings,
    sink: Sink,
    *,
    workers: int = 1,
    live: bool = False,
    fail_fast: bool = False,
    report: Report | None = None,
    watch: Watch | None = None,
) -> Progress:
    """Extract all articles of the files into the sink, and return the progress.

    `workers` is the number of processes; with 0 the work is done in this process, without time limits. `live` writes
    the records of each article before it waits for the next. `watch` is called when the pipeline is loaded, and after
    each batch of articles. Raises Stopped at the first failure with `fail_fast`,
    ModelError, OutputError; a run with a journal can be resumed after any of them.
    """
    chunks = cut_chunks(split_paths(files, settings.read), max_items=1 if live else MAX_ITEMS)
    begun = False
    with start_workers(settings, workers, watch) as (run, model):
        for chunk, outcomes in run(_skip(chunks, sink.progress)):
            if not begun:
                sink.begin(model())
                begun = True
            flat = [outcome for outcomes_of_item in outcomes for outcome in outcomes_of_item]
            broken = (
                next((number for number, outcome in enumerate(flat) if outcome.failure), None) if fail_fast else None
            )
            failed = sink.write(chunk, flat) if broken is None else sink.abort(chunk, flat[: broken + 1])
            if report:
                report(sink.progress, chunk, failed)
            if broken is not None:
                raise Stopped
        if not begun:
            sink.begin(None)
        sink.commit()
    return sink.progress


Runner = Callable[[Iterator[Chunk]], Iterator[tuple[Chunk, list[list[Outcome]]]]]


@contextlib.contextmanager
def start_workers(
    settings: Settings, workers: int, watch: Watch | None = None
) -> Iterator[tuple[Runner, Callable[[], str]]]:
    """A function that runs chunks, and one that returns the name and version of the pipeline."""
    if workers > 0:
        from quotes.corpus.pool import Pool

        with Pool(settings, workers, watch) as pool:
            yield pool.run, lambda: pool.model or ""
        return
    import_spacy_core()
    from quotes.corpus.extraction import Engine

    engine = Engine(settings)
    meta = engine.nlp.meta
    if watch:
        watch(0, 0)

    def run(chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, list[list[Outcome]]]]:
        for chunk in chunks:
            size, most = chunk.size, len(chunk.items)

            def step(stage: str, number: int, size: int = size, most: int = most) -> None:
                if watch and stage == "extract":
                    watch(size * min(number, most) // most, min(number, most))

            yield chunk, engine.run(chunk.items, step)

    yield run, lambda: f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"


def _skip(chunks: Iterator[Chunk], done: Progress) -> Iterator[Chunk]:
    """The chunks after those that are done. Raises OutputError where the input of those has changed."""
    inputs = ""
    for _ in range(done.chunks):
        chunk = next(chunks, None)
        inputs = chunk.inputs if chunk else ""
    if inputs != done.inputs:
        raise OutputError(
            f"the first {done.articles:,} articles are not those of the interrupted run; "
            "put the input back as it was, or delete the files ending in .partial and .journal"
        )
    yield from chunks
