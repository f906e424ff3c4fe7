"""Words a second of the bare pipeline and of the whole, and the cold start of the command against `import spacy`.

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
    bare, whole = [], []
    for _ in range(ROUNDS):
        with nlp.select_pipes(disable=["quotes"]), nlp.memory_zone():
            bare.append(_time(lambda: list(nlp.pipe(texts, batch_size=16))))
        whole.append(_time(lambda: list(quotes.extract((Article(text=text) for text in texts), nlp))))
    print(f"{len(texts)} articles, {words:,} words, {ROUNDS} rounds in turn")
    print(f"bare pipeline   {words / median(bare):>8,.0f} words a second")
    print(
        f"whole           {words / median(whole):>8,.0f} words a second, {median(bare) / median(whole):.2f} of the bare"
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
