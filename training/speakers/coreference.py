"""Pronouns and descriptions of GUM as decisions of the ranker: the gold coreference of UD English GUM (`Entity=`).

Genres whose texts are non-commercial are left out. Zeldes (2017), The GUM corpus, Language Resources and Evaluation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.description_candidates import find_described
from quotes.engine.speakers.descriptions import is_description
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.groups import find_groups
from quotes.engine.speakers.person_candidates import find_people, kind_of
from quotes.engine.speakers.ranking import Candidate, rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.labels import has_role
from quotes.language.pronouns import NEUTER, PLURAL, lower_pronoun
from training.speakers.decisions import Decision
from training.speakers.sector_examples import parsed

GENRES = ("academic", "bio", "court", "interview", "speech", "textbook", "voyage")
MAX_WORDS = 8  # of a description; longer ones have clauses
_MENTION = re.compile(r"\(([^()]+)(\))?|(\w+[^()]*)\)")


@dataclass
class GumArticle:
    """A text with its mentions: the entity's number and the half-open range of characters."""

    id: str
    text: str = ""
    mentions: list[tuple[str, int, int]] = field(default_factory=list)


def read_gum(folder: Path) -> Iterator[GumArticle]:
    """The articles of GENRES in a folder of CoNLL-U files."""
    for path in sorted(folder.glob("GUM_*.conllu")):
        if path.stem.split("_")[1] in GENRES:
            yield _read(path)


def read_subjects(folder: Path, cache: Path, nlp: Language) -> Iterator[Decision]:
    """The subjects "he", "she", "they", "it" and "the company", each with its candidates."""
    articles = list(read_gum(folder))
    for article, doc in zip(articles, parsed(nlp, [a.text for a in articles], cache / "gum.spacy"), strict=True):
        yield from _find_decisions(article, doc)


def _read(path: Path) -> GumArticle:
    article = GumArticle(path.stem)
    opened: dict[str, list[int]] = defaultdict(list)
    joined: set[int] = set()  # words of the sentence with no blank after them: "they" of "they're"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and article.text:
            article.text = article.text.rstrip() + "\n\n"
        columns = line.split("\t")
        if len(columns) != 10:
            joined = set()
            continue
        misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            joined |= {*range(first, last), *([last] if misc.get("SpaceAfter") == "No" else [])}
        if not columns[0].isdigit():
            continue
        start = len(article.text)
        article.text += columns[1]
        end = len(article.text)
        article.text += "" if misc.get("SpaceAfter") == "No" or int(columns[0]) in joined else " "
        for opening, is_whole, closing in _MENTION.findall(misc.get("Entity", "")):
            entity = (opening or closing).split("-")[0]
            if is_whole:
                article.mentions.append((entity, start, end))
            elif opening:
                opened[entity].append(start)
            elif opened[entity]:
                article.mentions.append((entity, opened[entity].pop(), end))
    return article


def _find_decisions(article: GumArticle, doc: Doc) -> Iterator[Decision]:
    scene = Scene.of(doc, Layout.of(doc))
    spans = [(entity, doc.char_span(start, end, alignment_mode="expand")) for entity, start, end in article.mentions]
    entities: dict[int, set[str]] = defaultdict(set)  # by the head of a mention
    for entity, span in spans:
        if span is not None:
            entities[span.root.i].add(entity)
    for entity, span in spans:
        if span is None or not has_role(span.root, "nsubj") or len(span) > MAX_WORDS:
            continue
        head = span.root
        attribution = Attribution("verb-complement", ((0, 0),), None, None, None, None, None, head.i, 1.0)
        source = Source(attribution, head, span.start, span.end, ())
        if len(span) == 1 and kind_of(head) is not None:
            kind, candidates = "pronoun", find_people(source, scene, Discourse(), kind_of(head))
        elif len(span) == 1 and lower_pronoun(head.text) in PLURAL | NEUTER:
            kind, candidates = "group", find_groups(source, scene, Discourse())
        elif span[0].pos_ == "DET" and head.pos_ == "NOUN" and is_description(source.trimmed(), scene):
            kind, candidates = "description", find_described(source, scene, Discourse())
        else:
            continue
        ranking = rank(kind, candidates, scene.ranker)
        if ranking is None:
            continue
        right = [_is_right(candidate, entity, head.i, entities) for candidate in ranking.candidates]
        if not any(right) and _is_nobody(kind, entity, head.i, entities, scene):
            right = [candidate.is_nobody for candidate in ranking.candidates]
        yield Decision(
            kind, f"gum {article.id}", tuple((c.features, r) for c, r in zip(ranking.candidates, right, strict=True))
        )


def _is_nobody(kind: str, entity: str, head: int, entities: dict[int, set[str]], scene: Scene) -> bool:
    """Is the entity named nowhere, or, for a pronoun, not mentioned before?"""
    heads = [other for other, numbers in entities.items() if entity in numbers and other != head]
    if kind == "description":
        return not any(scene.mentions.at(other) is not None for other in heads)
    return not any(other < head for other in heads)


def _is_right(candidate: Candidate, entity: str, pronoun: int, entities: dict[int, set[str]]) -> bool:
    if candidate.entity is not None:
        tokens = (i for start, end in candidate.entity.mentions for i in range(start, end))
        return any(entity in entities.get(i, ()) for i in tokens if i != pronoun)
    return candidate.noun is not None and entity in entities.get(candidate.noun.i, ())
