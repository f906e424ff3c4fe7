"""Scenes and sources on hand-built trees: `source_of(scene, "The judge", content="it ended")`."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.scene import Scene, Source


def scene_of(doc: Doc) -> Scene:
    """The scene of a Doc without attributions."""
    return Scene.of(doc, Layout.of(doc))


def source_of(
    scene: Scene, words: str, *, content: str | None = None, parent: int | None = None, continues: int | None = None
) -> Source:
    """The last place of the words, as a source; its content is the last place of others, or nothing at the start."""
    text = scene.doc.text
    start = text.rindex(words)
    span = scene.doc.char_span(start, start + len(words))
    assert span is not None, words
    said = (0, 0) if content is None else (text.rindex(content), text.rindex(content) + len(content))
    made = Attribution(
        construction="verb-complement",
        content=(said,),
        cue=None,
        source=(start, start + len(words)),
        addressee=None,
        medium=None,
        cue_head=None,
        source_head=span.root.i,
        confidence=1.0,
        parent=parent,
        continues=continues,
    )
    ranges = () if content is None else (scene.layout.tokens(said),)
    return Source(made, span.root, span.start, span.end, ranges)


def entity_of(scene: Scene, name: str) -> Entity:
    """The entity of that name."""
    return next(entity for entity in scene.mentions.entities if entity.name == name)


def discourse_of(*spoke: tuple[int, Entity], heads: tuple[int, ...] = ()) -> Discourse:
    """A discourse in which entities spoke at tokens, after sources with these heads."""
    discourse = Discourse()
    for token, entity in spoke:
        discourse.note(Answer(None, spoke=((token, entity),), at=token))
    discourse.heads = sorted((*discourse.heads, *heads))
    return discourse
