"""Words per second of the pipeline alone and with extraction, and the cold start of the command and `import spacy`.

`python benchmarks/speed.py [FOLDER]`: articles are the .txt files of FOLDER, by default PolNeAR's dev part in
`QUOTES_DATA`, else the seeds; the two pipelines take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import quotes
from quotes.article import Article

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder or _default_folder()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    nlp = quotes.load()
    pipeline_seconds, extract_seconds = [], []
    for _ in range(ROUNDS):
        with nlp.select_pipes(disable=["quotes"]), nlp.memory_zone():
            pipeline_seconds.append(_time(lambda: list(nlp.pipe(texts, batch_size=16))))
        extract_seconds.append(_time(lambda: list(quotes.extract((Article(text=text) for text in texts), nlp))))
    print(f"{len(texts)} articles, {words:,} words, {ROUNDS} rounds in turn")
    print(f"pipeline alone  {words / median(pipeline_seconds):>8,.0f} words per second")
    share = median(pipeline_seconds) / median(extract_seconds)
    print(
        f"with extraction {words / median(extract_seconds):>8,.0f} words per second, {share:.2f} of the pipeline alone"
    )
    seed = str(next((ROOT / "seeds").glob("*.txt")))
    spacy_import = [_run([sys.executable, "-c", "import spacy"]) for _ in range(ROUNDS)]
    command = [_run([sys.executable, "-m", "quotes", "extract", seed, "--format", "jsonl"]) for _ in range(ROUNDS)]
    usage = [_run([sys.executable, "-m", "quotes", "--help"]) for _ in range(ROUNDS)]
    print(f"import spacy    {median(spacy_import):>8.2f} s")
    print(f"quotes extract  {median(command):>8.2f} s, cold, one article")
    print(f"quotes --help   {median(usage):>8.2f} s")


def _default_folder() -> Path:
    data = os.environ.get("QUOTES_DATA")
    folder = Path(data or "") / "data" / "dev" / "text"
    return folder if data and folder.is_dir() else ROOT / "seeds"


def _time(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _run(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
