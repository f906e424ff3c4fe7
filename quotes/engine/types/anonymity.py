"""How an unnamed source stays unnamed: on request, by a descriptor or barely; and what it declined to say."""

from __future__ import annotations

import re

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_body, is_role, singular
from quotes.record import Anonymity, Nature

_REQUESTED = re.compile(
    r"(?:(?:on|under) (?:the )?condition of anonymity"
    r"|(?:not|declin\w+|refus\w+|unwilling|not want|not wish) to be (?:named|identified|quoted)"
    r"|(?:n[o’']t|not) (?:give|disclose|reveal) (?:his|her|their) names?"
    r"|not authori[sz]ed to (?:speak|comment|discuss)|(?:spoke|speaking|talked) (?:anonymously|on background)"
    r"|(?:request|insist|ask|grant|seek|sought)\w*(?: on| for)? anonymity|(?:remain|stay|be kept) anonymous"
    r"|(?:his|her|their) names? not be (?:used|published|printed|given))",
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
_KNOWS_FROM_INSIDE = re.compile(
    r"\b(?:people|persons|those|others|individuals|figures)\b.*\b(?:familiar|close|briefed|knowledge|involved|aware"
    r"|informed|access|privy|inside|authori[sz]ed)\b",
    re.I,
)
_FEW = re.compile(r"(?:the )?(?:other )?(?:two|three|four|five|six)\b", re.I)
_DETERMINERS_AND_NUMBERS = re.compile(
    r"^(?:the|an?|one|two|three|four|several|some|many|most|other|another|multiple|few|both|these|those|\d+)$", re.I
)


def anonymity_of(speaker: ResolvedSpeaker | None, nature: Nature, source: str | None, context: str) -> Anonymity | None:
    """For unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military source") or bare.

    Groups as such ("critics", "Republicans") and institutions ("the campaign") are no anonymous sources; a few people
    ("two critics") and those who know something from inside are ("officials", "people familiar with the talks").
    """
    if speaker is None or source is None or nature not in ("unnamed_person", "unnamed_group"):
        return None
    if nature == "unnamed_group" and not (
        _is_insider(speaker.head)
        or _KNOWS_FROM_INSIDE.search(source)
        or (_FEW.match(source) and is_role(speaker.head) and not is_body(speaker.head))
    ):
        return None
    if _REQUESTED.search(context):
        return "requested"
    words = [word for word in re.findall(r"[\w’'-]+", source) if not _DETERMINERS_AND_NUMBERS.match(word)]
    return "bare" if len(words) <= 1 and speaker.head in word_list("bare_heads") else "descriptor"


def _is_insider(head: str) -> bool:
    return head in word_list("insiders") or singular(head) in word_list("insiders")


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
