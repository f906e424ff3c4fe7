"""How an unnamed source stays unnamed: on request, by a descriptor or barely; and what it declined to say."""

from __future__ import annotations

import re

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.lexicon import word_list
from quotes.record import Anonymity, Nature

_REQUESTED = re.compile(
    r"(?:on (?:the )?condition of anonymity|(?:asked|requested|declined|refused) (?:not )?to be (?:named|identified)"
    r"|not authori[sz]ed to (?:speak|comment|discuss)|spoke anonymously|requested anonymity|asked for anonymity)",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|since|as (?:he|she|they|it)\b|for fear|out of fear|citing|(?:in order )?to (?:discuss|speak|talk"
    r"|describe|avoid|protect|preserve)\b|(?:is|are|was|were) not authori[sz]ed)[^.;:”\"\n]*",
    re.I,
)
_SPEECH_TAIL = re.compile(r",?\s+(?:said|told|added|wrote)\b.*$", re.I)
_DECLINED = re.compile(
    r"\b(?:declin|refus)\w+ (?:(?:further|immediate) )?(?:to )?(?:comment|say|answer|discuss|elaborate|respond|speak|be"
    r" interviewed|be quoted)|\b(?:not|n['’]t)(?: immediately)? (?:respond|return|reply|answer|comment)"
    r"|\bnot(?: immediately)? be reached|\bno(?: immediate| further)? comment",
    re.I,
)
_DETERMINERS_AND_NUMBERS = re.compile(
    r"^(?:the|an?|one|two|three|four|several|some|many|most|other|another|multiple|few|both|these|those|\d+)$", re.I
)


def anonymity_of(speaker: ResolvedSpeaker | None, nature: Nature, source: str | None, context: str) -> Anonymity | None:
    """For unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military source") or bare."""
    if speaker is None or source is None or nature not in ("unnamed_person", "unnamed_group"):
        return None
    if _REQUESTED.search(context):
        return "requested"
    words = [word for word in re.findall(r"[\w’'-]+", source) if not _DETERMINERS_AND_NUMBERS.match(word)]
    return "bare" if len(words) <= 1 and speaker.head in word_list("bare_heads") else "descriptor"


def reason_of(context: str) -> tuple[int, int] | None:
    """The characters that say why a source is not named: "because he was not authorized to speak"; or None.

    Only in a sentence with a request to stay unnamed.
    """
    request = _REQUESTED.search(context)
    if request is None:
        return None
    begin = context.rfind(".", 0, request.start()) + 1
    stop = context.find(".", request.end())
    reason = _REASON.search(context, request.end()) or _REASON.search(context, begin)
    if reason is None or (0 <= stop < reason.start()):
        return None
    end = reason.end() - len(tail.group()) if (tail := _SPEECH_TAIL.search(reason.group())) else reason.end()
    while end > reason.start() and context[end - 1] in " ,":
        end -= 1
    return reason.start(), end


def has_declined(words: str) -> bool:
    """True if the words say that a source did not comment: "declined to comment", "did not respond to a request"."""
    return _DECLINED.search(words) is not None
