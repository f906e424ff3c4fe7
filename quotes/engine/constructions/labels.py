"""Speakers' labels, as interviews, transcripts and round-ups have them: MR. HALE: …; Q. …; From Lee: “…”"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction
from quotes.engine.layout import Layout
from quotes.language.closed_classes import LABEL_WORDS
from quotes.spans import Range

INTERVIEW_PROBABILITY = 0.6  # of "Q:" and "A:", and of labels of several speakers; too few in training; set by hand
MAX_LABEL_WORDS = 7  # tokens before the colon of a label: "NATO SECRETARY GENERAL JENS STOLTENBERG: …"
MAX_LABEL_DETAILS = 12  # tokens before the colon where a comma or a parenthesis follows the name: "Lee, 44, teacher: …"
DETAIL_MARKS = frozenset({",", "(", ")", "))", "[", "]"})  # after the name in a label: "LEE (laughing):", "((LEE)):"
MAX_FOLLOWING = 4  # paragraphs of one turn in a conversation, after its first
MAX_LABEL_CHARACTERS = 150
BOLD_MARKS = frozenset({"*", "**"})  # around a label in Markdown: **Lee:** We left.
OPENING_MARKS = frozenset({"“", '"', "''", "``"})
LIST_MARKS = frozenset({"-", "–", "—", "•", "*", "**", "(", "((", "["})  # what may come before a label
FINAL_MARKS = frozenset(".?!…”\"’')—")  # of a turn in a conversation, which "Photo: Lee" does not have


@dataclass(frozen=True)
class Label:
    """A label as token ranges: the name in it, its colon or other mark, and the rest of its paragraph."""

    name: Range
    mark: Range
    content: Range


def find_labels(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Paragraphs that begin with a speaker's label and a colon, as interviews and transcripts do."""
    possible = (span for span in layout.paragraphs if _may_have_label(layout, span))
    labels = [label for span in possible if (label := read_label(doc, *span)) is not None]
    openings = {doc[label.name[0]].text.rstrip(".") for label in labels if label.name[1] == label.name[0] + 1}
    interview = openings >= {"Q", "A"}
    speakers = find_speakers(doc, layout, labels)
    following = find_following(doc, layout, [label for label in labels if label in speakers])
    for label in labels:
        first, end = label.name
        is_turn = interview and doc[first].text.rstrip(".") in ("Q", "A")
        if label.mark == (first, end) and not is_turn:
            continue
        yield Candidate(
            construction="label",
            cue=label.mark if label.mark != label.name else None,
            cue_head=label.mark[0] if label.mark != label.name else None,
            source=label.name,
            source_head=_last_word(doc, label.name).i,
            content=(label.content, *following.get(label.content[0], ())),
            floor=INTERVIEW_PROBABILITY if is_turn or label in speakers else 0.0,
        )


def _may_have_label(layout: Layout, span: Range) -> bool:
    """A look at the characters alone, since few paragraphs have a label."""
    start = layout.starts[span[0]] if span[0] < len(layout.starts) else len(layout.text)
    opening = layout.text[start : start + MAX_LABEL_CHARACTERS]
    return ":" in opening or opening[:2] in ("Q.", "A.")


def read_label(doc: Doc, start: int, end: int) -> Label | None:
    """The label of a paragraph of tokens, or None: "Lee" of “Lee, 44, teacher: …”, "Q." of "Q. Did you vote?"."""
    while start < end and doc[start].text in LIST_MARKS:
        start += 1
    if start < end and doc[start].text in OPENING_MARKS:
        start += 1
    if end - start > 1 and doc[start].text in ("Q.", "A."):
        return Label((start, start + 1), (start, start + 1), (start + 1, end))
    limit = min(end, start + MAX_LABEL_DETAILS)
    colon = next((i for i in range(start, limit) if doc[i].text == ":"), None)
    if colon is None or colon == start or end - colon < 4 or doc[start].pos_ == "ADP":  # "From Lee: …" is no label
        return None
    stop = next((i for i in range(start, colon) if doc[i].text in DETAIL_MARKS), colon)
    words = [token for token in doc[start:stop] if not token.is_punct and not token.is_space]
    if not words or stop - start > MAX_LABEL_WORDS or not all(_is_label_word(token) for token in words):
        return None
    if stop < colon and not (_names_a_speaker(words) and _is_detail(list(doc[stop:colon]))):
        return None
    name_end = colon if stop == colon or _is_role(list(doc[stop:colon])) else stop
    return Label((start, name_end), (colon, colon + 1), (colon + 1, end))


def find_speakers(doc: Doc, layout: Layout, labels: Sequence[Label]) -> list[Label]:
    """The labels that are those of several people's turns, or of a quotation: not "Photo: Lee" and "Where: here"."""
    words = [_last_word(doc, (label.name[0], _end_of_name(doc, label))).text for label in labels]
    counts = Counter(words)
    turns = []
    for label, word in zip(labels, words, strict=True):
        start, end = label.content
        is_bold = label.name[0] > 0 and doc[label.name[0] - 1].text in BOLD_MARKS
        named = is_bold or _names_a_speaker(list(doc[label.name[0] : _end_of_name(doc, label)]))
        number = layout.quotation_of[start]
        is_quotation = number >= 0 and layout.quotation_tokens[number] == label.content
        quoted = is_quotation and (named or _names_a_body(doc, label))
        ends = doc[end - 1].text[-1:] in FINAL_MARKS
        if quoted or (ends and (named or counts[word] > 1)):
            turns.append((label, word, quoted))
    several = len({word for _, word, _ in turns}) > 1
    return [label for label, _, quoted in turns if several or quoted]


def find_following(doc: Doc, layout: Layout, turns: Sequence[Label]) -> dict[int, tuple[Range, ...]]:
    """The paragraphs without a label between two turns of a conversation, by the start of the first turn's content."""
    following = {}
    for turn, after in pairwise(turns):
        first, last = layout.paragraph_of[turn.content[0]] + 1, layout.paragraph_of[after.name[0]]
        paragraphs = layout.paragraphs[first:last]
        if len(paragraphs) <= MAX_FOLLOWING and all(_is_spoken(doc, layout, span) for span in paragraphs):
            following[turn.content[0]] = tuple(paragraphs)
    return following


def _is_spoken(doc: Doc, layout: Layout, span: Range) -> bool:
    """True for a paragraph of sentences without quotation marks, brackets or a label at its start."""
    start, end = span
    word = doc[start].text
    opens = word == "I" or (word[:1].isupper() and not word.isupper())
    quoted = any(number >= 0 for number in layout.quotation_of[start:end])
    return opens and not quoted and doc[end - 1].text in (".", "?", "!") and read_label(doc, start, end) is None


def _end_of_name(doc: Doc, label: Label) -> int:
    return next((i for i in range(*label.name) if doc[i].text == ","), label.name[1])


def _last_word(doc: Doc, span: Range) -> Token:
    """The last word of the name of a label: "Lee" of "Ann Lee, HOST"."""
    end = next((i for i in range(*span) if doc[i].text == ","), span[1])
    return next((doc[i] for i in range(end - 1, span[0], -1) if not doc[i].is_punct), doc[span[0]])


def _names_a_speaker(words: Sequence[Token]) -> bool:
    """True for a person's name, and for words in capitals: "Lee", "THE COURT"."""
    return any(token.ent_type_ == "PERSON" for token in words) or all(
        token.is_upper for token in words if token.is_alpha and len(token) > 1
    )


def _names_a_body(doc: Doc, label: Label) -> bool:
    """True for a label that is nothing but the name of a body: "The Federation of Makers", not "Photo"."""
    words = [token for token in doc[slice(*label.name)] if token.lower_ not in LABEL_WORDS]
    return bool(words) and all(token.ent_type_ == "ORG" for token in words)


def _is_detail(words: Sequence[Token]) -> bool:
    """True for what may follow the name in a label: ", mayor of Lund", "(laughing)"; not for a clause."""
    return words[0].text in "([)])]" or not any(token.pos_ in ("VERB", "AUX") or token.text == "." for token in words)


def _is_role(words: Sequence[Token]) -> bool:
    """True for a role or an age after the name, which belongs to the source; not for ", in a letter"."""
    return words[0].text == "," and words[-1].pos_ != "PUNCT" and words[min(1, len(words) - 1)].pos_ != "ADP"


def _is_label_word(token: Token) -> bool:
    return bool(token.text[:1].isupper() or token.pos_ in ("PROPN", "NUM") or token.lower_ in LABEL_WORDS)


LABELLED = Construction(
    name="label",
    pattern=find_labels,
    cue_kind="nonverbal",
    mode="statement",
    source_is_label=True,
    examples=(
        "[STOLTENBERG]{source}[:]{cue} [NATO is ready to defend all of the allies]{content}.",
        "[Jens Stoltenberg, secretary general]{source}[:]{cue} [“NATO is ready.”]{content}",
        "[STOLTENBERG]{source} (laughing)[:]{cue} [NATO is ready to defend all of the allies]{content}.",
    ),
    counterexamples=("The result was clear to everyone: NATO is ready.",),
)

CONSTRUCTIONS = (LABELLED,)
