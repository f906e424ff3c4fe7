"""Articles and words per second: pipeline alone and whole run, workers, cold start, growth and memory, Ray.

    python benchmarks/throughput.py pipeline workers start growth ray --model en_quotes

Articles are PolNeAR's train part in `QUOTES_DATA`, repeated as needed, else those of the fixtures. What is compared
runs in turns, so that a busy machine slows both; next to the time by the clock is processor time, which other work
hardly changes. Memory is that of all processes of a run at their peaks, from /proc (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from statistics import median

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))  # before NumPy is imported; a worker also has one thread

sys.path.insert(0, str(Path(__file__).parents[1]))

import quotes  # noqa: E402
from benchmarks.processes import measure_command, measure_seconds, read_waiting_seconds  # noqa: E402
from quotes.corpus.chunks import cut_chunks  # noqa: E402
from quotes.corpus.extraction import Engine  # noqa: E402
from quotes.corpus.pool import Pool  # noqa: E402
from quotes.corpus.settings import Settings  # noqa: E402
from quotes.corpus.sinks import StreamSink  # noqa: E402
from quotes.formats.readers.paths import split_paths  # noqa: E402
from quotes.pipeline import BUNDLED  # noqa: E402

ROOT = Path(__file__).parents[1]
GROWTH_SIZES = (100, 1_000, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}; all")
    parser.add_argument("--model", help="a pipeline by name or path; default: the bundled one")
    parser.add_argument("--articles", type=int, default=200, help="of pipeline, workers and ray (default: 200)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds in turn (default: 3)")
    parser.add_argument("--paragraphs", type=int, help="of each article in growth; default: all")
    parser.add_argument("--up-to", type=int, default=GROWTH_SIZES[-1], help="most articles in growth (default: 10,000)")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[part](options, Path(folder))


def run_pipeline(options: argparse.Namespace, folder: Path) -> None:
    """The pipeline alone over the texts, and reading, extracting and writing them, in one process."""
    archive, texts, words = make_archive(folder, options.articles)
    nlp = quotes.load(options.model)
    engine = Engine(Settings(model=options.model), nlp)

    def run_bare() -> None:
        with nlp.select_pipes(disable=["quotes"]), nlp.memory_zone():
            for _ in nlp.pipe(texts, batch_size=32):
                pass

    def run_whole() -> None:
        with (folder / "said.jsonl").open("wb") as stream:
            sink = StreamSink(stream, None, writer=engine.writer, dedupe=False)
            for chunk in cut_chunks(split_paths([str(archive)])):
                sink.write(chunk, [result for results in engine.run(chunk.items) for result in results])

    pairs = [(measure_seconds(run_bare), measure_seconds(run_whole)) for _ in range(options.rounds)]
    print(f"pipeline: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, one thread")
    for name, index in (("pipeline alone", 0), ("whole run", 1)):
        wall, cpu = (median(pair[index][kind] for pair in pairs) for kind in (0, 1))
        print_line(
            name,
            f"{words / wall:,.0f} words per second, {words / cpu:,.0f} by processor time",
            f"{len(texts) / wall:.1f} articles per second",
        )
    for kind, clock_name in ((0, "clock"), (1, "processor")):
        shares = [bare_seconds[kind] / whole_seconds[kind] for bare_seconds, whole_seconds in pairs]
        print_line(f"run by pipeline, {clock_name}", f"{median(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})")


def run_workers(options: argparse.Namespace, folder: Path) -> None:
    """One worker and two, already loaded; the time that they waited for a processor is also shown separately."""
    archive, texts, words = make_archive(folder, options.articles)
    chunks = list(
        cut_chunks(split_paths([str(archive)]), max_items=8)
    )  # small, so that no worker waits long for the last one
    settings = Settings(model=options.model)
    times: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    with Pool(settings, 1) as single, Pool(settings, 2) as double:
        for pool in (single, double):
            while pool.ready < len(pool.processes):
                list(pool.run(iter(chunks[:2])))
        for _ in range(options.rounds):
            for pool in (single, double):
                before = [read_waiting_seconds(process) for process in pool.processes]
                wall, _ = measure_seconds(lambda pool=pool: list(pool.run(iter(chunks))))  # type: ignore[misc]
                delays = [
                    read_waiting_seconds(process) - earlier
                    for process, earlier in zip(pool.processes, before, strict=True)
                ]
                times[len(delays)].append((wall, wall - sum(delays) / len(delays)))
    print(f"workers: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, loading not counted")
    for number, pairs in times.items():
        wall, free = (median(pair[kind] for pair in pairs) for kind in (0, 1))
        print_line(
            f"{number} worker{'s' * (number > 1)}",
            f"{words / wall:,.0f} words per second, {words / free:,.0f} without waiting for a processor",
            f"{len(texts) / wall:.1f} articles per second",
        )
    for kind, clock_name in ((0, "clock"), (1, "without waiting")):
        ratios = [alone[kind] / two[kind] for alone, two in zip(times[1], times[2], strict=True)]
        print_line(f"two by one, {clock_name}", f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def run_start(options: argparse.Namespace, folder: Path) -> None:
    """The command on one article, and loading the pipeline in an interpreter."""
    model = options.model or str(ROOT / "quotes" / "model" / BUNDLED)
    seed = str(next((ROOT / "seeds").glob("*.txt")))
    load = [sys.executable, "-c", f"import spacy; spacy.load({model!r})"]
    command = [*quotes_command(options), seed, "-o", str(folder / "said.jsonl")]
    pairs = [(measure_command(load), measure_command(command)) for _ in range(options.rounds)]
    ratios = [command_seconds[0] / load_seconds[0] for load_seconds, command_seconds in pairs]
    print(f"start: one article, {options.rounds} rounds in turn")
    for name, index in (("spacy.load", 0), ("quotes extract", 1)):
        print_line(name, f"{median(pair[index][0] for pair in pairs):.2f} s")
    print_line("ratio", f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def run_growth(options: argparse.Namespace, folder: Path) -> None:
    """Time and memory of the command over more and more articles."""
    sizes = [size for size in GROWTH_SIZES if size <= options.up_to]
    limit = f", {options.paragraphs} paragraphs of each" if options.paragraphs else ""
    print(f"growth: the command with one worker{limit}; memory of all its processes")
    peaks: list[float] = []
    for size in sizes:
        archive, texts, words = make_archive(folder, size, options.paragraphs)
        del texts
        wall, peak = measure_command([*quotes_command(options), str(archive), "-o", str(folder / f"said-{size}.jsonl")])
        peaks.append(peak)
        print_line(
            f"{size:,} articles",
            f"{words:,} words in {wall:.0f} s, {wall / words * 1000:.3f} s per thousand words",
            f"peak {peak / 2**20:,.0f} MiB, {peak / peaks[0]:.3f} of the first",
        )
    if len(peaks) > 1:
        print_line("memory", f"{peaks[-1] / peaks[-2]:.3f} of that with a tenth of the articles")


def run_ray(options: argparse.Namespace, folder: Path) -> None:
    """Two local workers and two actors of a Ray cluster on this machine, each from start to end."""
    archive, texts, words = make_archive(folder, options.articles)
    local = [*quotes_command(options), str(archive), "--workers", "2", "-o"]
    cluster = [*local[:-1], "--engine", "ray", "--shard-size", "25", "-o"]
    pairs = [
        (
            measure_command([*local, str(folder / f"local-{number}.jsonl")])[0],
            measure_command([*cluster, str(folder / f"ray-{number}")])[0],
        )
        for number in range(options.rounds)
    ]
    print(f"ray: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, loading counted")
    for name, index in (("local, 2 workers", 0), ("ray, 2 actors", 1)):
        wall = median(pair[index] for pair in pairs)
        print_line(name, f"{wall:.1f} s, {words / wall:,.0f} words per second")
    print_line("overhead", f"{median(ray_seconds - local_seconds for local_seconds, ray_seconds in pairs):.1f} s")


PARTS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "pipeline": run_pipeline,
    "workers": run_workers,
    "start": run_start,
    "growth": run_growth,
    "ray": run_ray,
}


def quotes_command(options: argparse.Namespace) -> list[str]:
    model = ["--model", options.model] if options.model else []
    return [sys.executable, "-m", "quotes", "extract", *model]


def make_archive(folder: Path, articles: int, paragraphs: int | None = None) -> tuple[Path, list[str], int]:
    """A file of JSON Lines with this many articles, their texts and the words in them."""
    path = folder / f"articles-{articles}.jsonl"
    texts = list(islice(read_texts(paragraphs), articles))
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    return path, texts, sum(len(text.split()) for text in texts)


def read_texts(paragraphs: int | None) -> Iterator[str]:
    """All texts, repeatedly."""
    train = Path(os.environ.get("QUOTES_DATA") or "none") / "data" / "train" / "text"
    folder = train if train.is_dir() else ROOT / "fixtures" / "articles"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for _ in count():
        for text in texts:
            yield "\n\n".join(text.split("\n\n")[:paragraphs])


def print_line(name: str, *values: str) -> None:
    print(f"  {name:<24} {'; '.join(values)}", flush=True)


if __name__ == "__main__":
    main()
