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


def make_sentence(record: Record) -> str:
    """The claim of a record as a sentence with the speaker's name in it; else the sentence of the article."""
    name = _name(record)
    content, form = _content(record), find_construction(record.construction).claim
    if name is None:
        return _context(record, None)
    if record.quote_type == "direct" and record.cue is not None and _is_finite(record):
        return _end(f"{name} {_cue(record)}: {content}")
    if record.cue is None or record.cue.text.strip(" :–—-") == "":
        return _end(f"{name} said: {content}" if record.quote_type == "direct" else f"{name}: {content}")
    if form == "according" and not _begins_infinitive(content):
        return _end(f"According to {name}, {_small_start(content)}")
    if form == "clause" and _is_finite(record):
        clause = _small_start(content)
        if _first_word(clause) in COORDINATORS:  # the rest of a sentence that began before
            return _end(f"{name} {_cue(record)}: {clause}")
        # "said Moscow was …" stays as it is; "…, he said" needs a word to go before the clause
        inverted = record.content[0].start < record.cue.start and _first_word(clause) not in word_list("subordinators")
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


def _begins_infinitive(content: str) -> bool:
    return _first_word(content) == "to"


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
