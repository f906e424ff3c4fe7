"""Groups and bodies without a name that the article describes more fully: "the researchers", "the government".

"Scientists from the University of Bristol found … The researchers said": both are the scientists from the University
of Bristol.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase
from quotes.engine.speakers.described_groups import RESEARCHERS, FullerForm, kind_of
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.phrases import key_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.unnamed import resolve_unnamed


def resolve_fuller_form(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The researchers said", after "scientists from the University of Bristol"."""
    kind = _find_kind(source)
    if kind is None:
        return PASS
    fuller = _find_fuller(kind, source, scene)
    if fuller is None:
        return PASS
    reply = resolve_unnamed(replace(source, head=fuller.head, start=fuller.start, end=fuller.end), scene, discourse)
    if kind != RESEARCHERS or not isinstance(reply, Answer) or reply.speaker is None:
        return reply
    people = replace(reply.speaker, label=None, resolution="description", head=key_of(source.head), plural=True)
    return replace(reply, speaker=people)  # "a team of scientists" is no body with a name


def _find_kind(source: Source) -> str | None:
    """The group that a source's noun is of, where the source is the noun alone with its article."""
    head, doc = source.head, source.head.doc
    words = [doc[i].lower_ for i in range(source.start, head.i)]
    if source.end != head.i + 1 or head.pos_ not in ("NOUN", "PROPN") or words not in ([], ["the"], ["these"]):
        return None
    return kind_of(head)


def _find_fuller(kind: str, source: Source, scene: Scene) -> FullerForm | None:
    """The one fuller form, or the first of researchers."""
    forms = [form for form in scene.fuller_forms.get(kind, ()) if form.head.i != source.head.i]
    if not forms or (kind != RESEARCHERS and len({form.whose for form in forms}) > 1):
        return None
    return forms[0]


FULLER_FORM = SpeakerCase(
    "fuller-form",
    resolve_fuller_form,
    (Example("The Syrian government met. [The government]{source} said [it was over]{content}.", "Syrian government"),),
    (
        Example(
            "The Syrian government met the Russian government. [The government]{source} said [it was over]{content}.",
            "government",
        ),
        Example("[The officials]{source} said [it was over]{content}.", "officials"),
    ),
)
