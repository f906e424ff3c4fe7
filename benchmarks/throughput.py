"""Articles and words a second: bare pipeline against whole run, workers, cold start, growth and memory, Ray.

    python benchmarks/throughput.py pipeline workers start growth ray --model en_quotes

Articles are PolNeAR's train part in `QUOTES_DATA`, repeated as often as it takes, else those of the fixtures. What is
compared takes turns, so that a busy machine slows both; beside the time by the clock stands the processor's, which
others' work hardly changes. Memory is that of all processes of a run at their peaks, from /proc (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from statistics import median

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
os.environ.update(dict.fromkeys(THREADS, "1"))  # before NumPy is imported; a worker has one thread, too

import quotes  # noqa: E402
from quotes.corpus.chunks import cut_chunks  # noqa: E402
from quotes.corpus.extraction import Engine  # noqa: E402
from quotes.corpus.pool import Pool  # noqa: E402
from quotes.corpus.settings import Settings  # noqa: E402
from quotes.corpus.sinks import StreamSink  # noqa: E402
from quotes.formats.readers.paths import split_paths  # noqa: E402
from quotes.pipeline import BUNDLED  # noqa: E402

ROOT = Path(__file__).parents[1]
GROWTH = (100, 1_000, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}; all")
    parser.add_argument("--model", help="a pipeline by name or path; the bundled one where it is left out")
    parser.add_argument("--articles", type=int, default=200, help="of pipeline, workers and ray (default: 200)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of what is compared (default: 3)")
    parser.add_argument("--paragraphs", type=int, help="of each article in growth; all where it is left out")
    parser.add_argument("--up-to", type=int, default=GROWTH[-1], help="articles of growth at most (default: 10,000)")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[part](options, Path(folder))


def run_pipeline(options: argparse.Namespace, folder: Path) -> None:
    """The bare pipeline over the texts, against reading, extracting and writing them, in one process."""
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
                sink.write(chunk, [one for several in engine.run(chunk.items) for one in several])

    pairs = [(clock(run_bare), clock(run_whole)) for _ in range(options.rounds)]
    print(f"pipeline: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, one thread")
    for name, at in (("bare pipeline", 0), ("whole run", 1)):
        wall, cpu = (median(pair[at][kind] for pair in pairs) for kind in (0, 1))
        tell(
            name,
            f"{words / wall:,.0f} words a second, {words / cpu:,.0f} by processor time",
            f"{len(texts) / wall:.1f} articles a second",
        )
    for kind, what in ((0, "clock"), (1, "processor")):
        shares = [bare[kind] / whole[kind] for bare, whole in pairs]
        tell(f"whole of bare, {what}", f"{median(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})")


def run_workers(options: argparse.Namespace, folder: Path) -> None:
    """One worker against two, loaded before; what they waited for a processor that others had is told apart."""
    archive, texts, words = make_archive(folder, options.articles)
    chunks = list(
        cut_chunks(split_paths([str(archive)]), max_items=8)
    )  # small, so that the last one keeps none waiting
    settings = Settings(model=options.model)
    times: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    with Pool(settings, 1) as one, Pool(settings, 2) as two:
        for pool in (one, two):
            while pool.ready < len(pool.processes):
                list(pool.run(iter(chunks[:2])))
        for _ in range(options.rounds):
            for pool in (one, two):
                before = [waited(process) for process in pool.processes]
                wall, _ = clock(lambda pool=pool: list(pool.run(iter(chunks))))  # type: ignore[misc]
                delays = [waited(process) - was for process, was in zip(pool.processes, before, strict=True)]
                times[len(delays)].append((wall, wall - sum(delays) / len(delays)))
    print(f"workers: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, loading not counted")
    for number, several in times.items():
        wall, free = (median(pair[kind] for pair in several) for kind in (0, 1))
        tell(
            f"{number} worker{'s' * (number > 1)}",
            f"{words / wall:,.0f} words a second, {words / free:,.0f} less waiting for a processor",
            f"{len(texts) / wall:.1f} articles a second",
        )
    for kind, what in ((0, "clock"), (1, "less waiting")):
        ratios = [alone[kind] / both[kind] for alone, both in zip(times[1], times[2], strict=True)]
        tell(f"2 of 1, {what}", f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def run_start(options: argparse.Namespace, folder: Path) -> None:
    """The command on one article, against loading the pipeline in a bare interpreter."""
    model = options.model or str(ROOT / "quotes" / "model" / BUNDLED)
    seed = str(next((ROOT / "seeds").glob("*.txt")))
    load = [sys.executable, "-c", f"import spacy; spacy.load({model!r})"]
    command = [*quotes_command(options), seed, "-o", str(folder / "said.jsonl")]
    pairs = [(watch(load), watch(command)) for _ in range(options.rounds)]
    ratios = [whole[0] / bare[0] for bare, whole in pairs]
    print(f"start: one article, {options.rounds} rounds in turn")
    for name, at in (("spacy.load", 0), ("quotes extract", 1)):
        tell(name, f"{median(pair[at][0] for pair in pairs):.2f} s")
    tell("ratio", f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def run_growth(options: argparse.Namespace, folder: Path) -> None:
    """Time and memory of the command over more and more articles."""
    sizes = [size for size in GROWTH if size <= options.up_to]
    cut = f", {options.paragraphs} paragraphs of each" if options.paragraphs else ""
    print(f"growth: the command with one worker{cut}; memory of all its processes")
    peaks: list[float] = []
    for size in sizes:
        archive, texts, words = make_archive(folder, size, options.paragraphs)
        del texts
        wall, peak = watch([*quotes_command(options), str(archive), "-o", str(folder / f"said-{size}.jsonl")])
        peaks.append(peak)
        tell(
            f"{size:,} articles",
            f"{words:,} words in {wall:.0f} s, {wall / words * 1000:.3f} s a thousand words",
            f"peak {peak / 2**20:,.0f} MiB, {peak / peaks[0]:.3f} of the first",
        )
    if len(peaks) > 1:
        tell("memory", f"{peaks[-1] / peaks[-2]:.3f} of that with a tenth of the articles")


def run_ray(options: argparse.Namespace, folder: Path) -> None:
    """Two local workers against two actors of a Ray cluster on this machine, each from start to end."""
    archive, texts, words = make_archive(folder, options.articles)
    local = [*quotes_command(options), str(archive), "--workers", "2", "-o"]
    cluster = [*local[:-1], "--engine", "ray", "--shard-size", "25", "-o"]
    pairs = [
        (watch([*local, str(folder / f"local-{number}.jsonl")])[0], watch([*cluster, str(folder / f"ray-{number}")])[0])
        for number in range(options.rounds)
    ]
    print(f"ray: {len(texts)} articles, {words:,} words, {options.rounds} rounds in turn, loading counted")
    for name, at in (("local, 2 workers", 0), ("ray, 2 actors", 1)):
        wall = median(pair[at] for pair in pairs)
        tell(name, f"{wall:.1f} s, {words / wall:,.0f} words a second")
    tell("overhead", f"{median(whole - bare for bare, whole in pairs):.1f} s")


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
    """All texts, again and again."""
    train = Path(os.environ.get("QUOTES_DATA") or "none") / "data" / "train" / "text"
    folder = train if train.is_dir() else ROOT / "fixtures" / "articles"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for _ in count():
        for text in texts:
            yield "\n\n".join(text.split("\n\n")[:paragraphs])


def clock(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process' processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def waited(process: int) -> float:
    """Seconds that a process stood ready while others had the processor."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9


def watch(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock that a command took, and the bytes of all its processes at their peaks."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.2):
            peaks.update((one, peak) for one in family(process.pid) if (peak := read_peak(one)))

    watcher = threading.Thread(target=look)
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - start
    ended.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)}: exit status {code}")
    return wall, sum(peaks.values())


def family(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended
            continue
        for child in children:
            yield from family(int(child))


def read_peak(process: int) -> int:
    """The most bytes of memory that a process ever held; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def tell(name: str, *what: str) -> None:
    print(f"  {name:<24} {'; '.join(what)}", flush=True)


if __name__ == "__main__":
    main()
