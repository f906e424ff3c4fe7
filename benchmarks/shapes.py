"""CPU seconds of texts of unusual shapes at several lengths, and how the time grows: `python benchmarks/shapes.py`.

An exponent of 1 is linear, 2 is quadratic; it compares the longest text with the second that was measured. A shape is
left at the first length that takes longer than `--cap` seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from math import inf, log2

from spacy.language import Language

import quotes

LENGTHS = (12_500, 25_000, 50_000, 100_000)  # characters


def _letters(number: int) -> str:
    """A word of capitals for a number: "BAAC" for 28."""
    word = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        word = chr(ord("A") + rest) + word
    return word


def _acronyms() -> Iterator[str]:
    for number in count():
        a, b, c, d = _letters(number)
        yield f"The {a}an {b}en {c}on {d}un Organisation ({a}{b}{c}{d}O) said so. "


def _names(pattern: str) -> Iterator[str]:
    for number in count():
        yield pattern.format(_letters(number).capitalize())


def _repeat(text: str) -> Callable[[], Iterator[str]]:
    return lambda: iter(lambda: text, None)


SHAPES: dict[str, Callable[[], Iterator[str]]] = {
    "acronyms": _acronyms,
    "straight marks": _repeat('"'),
    "curly marks": _repeat("“"),
    "brackets": _repeat("(["),
    "he said that she said that": _repeat("He said that she said that "),
    "marks and said he": _repeat('" said he '),
    "one word per paragraph": _repeat("a\n\n"),
    "names of one surname": lambda: _names("{} Smith said that it was late. "),
    "different names": lambda: _names("{0} {0}son said that it was late. "),
    "one sentence": _repeat("word and other words of this long story "),
    "one quotation per paragraph": _repeat("“It is late now,” said the minister.\n\n"),
    "quotations never closed": _repeat("“It is late now, said the minister.\n\n"),
    "he said": _repeat("He said. "),
    "one long quotation": lambda: (
        "“It is late, " if number == 0 else "and the house is dark, it seems. " for number in count()
    ),
}


def make_text(shape: str, length: int) -> str:
    """The text of a shape, cut to a length in characters."""
    return "".join(islice(SHAPES[shape](), length))[:length]


def measure(nlp: Language, shape: str, lengths: Sequence[int], cap: float = inf) -> list[float]:
    """CPU seconds of a shape at each length, up to the first that takes longer than `cap`."""
    seconds: list[float] = []
    for length in lengths:
        text = make_text(shape, length)
        begun = time.process_time()
        quotes.extract(text, nlp, mode="all")
        seconds.append(time.process_time() - begun)
        if seconds[-1] > cap:
            break
    return seconds


def find_exponent(lengths: Sequence[int], seconds: Sequence[float]) -> float:
    """How the time grows from the first length to the last: 1 for 2 and 4 seconds at 10 and 20 characters."""
    return log2(seconds[-1] / seconds[0]) / log2(lengths[len(seconds) - 1] / lengths[0])


def main() -> None:
    """Print a table of CPU seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="fast")
    parser.add_argument(
        "--cap", type=float, default=25.0, help="seconds after which longer texts of a shape are skipped"
    )
    parser.add_argument("--shape", choices=SHAPES, action="append", help="only this one; may be repeated")
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS)
    options = parser.parse_args()
    nlp = quotes.load(options.model)
    quotes.extract("“Yes,” he said.", nlp, mode="all")
    print(f"{'shape':28}" + "".join(f"{length:>10,}" for length in options.lengths) + "  exponent")
    for shape in options.shape or SHAPES:
        seconds = measure(nlp, shape, options.lengths, options.cap)
        first = 1 if len(seconds) > 2 else 0  # the shortest text pays for what is read once
        exponent = f"{find_exponent(options.lengths[first:], seconds[first:]):10.1f}" if seconds[1:] else ""
        cells = [f"{second:10.1f}" for second in seconds] + [" " * 10] * (len(options.lengths) - len(seconds))
        print(f"{shape:28}" + "".join(cells) + exponent, flush=True)


if __name__ == "__main__":
    main()
