"""The attribution tagger on the encoder: `quotes_attribution_tagger` leaves its `TaggerOutput` in each document.

Three chains give each token the probability of source, cue and content. For each possible cue a fourth chain labels
the words around it with their roles in its attribution, as semantic roles are labelled for a predicate (He et al. 2018).
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from quotes.nlp.heads.blocks import BLOCK_PLACES
from quotes.nlp.heads.chains import best_labels, legal_steps, marginals, spans_of
from quotes.nlp.heads.distances import Ints, bucket
from quotes.nlp.heads.head import Head
from quotes.nlp.heads.layers import gelu, gelu_of, linear
from quotes.nlp.heads.tagger_output import FLAT, KEY, MAX_WORDS_FROM_CUE, ROLES, Floats, role_steps
from quotes.nlp.words import find_words
from quotes.spans import Range

MIN_CUE_PROBABILITY = 0.1  # of a token that may be a cue
WEIGHTS = "engine"  # the folder of a pipeline with `scorer.json` and `nested.json`, if it has its own
MAX_PARAGRAPHS_AWAY = 2  # on either side of the paragraph of the cue
Found = dict[str, Any]


@Language.factory(
    "quotes_attribution_tagger",
    default_config={
        "model": {
            "@architectures": "quotes.AttributionTagger.v1",
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 384, "upstream": "*"},
        }
    },
)
def make_tagger(nlp: Language, name: str, model: Model[Any, Any]) -> AttributionTagger:
    """The tagger, without weights until it is read from disk."""
    return AttributionTagger(nlp.vocab, model, name)


class AttributionTagger(Head):
    """Find possible cues and the words of their sources and contents; leaves `doc.user_data["attribution_tagger"]`."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "attribution_tagger") -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"temperature": 1.0}
        self.weights = ""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> AttributionTagger:
        """Read the tagger, and note where the pipeline has weights of the engine that were learnt on its output."""
        super().from_disk(path, exclude=exclude)
        folder = Path(path).parent / WEIGHTS
        self.weights = str(folder) if folder.is_dir() else ""
        return self

    def compute(self, docs: list[Doc]) -> list[Found]:
        """For each document what `TaggerOutput.of` reads."""
        vectors = [np.asarray(x) for x in self.model.predict(docs)]
        filled = [i for i, x in enumerate(vectors) if len(x)]
        steps = role_steps(self.model.get_param("role_steps"))
        outputs: list[Found] = [
            {
                "flat": np.zeros((0, 3, 3), np.float32),
                "spans": {role: [] for role in FLAT},
                "anchors": [],
                "steps": steps,
                "weights": self.weights,
            }
            for _ in docs
        ]
        if filled:
            flat_outputs = self._flat([vectors[i] for i in filled])
            cues = [possible_cues(flat[:, FLAT.index("cue")], spans["cue"]) for flat, spans in flat_outputs]
            roles = self._roles([(vectors[i], paragraphs_of(docs[i])) for i in filled], cues, steps)
            for i, (flat, spans), anchors in zip(filled, flat_outputs, roles, strict=True):
                outputs[i] |= {"flat": flat, "spans": spans, "anchors": anchors}
        return outputs

    def set_annotations(self, docs: Iterable[Doc], outputs: Sequence[Found]) -> None:
        """Leave the tagger's output in each document."""
        for doc, output in zip(docs, outputs, strict=True):
            doc.user_data[KEY] = output

    def _flat(self, vectors: Sequence[Floats]) -> list[tuple[Floats, dict[str, list[Range]]]]:
        lengths = np.array([len(x) for x in vectors])
        scores = np.zeros((len(vectors), 3, int(lengths.max()), 3), dtype=np.float32)
        for row, x in enumerate(vectors):
            scores[row, :, : len(x)] = linear(self.model, "flat", x).reshape(-1, 3, 3).transpose(1, 0, 2)
        scores = scores.reshape(-1, *scores.shape[2:])
        steps = self.model.get_param("flat_steps") + legal_steps(["O", "B-span", "I-span"])
        steps = np.tile(steps, (len(vectors), 1, 1))
        each = lengths.repeat(3)
        spans_of_roles = spans_of(best_labels(scores, steps, each, BLOCK_PLACES))
        warmth = float(self.cfg["temperature"])
        shares, _ = marginals(scores / warmth, steps / warmth, each, BLOCK_PLACES)
        return [
            (
                np.ascontiguousarray(shares[3 * i : 3 * i + 3, :n].transpose(1, 0, 2)),
                {role: spans_of_roles[3 * i + k] for k, role in enumerate(FLAT)},
            )
            for i, n in enumerate(lengths)
        ]

    def _roles(
        self, texts: Sequence[tuple[Floats, Ints]], cues: Sequence[Sequence[Range]], steps: Floats
    ) -> list[list[tuple[Any, ...]]]:
        """An `Anchor`'s values for each possible cue of each text; the chains of all are summed at once."""
        blocks = [
            block
            for (x, paragraphs), places in zip(texts, cues, strict=True)
            for block in (self._role_scores(x, paragraphs, places) if places else ())
        ]
        if not blocks:
            return [[] for _ in texts]
        lengths = np.array([len(block) for _, _, block in blocks])
        scores = np.zeros((len(blocks), int(lengths.max()), len(ROLES)), dtype=np.float32)
        for row, (_, _, block) in enumerate(blocks):
            scores[row, : len(block)] = block
        shares, totals = marginals(scores, steps, lengths)
        labels = best_labels(scores, steps, lengths)
        spans = {role: spans_of(labels, ROLES.index(f"B-{role}")) for role in ("source", "content")}
        rows = iter(
            (
                cue,
                first,
                block,
                shares[row, :length],
                float(totals[row]),
                {role: [(first + a, first + b) for a, b in found[row]] for role, found in spans.items()},
            )
            for row, ((cue, first, block), length) in enumerate(zip(blocks, lengths.tolist(), strict=True))
        )
        return [[next(rows) for _ in places] for places in cues]

    def _role_scores(self, x: Floats, paragraphs: Ints, cues: Sequence[Range]) -> Iterator[tuple[Range, int, Floats]]:
        """For each cue the first of the words around it, and the scores (words, 5) of their roles."""
        model = self.model
        by_word, mix_word = gelu(model, "role_word", x), linear(model, "mix_word", x)
        far, near, bias = (model.get_param(name) for name in ("mix_paragraph", "mix_near", "near"))
        farthest = max(MAX_WORDS_FROM_CUE, *(stop - start + MAX_WORDS_FROM_CUE for start, stop in cues))
        places = bucket(np.arange(-farthest, farthest))
        near, bias = near[places], bias[places]
        cue = np.stack([x[a:b].mean(0) for a, b in cues])
        by_cue = linear(model, "role", gelu(model, "role_cue", cue)).reshape(len(cues), len(ROLES), -1)
        mix_cue = linear(model, "mix_cue", cue)
        for row, (start, stop) in enumerate(cues):
            first, end = max(start - MAX_WORDS_FROM_CUE, 0), min(stop + MAX_WORDS_FROM_CUE, len(x))
            place = slice(first - start + farthest, end - start + farthest)
            away = (
                np.clip(paragraphs[first:end] - paragraphs[start], -MAX_PARAGRAPHS_AWAY, MAX_PARAGRAPHS_AWAY)
                + MAX_PARAGRAPHS_AWAY
            )
            mixed = gelu_of(mix_word[first:end] + mix_cue[row] + (near[place] + far[away]))
            scores = by_word[first:end] @ by_cue[row, :, :-1].T + (by_cue[row, :, -1] + bias[place])
            yield (start, stop), first, scores + linear(model, "mix", mixed)


def possible_cues(flat: Floats, spans: Sequence[Range]) -> list[Range]:
    """The likeliest cues, and single tokens that may be cues; `flat` (tokens, 3) holds O, B and I of cues."""
    inside = {token for a, b in spans for token in range(a, b)}
    others = np.flatnonzero(1.0 - flat[:, 0] >= MIN_CUE_PROBABILITY).tolist()
    return sorted([*spans, *((token, token + 1) for token in others if token not in inside)])


def paragraphs_of(doc: Doc) -> Ints:
    """(tokens,) the number of each token's paragraph."""
    return np.cumsum(["\n" in word for word in find_words(doc)], dtype=np.int64)
