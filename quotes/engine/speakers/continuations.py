"""Sources without words: a quotation that continues another has its speaker; an interview's "Q" has none."""

from __future__ import annotations

from quotes.engine.constructions.registry import find_construction
from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, nobody
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.scene import Scene, Source
from quotes.values import replace

_INTERVIEW_LABELS = ("Q", "A")


def continue_speaker(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """“It is over,” Putin said. “We won.”: the second quotation has the speaker of the first."""
    attribution = source.attribution
    if attribution.source is not None:
        return PASS if attribution.source_head is not None else nobody(source)
    if attribution.continues is None or attribution.continues >= len(discourse.answers):
        return nobody(source, "no_source")
    earlier = discourse.answers[attribution.continues].speaker
    return nobody(source, "no_source") if earlier is None else Answer(replace(earlier, resolution="continuation"))


def skip_interview_label(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "Q: Who won?": the "Q" and "A" of an interview name nobody."""
    is_label = (
        find_construction(source.attribution.construction).source_is_label and source.head.text in _INTERVIEW_LABELS
    )
    return nobody(source) if is_label else PASS


CONTINUATION = SpeakerCase(
    "continuation",
    continue_speaker,
    (Example("“[It is over]{content},” [Putin]{source} said. “[We won]{continued}.”", "Putin"),),
    (Example("“[It is over]{content},” [Putin]{source} said.", "Putin"),),
    is_taken_up=False,
)
INTERVIEW_LABEL = SpeakerCase(
    "interview-label",
    skip_interview_label,
    (Example("[Q]{label}: [Who won]{content}?", None),),
    (Example("[Putin]{label}: [We won]{content}.", "Putin"),),
    is_taken_up=False,
)
