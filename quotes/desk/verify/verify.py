"""Check quotations against texts: `check_records(records, articles)` gives a verdict on each.

First the exact words are looked for. Else the passages that have most of the rarer words are aligned with the
quotation, and what differs decides. Where nothing can be aligned, a passage that shares most words is a paraphrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quotes.article import Article
from quotes.desk.verify.alignment import REPLACED, Alignment, align
from quotes.desk.verify.denials import find_denials
from quotes.desk.verify.differences import find_differences
from quotes.desk.verify.long_quotations import MAX_WORDS, join_checks, split_quotation
from quotes.desk.verify.passage_index import COMMON_WORD_WEIGHT, PassageIndex, Window
from quotes.desk.verify.quotation import Quotation, read_quotation
from quotes.desk.verify.sources import find_asides, find_label
from quotes.desk.verify.verdict import Check, Passage, Verdict
from quotes.desk.verify.words import Word
from quotes.record import ArticleInfo, Record

MAX_CHARACTERS_AT_ONCE = 100_000_000  # of the texts in memory: about 20 million words, 2 GB with their index
# The limits were set by benchmarks/verify.py on the first half of its articles.
ALMOST_EXACT = 0.999  # the score of what has all words and is not exact
MAX_PLACES_LOOKED_AT = 100  # for a negation before or after them: “yes” is said a thousand times
MIN_COVERAGE = 0.4  # of the weight of a quotation that a window needs to be aligned
MIN_SCORE = 0.65  # of an alignment: with more than one word in three changed it is no quotation any more
MIN_SAME_WORDS = 3  # of an alignment with changes: "the new road" is not an altered "the new school"
MIN_SAME_SHARE = 0.4  # of the weight of the words, in an alignment with changes
MIN_SAME_WEIGHT = 5.0  # one rare word, or two less rare ones: "going to be" may be anybody's
MIN_SHARED = 0.65  # of the weight of a paraphrase's words that its passage has
MAX_PARAPHRASED_WORDS = 300  # of a quotation: nobody says a speech in other words
MIN_SHARED_WORDS = 4  # that are not common
PASSAGE_SLACK = 12  # words of a window beyond the quotation's
GAP_SLACK = 80  # words that "…" may stand for


class Checker:
    """Some texts, indexed, against which records are checked."""

    def __init__(self, articles: Sequence[Article], *, with_own: bool = False, with_indirect: bool = False):
        self.index = PassageIndex(articles)
        self.with_own, self.with_indirect = with_own, with_indirect
        self._numbers: dict[str, list[int]] = {}
        for number, article in enumerate(self.index.articles):
            self._numbers.setdefault(article.sha256, []).append(number)

    def check(self, record: Record) -> Check | None:
        """The verdict on a record; None for one of which nothing is to be checked."""
        quotation = read_quotation(record, with_indirect=self.with_indirect)
        if quotation is None:
            return None
        left_out = frozenset() if self.with_own else frozenset(self._numbers.get(record.article.sha256, ()))
        if len(quotation.words) <= MAX_WORDS:
            return self._check_short(record, quotation, left_out)
        pieces = list(split_quotation(quotation))
        return join_checks(pieces, [self._check_short(record, piece, left_out) for piece in pieces], self._find_text)

    def _find_text(self, sha256: str) -> str:
        return self.index.articles[self._numbers[sha256][0]].text

    def _check_short(self, record: Record, quotation: Quotation, left_out: frozenset[int]) -> Check:
        return self._check_exact(record, quotation, left_out) or self._check_passages(record, quotation, left_out)

    def _check_exact(self, record: Record, quotation: Quotation, left_out: frozenset[int]) -> Check | None:
        """The check of the first passage with exactly these words; better one without a negation at its edge."""
        words = quotation.all_words
        places = self.index.find_exact([word.key for word in words], left_out)
        if not places:
            return None
        looked_at = [
            (source, *find_denials(self.index, quotation, source, start, start + len(words)))
            for source, start in places[:MAX_PLACES_LOOKED_AT]
        ]
        exact = [place for place in looked_at if not place[-1]]
        source, start, end, denials = (exact or looked_at)[0]
        passage = self._passage(source, self.index.words(source, start, end))
        if denials:
            return Check(record, "altered", ALMOST_EXACT, passage, tuple(denials))
        return Check(record, "exact", 1.0, passage, places=len(exact) + len(places) - len(looked_at))

    def _check_passages(self, record: Record, quotation: Quotation, left_out: frozenset[int]) -> Check:
        slack = PASSAGE_SLACK + GAP_SLACK * bool(quotation.gaps)
        windows = self.index.find_windows(quotation.keys, len(quotation.words) + slack, left_out)
        checks = [self._align(record, quotation, window) for window in windows if window.coverage >= MIN_COVERAGE]
        if len(quotation.words) <= MAX_PARAPHRASED_WORDS:
            checks += [self._compare(record, quotation, window) for window in windows if window.coverage >= MIN_SHARED]
        best = min((check for check in checks if check is not None), key=lambda check: check.order, default=None)
        return best or Check(record, "not found", 0.0)

    def _align(self, record: Record, quotation: Quotation, window: Window) -> Check | None:
        """The check of an alignment; None where the words differ too much."""
        text = self.index.articles[window.source].text
        words = self.index.words(window.source, window.start, window.end)
        asides = find_asides(text, words)
        keys = quotation.keys
        is_open = [place in quotation.gaps for place in range(len(keys))]
        alignment = align(keys, [word.key for word in words], is_open, asides)
        score = max(0.0, 1 - alignment.cost / (REPLACED * len(keys)))
        start, end = alignment.bounds
        if score < MIN_SCORE or start == end:
            return None
        differences = find_differences(quotation, words, asides, alignment, text)
        start, end = window.start + start, window.start + end
        start, end, denials = find_denials(self.index, quotation, window.source, start, end)
        differences = sorted([*differences, *denials], key=lambda difference: difference.quoted)
        is_altered = any(difference.changes_words for difference in differences)
        if not self._is_enough(keys, alignment, is_altered=is_altered):
            return None
        verdict: Verdict = "altered" if is_altered else "elided" if differences else "exact"
        if not record.verbatim and is_altered and not any(difference.about for difference in differences):
            verdict = "paraphrased"  # an indirect content need not keep the words
        passage = self._passage(window.source, self.index.words(window.source, start, end))
        score = 1.0 if verdict == "exact" else min(score, ALMOST_EXACT)
        return Check(record, verdict, score, passage, tuple(differences), places=int(verdict == "exact"))

    def _is_enough(self, keys: Sequence[str], alignment: Alignment, *, is_altered: bool) -> bool:
        """True if the words that are the same cannot be so by chance."""
        same = [keys[step.quoted] for step in alignment.steps if step.is_same and step.quoted is not None]
        weight = sum(map(self.index.weight_of, same))
        if weight < MIN_SAME_WEIGHT:
            return False
        total = sum(map(self.index.weight_of, keys))
        return not is_altered or (len(same) >= MIN_SAME_WORDS and weight >= MIN_SAME_SHARE * total)

    def _compare(self, record: Record, quotation: Quotation, window: Window) -> Check | None:
        """The check of a paraphrase: a stretch not much longer than the quotation that shares most of its weight."""
        weights = {self.index.stem_number_of(key): self.index.weight_of(key) for key in quotation.keys}
        total = sum(self.index.weight_of(key) for key in dict.fromkeys(quotation.keys))
        low = int(self.index.bounds[window.source])
        stems = self.index.stem_of[self.index.keys[low + window.start : low + window.end]]
        hits = [(place, int(stem)) for place, stem in enumerate(stems) if int(stem) in weights]
        best, bounds, number = _find_densest(hits, weights, len(quotation.words) * 3 // 2 + PASSAGE_SLACK)
        if not total or best / total < MIN_SHARED or number < MIN_SHARED_WORDS:
            return None
        words = self.index.words(window.source, window.start + bounds[0], window.start + bounds[1])
        return Check(record, "paraphrased", best / total, self._passage(window.source, words))

    def _passage(self, source: int, words: Sequence[Word]) -> Passage:
        article = self.index.articles[source]
        start, end = words[0].start, max(word.end for word in words)
        label = find_label(article.text, start)
        return Passage(ArticleInfo.of(article), start, end, article.text[start:end], label)


def _find_densest(
    hits: Sequence[tuple[int, int]], weights: dict[int, float], length: int
) -> tuple[float, tuple[int, int], int]:
    """The stretch of at most so many words with most weight: its weight, its bounds, and its words that count."""
    best: tuple[float, tuple[int, int], int] = (0.0, (0, 0), 0)
    for first, (start, _) in enumerate(hits):
        seen: set[int] = set()
        weight = 0.0
        for place, stem in hits[first:]:
            if place - start >= length:
                break
            if stem not in seen:
                seen.add(stem)
                weight += weights[stem]
                if weight > best[0]:
                    number = sum(weights[shared] > COMMON_WORD_WEIGHT for shared in seen)
                    best = weight, (start, place + 1), number
    return best


def check_records(
    records: Sequence[Record], articles: Iterable[Article], *, with_own: bool = False, with_indirect: bool = False
) -> list[Check]:
    """The verdicts on the records of which something is to be checked, in order.

    Texts are indexed some at a time, so that memory does not grow with their number; the best verdict counts.
    """
    best: dict[int, Check] = {}
    for batch in _batches(articles):
        checker = Checker(batch, with_own=with_own, with_indirect=with_indirect)
        for number, record in enumerate(records):
            if (check := checker.check(record)) is not None:
                best[number] = min(best.get(number, check), check, key=lambda check: check.order)
    return [best[number] for number in sorted(best)]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and size + len(article.text) > MAX_CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    yield batch
