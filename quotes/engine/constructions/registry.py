"""All constructions by name, in the order in which they are tried. `find_construction("dash").cue_kind`"""

from __future__ import annotations

from quotes.engine.constructions import (
    according,
    adjectival,
    clausal,
    headlines,
    introduced,
    labelled,
    labels,
    nominal,
    objects,
    prepositional,
    punctuated,
    related,
    split,
    unanchored,
    unmarked,
    unsourced,
)
from quotes.engine.constructions.construction import Construction

ALL: tuple[Construction, ...] = (
    *clausal.CONSTRUCTIONS,
    *objects.CONSTRUCTIONS,
    *labelled.CONSTRUCTIONS,
    *nominal.CONSTRUCTIONS,
    *adjectival.CONSTRUCTIONS,
    *related.CONSTRUCTIONS,
    *unsourced.CONSTRUCTIONS,
    *prepositional.CONSTRUCTIONS,
    *according.CONSTRUCTIONS,
    *punctuated.CONSTRUCTIONS,
    *labels.CONSTRUCTIONS,
    *introduced.CONSTRUCTIONS,
    *headlines.CONSTRUCTIONS,
    *split.CONSTRUCTIONS,
    *unmarked.CONSTRUCTIONS,
    *unanchored.CONSTRUCTIONS,
)
BY_NAME = {construction.name: construction for construction in ALL}
EXCLUSIVE = frozenset(construction.name for construction in ALL if construction.excludes_others)


def find_construction(name: str) -> Construction:
    """The construction of this name; for a name from elsewhere ("annotated"), one that claims nothing."""
    return BY_NAME.get(name) or Construction(name=name, pattern=None, examples=(), claim="as_written")
