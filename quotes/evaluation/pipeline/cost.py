"""What a pipeline costs: words a second of several in turns, seconds to load, megabytes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from spacy.language import Language

WORDS = 20_000  # in a round
ROUNDS = 3
BATCH = 16  # as the engine parses
LOADS = 3


def words_a_second(
    pipelines: Mapping[str, Language], texts: Sequence[str], *, rounds: int = ROUNDS
) -> dict[str, float]:
    """Tokens a second of each pipeline, the engine left out: the median of some rounds.

    In a round each of them reads the same articles, one after the other, so that whatever else the machine does
    slows all alike.
    """
    spent: dict[str, list[float]] = {name: [] for name in pipelines}
    words: dict[str, int] = {}
    batches = {name: _some(nlp, texts, WORDS) for name, nlp in pipelines.items()}
    for number in range(rounds + 1):  # the first warms up
        for name, nlp in pipelines.items():
            with nlp.select_pipes(disable=[pipe for pipe in nlp.pipe_names if pipe == "quotes"]), nlp.memory_zone():
                start = time.perf_counter()
                words[name] = sum(len(doc) for doc in nlp.pipe(batches[name], batch_size=BATCH))
                if number:
                    spent[name].append(time.perf_counter() - start)
    return {name: round(words[name] / median(spent[name])) if spent[name] and words[name] else 0.0 for name in spent}


def _some(nlp: Language, texts: Sequence[str], words: int) -> list[str]:
    """The first texts with that many words."""
    some: list[str] = []
    for text in texts:
        if words <= 0:
            break
        some.append(text)
        words -= len(nlp.make_doc(text))
    return some


def size_mb(folder: Path) -> float:
    """The size of all files of a folder, or of one file, in megabytes (10^6 bytes)."""
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)


def load_seconds(model: Path | str) -> float:
    """How long `spacy.load` takes in a fresh process, `import spacy` not counted: the quickest of a few times."""
    code = (
        "import sys, time, spacy; start = time.perf_counter(); "
        "spacy.load(sys.argv[1]); print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-I", "-W", "ignore", "-c", code, str(model)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(LOADS)]
    return round(min(float(ran.stdout) for ran in runs), 2)
