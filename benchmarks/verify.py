"""How good the verdicts of `quotes verify` are, and how long they take: `QUOTES_DATA=… python benchmarks/verify.py`.

300 quotations of Wikinews's training articles, checked against the articles. A third is as it was; a third is altered
by rule: a word swapped for one of another quotation, a number changed, a negation dropped, or words left out for "…";
a third is of articles that are not among the texts. The thresholds were set on the first half of the articles; the
figures that count are those of the second.

`--scale` times 5,000 quotations against one text of 100,000 words, made of PolNeAR's training articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.article import Article
from quotes.desk.verify.verdict import VERDICTS, Check
from quotes.desk.verify.verify import check_records
from quotes.desk.verify.words import split_words
from quotes.evaluation.pipeline.corpora_folder import corpus_file, data_folder
from quotes.language.lexicon import word_list
from quotes.language.numbers import UNITS
from quotes.record import ArticleInfo, Record, record_id
from quotes.text.paragraphs import find_paragraphs
from quotes.text.quotation_marks import find_quotations

COUNT = 300
MIN_WORDS = 5  # of a quotation that is altered: of two words one changed is another quotation
SCALE_WORDS, SCALE_QUOTATIONS = 100_000, 5_000
EMPTY = dict.fromkeys(("cue", "source", "speaker", "addressee", "medium", "parent", "continues"))
SOURCE_TYPE = {"nature": "none", "sector": "unknown", "anonymity": None}


@dataclass(frozen=True)
class Case:
    """A record, what was done to it, and the verdict that it should get."""

    record: Record
    rule: str
    expected: str


def make_record(article: Article, parts: Sequence[tuple[int, int]], quote_type: str) -> Record:
    """A record of an article with these stretches between quotation marks."""
    extents = [{"start": start, "end": end, "text": article.text[start:end]} for start, end in parts]
    low = article.text.rfind("\n", 0, parts[0][0]) + 1  # the paragraph
    high = max(article.text.find("\n", parts[-1][1]), parts[-1][1])
    return Record.model_validate(
        EMPTY
        | {
            "id": record_id(article.sha256, [("content", *part) for part in parts]),
            "article": ArticleInfo.of(article),
            "quote_type": quote_type,
            "mode": "statement",
            "content": extents,
            "verbatim": extents,
            "source_type": SOURCE_TYPE,
            "context": {"start": low, "end": high, "text": article.text[low:high]},
            "construction": "quotation",
            "confidence": 1.0,
            "tool": {"quotes": "gold", "model": "gold"},
        }
    )


def read_wikinews(folder: Path) -> list[tuple[Article, list[Record]]]:
    """Each article with the records of its direct and mixed quotations."""
    results = []
    for path in sorted(folder.glob("gold/*.json")):
        with (folder / "texts" / f"{path.stem}.txt").open(encoding="utf-8", newline="") as stream:
            article = Article(text=stream.read(), source_path=f"{path.stem}.txt")
        quotations = find_quotations(article.text, find_paragraphs(article.text))
        records = []
        for entry in json.loads(path.read_text("utf-8"))["attributions"]:
            parts = [
                (max(quotation.start + 1, start), min(quotation.end - 1, end))
                for start, end in entry["content"]
                for quotation in quotations
                if quotation.start < end - 1 and quotation.end > start + 1
            ]
            if entry["quote_type"] != "indirect" and parts:
                records.append(make_record(article, parts, entry["quote_type"]))
        results.append((article, records))
    return results


def change(record: Record, edit: Callable[[str], str | None]) -> Record | None:
    """The record with its longest part edited; None if there is nothing to edit."""
    at = max(range(len(record.verbatim)), key=lambda number: len(record.verbatim[number].text))
    part = record.verbatim[at]
    if len(part.text.split()) < MIN_WORDS or (text := edit(part.text)) is None:
        return None
    parts = (*record.verbatim[:at], part.model_copy(update={"text": text}), *record.verbatim[at + 1 :])
    return record.model_copy(update={"verbatim": parts, "content": parts})


def drop_negation(text: str) -> str | None:
    """ "will not go" is "will go"."""
    edited = re.sub(r"\b(?:not|never)\s|(?<=\w)n['’]t\b|\bno (?=[a-z])", "", text, count=1)
    return edited if edited != text else None


def change_number(text: str) -> str | None:
    """ "three" is "four", 25 is 26."""
    match = re.search(r"\d+", text)
    if match:
        return text[: match.start()] + str(int(match[0]) + 1) + text[match.end() :]
    words = [word for word in UNITS if word not in ("zero", "one")]
    match = re.search(rf"\b(?:{'|'.join(words)})\b", text)
    if match is None:
        return None
    other = words[(words.index(match[0]) + 1) % len(words)]
    return text[: match.start()] + other + text[match.end() :]


def swap_word(choose: random.Random, others: Sequence[str]) -> Callable[[str], str | None]:
    """A word of content is one of another quotation."""

    def edit(text: str) -> str | None:
        words = [match for match in re.finditer(r"\b[a-z]{4,}\b", text) if match[0] not in word_list("function_words")]
        if not words:
            return None
        match = choose.choice(words)
        other = choose.choice([word for word in others if word[:3] != match[0][:3]])
        return text[: match.start()] + other + text[match.end() :]

    return edit


def make_ellipsis(choose: random.Random) -> Callable[[str], str | None]:
    """Two to six words within the quotation are "…"."""

    def edit(text: str) -> str | None:
        words = text.split()
        number = min(choose.randint(2, 6), len(words) - 4)
        if number < 2:
            return None
        start = choose.randint(2, len(words) - number - 2)
        dropped = " ".join(words[start : start + number])
        if any(word.is_negation for word in split_words(dropped)):
            return None  # which is no mere ellipsis
        return " ".join([*words[:start], "…", *words[start + number :]])

    return edit


def restyle(text: str) -> str:
    """The same words as another desk or a transcript writes them: marks, case, hyphens, contractions, numbers."""
    for curly, plain in (("’", "'"), ("“", '"'), ("”", '"'), ("–", " - "), ("-", " "), (" percent", "%")):
        text = text.replace(curly, plain)
    for number, word in enumerate(UNITS):
        text = re.sub(rf"\b{word}\b", str(number), text) if number > 1 else text
    text = re.sub(
        r"(?<=\w)n't\b", lambda match: " not" if text[match.start() - 2 :][:2] not in ("wo", "ca") else "n't", text
    )
    return text.upper()


def make_cases(articles: list[tuple[Article, list[Record]]], count: int, seed: str) -> tuple[list[Case], list[Article]]:
    """As many cases, and the articles that they are checked against."""
    choose = random.Random(seed)
    order = list(articles)
    choose.shuffle(order)
    cases: list[Case] = []
    absent = 0
    while absent < count // 3:  # whole articles, which are then in no text
        _, records = order.pop()
        cases += [Case(record, "absent", "not found") for record in records[: count // 3 - absent]]
        absent = len(cases)
    records = [record for _, own in order for record in own]
    choose.shuffle(records)
    vocabulary = sorted({word for record in records for word in re.findall(r"\b[a-z]{4,}\b", record.verbatim[0].text)})
    rules: list[tuple[str, Callable[[str], str | None], str, int]] = [
        ("negation dropped", drop_negation, "altered", count // 12),
        ("number changed", change_number, "altered", count // 12),
        ("ellipsis", make_ellipsis(choose), "elided", count // 12),
        ("word swapped", swap_word(choose, vocabulary), "altered", count),
    ]
    altered: Counter[str] = Counter()
    left = []
    for record in records:
        for rule, edit, expected, limit in rules:
            if sum(altered.values()) < count // 3 and altered[rule] < limit and (edited := change(record, edit)):
                altered[rule] += 1
                cases.append(Case(edited, rule, expected))
                break
        else:
            left.append(record)
    cases += [Case(record, "as it was", "exact") for record in left[: count // 3]]
    return cases, [article for article, _ in order]


def report(name: str, cases: Sequence[Case], checks: Sequence[Check], seconds: float) -> None:
    """Print precision and recall of each verdict, and what became of each rule."""
    pairs = list(zip(cases, (check.verdict for check in checks), strict=True))
    minutes = seconds / len(cases) * 1000 / 60
    print(f"\n{name}: {len(cases)} quotations, {minutes:.3f} minutes of processor time per thousand")
    print(f"{'verdict':12} {'expected':>8} {'given':>6} {'precision':>9} {'recall':>7}")
    for verdict in VERDICTS:
        expected = sum(case.expected == verdict for case, _ in pairs)
        given = sum(other == verdict for _, other in pairs)
        right = sum(case.expected == verdict == other for case, other in pairs)
        precision, recall = (f"{right / total:.3f}" if total else "–" for total in (given, expected))
        print(f"{verdict:12} {expected:8} {given:6} {precision:>9} {recall:>7}")
    for rule in dict.fromkeys(case.rule for case in cases):
        print(f"  {rule}: {dict(Counter(verdict for case, verdict in pairs if case.rule == rule))}")


def measure(folder: Path, *, draws: int, show_errors: bool) -> None:
    """The verdicts on both halves of the articles, over several draws of quotations from them."""
    articles = read_wikinews(corpus_file(folder, "wikinews-attributions", "train"))
    for name, half in (("first half, limits set", articles[::2]), ("second half", articles[1::2])):
        cases: list[Case] = []
        checks: list[Check] = []
        restyled: Counter[str] = Counter()
        start = time.process_time()
        for draw in range(draws):
            drawn, texts = make_cases(half, COUNT // 2, f"{name} {draw}")
            cases += drawn
            checks += check_records([case.record for case in drawn], texts, with_own=True)
        seconds = time.process_time() - start
        report(name, cases, checks, seconds)
        own = [edited for _, records in half for record in records if (edited := change(record, restyle))]
        restyled.update(check.verdict for check in check_records(own, [text for text, _ in half], with_own=True))
        print(f"  all of {MIN_WORDS} words or more, in another style: {dict(restyled)}")
        for case, check in zip(cases, checks, strict=True):
            if show_errors and case.expected != check.verdict:
                said = " / ".join(part.text for part in case.record.verbatim)
                passage = check.passage.text if check.passage else None
                print(f"    {case.rule}, {check.verdict} ({check.score:.2f}): {said}\n      {passage}")


def measure_scale(folder: Path) -> None:
    """The time of many quotations against one long text."""
    texts = [path.read_text("utf-8") for path in sorted(corpus_file(folder, "data", "train", "text").rglob("*.txt"))]
    words, inside = 0, []
    while words < SCALE_WORDS:
        inside.append(texts.pop(0))
        words += len(inside[-1].split())
    long = Article(text="\n\n".join(inside), source_path="transcript.txt")
    records = list(_sample([*inside[::-1], *texts], SCALE_QUOTATIONS))
    start = time.process_time()
    checks = check_records(records, [long])
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{len(records):,} quotations against a text of {words:,} words:")
    print(f"{seconds:.1f} s of processor time, {memory:.0f} MB")
    print(dict(Counter(check.verdict for check in checks)))


def _sample(texts: Iterable[str], count: int) -> Iterable[Record]:
    number = 0
    for text in texts:
        article = Article(text=text)
        for quotation in find_quotations(text, find_paragraphs(text)):
            if number < count and quotation.end - quotation.start > 2:
                number += 1
                yield make_record(article, [(quotation.start + 1, quotation.end - 1)], "direct")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each wrong verdict")
    parser.add_argument("--draws", type=int, default=1, help="of quotations from the same articles, put together")
    parser.add_argument("--scale", action="store_true", help="time 5,000 quotations against 100,000 words instead")
    arguments = parser.parse_args()
    folder = data_folder()
    if arguments.scale:
        measure_scale(folder)
    else:
        measure(folder, draws=arguments.draws, show_errors=arguments.errors)


if __name__ == "__main__":
    main()
