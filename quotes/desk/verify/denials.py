"""A negation at the edge of a passage: “every act is a crime” of "Not every act …", “We do” of "We don't".

The words of such a quotation are exact, and say the opposite of what was said.
"""

from __future__ import annotations

from quotes.desk.verify.differences import Difference
from quotes.desk.verify.passage_index import PassageIndex
from quotes.desk.verify.quotation import Quotation
from quotes.desk.verify.words import Word
from quotes.language.verb_words import AUXILIARIES


def find_denials(
    index: PassageIndex, quotation: Quotation, source: int, start: int, end: int
) -> tuple[int, int, list[Difference]]:
    """The passage with the negations directly before and after it, and these as words that were left out.

    None counts before the passage where the writer denies the quotation: Lee did not call it “acceptable”.
    """
    differences = []
    text = index.articles[source].text
    number = int(index.bounds[source + 1] - index.bounds[source])
    if start > 0 and not quotation.is_denied:
        before, first = index.words(source, start - 1, start + 1)
        if before.is_negation and text[before.end : first.start].isspace():
            start -= 1
            differences.append(_leave_out(before, quotation.words[0].start))
    if end < number:
        last, after = index.words(source, end - 1, end + 1)
        between = text[last.end : after.start]
        if last.key in AUXILIARIES and after.is_negation and (not between or between.isspace()):
            end += 1
            differences.append(_leave_out(after, quotation.words[-1].end))
    return start, end, differences


def _leave_out(word: Word, place: int) -> Difference:
    return Difference("left_out", (place, place), (word.start, word.end), False, "negation")
