"""Groups and bodies without a name that the article describes more fully: "the researchers", "the government".

"Scientists from the University of Bristol found … The researchers said": both are the scientists from the University
of Bristol.
"""

from __future__ import annotations

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase
from quotes.engine.speakers.described_groups import RESEARCHERS, TEAM, FullerForm, find_whose, kind_of, takes_up_team
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.phrases import key_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.unnamed import resolve_unnamed
from quotes.language.lexicon import word_list
from quotes.values import replace


def resolve_fuller_form(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The researchers said", after "scientists from the University of Bristol"."""
    kind = _find_kind(source, scene)
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


def _find_kind(source: Source, scene: Scene) -> str | None:
    """The group that a source's noun is of, where nothing but its article or its study is beside the noun."""
    head, doc = source.head, source.head.doc
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    kind = RESEARCHERS if takes_up_team(head, scene.fuller_forms.get(RESEARCHERS, ())) else kind_of(head)
    before = [doc[i].lower_ for i in range(source.start, head.i)]
    after = [doc[i].lower_ for i in range(head.i + 1, source.end)]
    if kind == RESEARCHERS and {*before, *after} <= word_list("study_words"):
        return kind
    return kind if not after and (before in ([], ["the"], ["these"]) or _names_owner(source)) else None


def _names_owner(source: Source) -> bool:
    """ "The Samoan government": nothing but an adjective of nationality."""
    head, doc = source.head, source.head.doc
    words = [doc[i] for i in range(source.start, head.i) if doc[i].pos_ != "DET"]
    return len(words) == 1 and words[0].pos_ == "ADJ" and words[0].text[:1].isupper() and words[0].i == head.i - 1


def _find_fuller(kind: str, source: Source, scene: Scene) -> FullerForm | None:
    """The one fuller form, or the first of researchers; a headline's only where there is no other."""
    forms = [form for form in scene.fuller_forms.get(kind, ()) if form.head.i != source.head.i]
    if kind != RESEARCHERS and _names_owner(source):
        whose = find_whose(source.head, source.start, source.end)
        forms = [form for form in forms if form.whose == whose and form.head.i < source.head.i]
    if not forms or (kind != RESEARCHERS and len({form.whose for form in forms}) > 1):
        return None
    forms = [form for form in forms if form.head.lower_ == source.head.lower_ == TEAM] or forms
    return next((form for form in forms if not scene.is_in_headline(form.head.i)), forms[0])


FULLER_FORM = SpeakerCase(
    "fuller-form",
    resolve_fuller_form,
    (
        Example(
            "The Syrian government met. [The government]{source} said [it was over]{content}.", "Syrian government"
        ),
        Example(
            "A team of scientists met. [The team]{source} said [it was over]{content}.",
            "team of scientists",
        ),
    ),
    (
        Example(
            "The Syrian government met the Russian government. [The government]{source} said [it was over]{content}.",
            "government",
        ),
        Example("[The officials]{source} said [it was over]{content}.", "officials"),
    ),
)
