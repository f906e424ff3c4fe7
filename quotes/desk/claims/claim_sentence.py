"""A claim as one self-contained sentence, with the speaker's name instead of the pronoun.

"This force could be deployed, he said." → "Jens Stoltenberg said that this force could be deployed."
The words of the content are never changed, only the words around them.
"""

from __future__ import annotations

import re

from quotes.engine.constructions.registry import find_construction
from quotes.language.closed_classes import COORDINATORS
from quotes.language.lexicon import word_list
from quotes.language.pronouns import FIRST_OBJECT, POSSESSIVE, is_personal
from quotes.record import Record

MAX_MENTION_WORDS = 12  # words: a longer mention reads as its own sentence
QUOTATION_MARKS = "\"“”„«»‘’'`"


def make_sentence(record: Record, statement: str | None = None) -> str:
    """The claim of a record as a sentence with the speaker's name in it; else the sentence of the article.

    `statement` is one sentence of a content of several, which then stands for all of it.
    """
    name = _name(record)
    content, form = _content(record), find_construction(record.construction).claim
    if name is None:
        return _context(record, None)
    if statement is not None and record.quote_type == "direct" and statement != content:
        cue = _cue(record) if record.cue is not None and _is_finite(record) else "said"
        return _end(f"{name} {cue}: {_balance(statement)}")
    if record.quote_type == "direct" and record.cue is not None and _is_finite(record):
        if _first_word(content) == "that" and not content.startswith(tuple(QUOTATION_MARKS)):
            return _end(f"{name} {_cue(record)} {content}")
        return _end(f"{name} {_cue(record)}: {content}")
    if record.cue is None or record.cue.text.strip(" :–—-") == "":
        return _end(f"{name} said: {content}" if record.quote_type == "direct" else f"{name}: {_without_that(content)}")
    if form == "according" and not _begins_infinitive(content) and not _is_ambiguous_start(_without_that(content)):
        return _end(f"According to {name}, {_small_start(_without_that(content))}")
    if form == "clause" and _is_finite(record):
        clause = _small_start(content)
        if _first_word(clause) in COORDINATORS:  # the rest of a sentence that began before
            return _end(f"{name} {_cue(record)}: {clause}")
        # "said Moscow was …" stays as it is; "…, he said" needs a word to go before the clause
        inverted = record.content[0].start < record.cue.start and _first_word(clause) not in word_list("subordinators")
        if inverted and _begins_infinitive(content):
            return _context(record, name)
        if inverted and _is_ambiguous_start(content):
            return _end(f"{name} {_cue(record)}: {clause}")
        that = "that " if inverted else ""
        return _end(f"{name} {_cue(record)} {that}{clause}")
    if form == "object" and _is_finite(record):
        return _end(f"{name} {_cue(record)} {_small_start(content)}")
    return _context(record, name)


def _name(record: Record) -> str | None:
    """ "Jens Stoltenberg"; "a Syrian military source" in the words of the article, "a" included."""
    mention = _squeeze(record.source.text) if record.source else ""
    if record.speaker is not None:
        name = _squeeze(record.speaker.name)
        own_words = record.source_type.nature != "named_person" and name.lower() in mention.lower()
        return mention if own_words and len(mention.split()) <= MAX_MENTION_WORDS else name
    return mention if mention and not is_personal(mention.lower()) else None


def _content(record: Record) -> str:
    """The parts of the content, without a comma that only led to the cue."""
    text = " … ".join(_squeeze(part.text) for part in record.content)
    return re.sub(rf",([{QUOTATION_MARKS}]*)$", r"\1", text)


def _cue(record: Record) -> str:
    """ "told AFP", "said": without the colon or comma that led to the content."""
    cue = _squeeze(record.cue.text if record.cue else "").rstrip(" ,:;–—-")
    is_clause = find_construction(record.construction).claim == "clause"
    return f"{cue} {_squeeze(record.addressee.text)}" if record.addressee and is_clause else cue


def _is_finite(record: Record) -> bool:
    """ "said", "has told", not "saying" and not a noun: only such cues make a sentence after a name."""
    return record.cue is not None and record.cue.tense is not None and not _first_word(record.cue.text).endswith("ing")


def _context(record: Record, name: str | None) -> str:
    """The sentence of the article, with the speaker's name instead of the pronoun."""
    text, source = record.context.text, record.source
    if name is not None and source is not None and record.context.start <= source.start:
        start, end = source.start - record.context.start, source.end - record.context.start
        word = source.text.lower()
        if word in POSSESSIVE:
            text = text[:start] + f"{name}’s" + text[end:]
        elif (is_personal(word) and word not in FIRST_OBJECT) or (source.text != name and source.text in name):
            text = text[:start] + name + text[end:]
    return _end(_squeeze(text))


def _is_ambiguous_start(content: str) -> bool:
    """Is the capital a name's or only that of the sentence: "Turkey is safe", "Rainfall was half"?

    It is a name's before another capital, in an abbreviation and with a possessive: "Carrie Lam", "NATO", "Iran's".
    """
    words = content.split()[:2]
    first = words[0] if words else ""
    if not first[:1].isupper() or first.lower() in word_list("function_words") or len(first.rstrip(".")) < 2:
        return False
    is_name = (
        first[1:2].isupper()
        or first.endswith((".", "’s", "'s", "’", "'"))
        or (words[-1][:1].isupper() and len(words) > 1)
    )
    return not is_name


def _without_that(content: str) -> str:
    """The clause without the "that" that led to it: "that he won" is "he won"."""
    return re.sub(r"^that\s+", "", content)


def _balance(sentence: str) -> str:
    """One sentence of a longer quotation between quotation marks of its own."""
    inner = sentence.strip(QUOTATION_MARKS + " ,")
    return f"“{inner}”"


def _begins_infinitive(content: str) -> bool:
    return _first_word(content) == "to" or "… to " in content


def _first_word(text: str) -> str:
    match = re.search(r"[^\W\d_]+", text)
    return match.group().lower() if match else ""


def _small_start(text: str) -> str:
    """ "This force …" as it is after "said that"; names keep their capital."""
    match = re.match(rf"([{QUOTATION_MARKS}]*)(\w+)", text)
    if match and match.group(2).lower() in word_list("function_words") and not text.startswith(tuple(QUOTATION_MARKS)):
        return match.group(2).lower() + text[match.end() :]
    return text


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _end(sentence: str) -> str:
    """The sentence with a capital, and with a full stop if it has no end mark."""
    inner = sentence.rstrip(QUOTATION_MARKS + " )")
    if inner.endswith((".", "!", "?", "…")):
        return sentence[0].upper() + sentence[1:]
    done = f"{sentence.rstrip(' ,;:')}."
    return done[0].upper() + done[1:]
