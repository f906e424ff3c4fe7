"""The network in torch: a BERT encoder on pieces and kinds of pieces, one linear or biaffine head per task.

Devlin et al. 2019 (encoder); Dozat and Manning 2017 (biaffine attention); the roles of an attribution are
labelled for each cue as semantic roles are for each predicate (He et al. 2018).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import KINDS
from training.encoder.examples import GUIDELINES
from training.encoder.frames import LABELS_BY_HEAD, PROPBANK, QANOM
from training.encoder.labels import NAMES, Labels
from training.encoder.layer import Layer
from training.encoder.mpnet import LAYERS as MPNET_LAYERS
from training.encoder.mpnet import MpnetEncoder
from training.encoder.pairs import DISTANCE_BUCKETS, ROLE_WIDTH, FrameHead, biaffine, bucket

WIDTH, HEADS, LAYERS, MAX_POSITIONS, VOCABULARY_SIZE = 384, 12, 6, 512, 30522
HEAD_WIDTH = WIDTH // HEADS
EPSILON = 1e-12  # of BERT's normalisations
ARC_WIDTH, RELATION_WIDTH, MIX_WIDTH = 256, 96, 96
ROLE_LABELS = 5  # O, B and I of source, B and I of content
MAX_PARAGRAPHS_AWAY = 2  # on either side of the paragraph of the cue; farther ones count as this far
Shape = Sequence[tuple[int, int]]  # the heads and the inner width of each layer
FULL_SHAPE: Shape = ((HEADS, 4 * WIDTH),) * LAYERS
TEACHER_HEADS = (PROPBANK, QANOM)
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Sizes:
    """How many labels each head has."""

    tag: int
    morph: int
    dep: int
    name: int


class Encoder(nn.Module):
    """Vectors of pieces: `ids`, `kinds` and `mask` of shape (batch, pieces) to (batch, pieces, 384).

    `shape` are the heads and the inner width of each layer; by default those of the published network.
    """

    width = WIDTH

    def __init__(self, dropout: float = 0.1, shape: Shape = FULL_SHAPE) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY_SIZE, WIDTH)
        self.positions = nn.Embedding(MAX_POSITIONS, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(WIDTH, heads, eps=EPSILON, dropout=dropout, head_width=HEAD_WIDTH, inner=inner)
            for heads, inner in shape
        )

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        return self.hidden(ids, kinds, mask)[-1]

    def hidden(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> list[Tensor]:
        """The vectors after each layer."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions) + self.kinds(kinds)
        x = self.dropout(self.norm(x))
        attend = (mask[:, None, None, :].to(x.dtype) - 1.0) * 1e4
        hidden = []
        for layer in self.layers:
            x = layer(x, attend)
            hidden.append(x)
        return hidden

    def load_pretrained(self, path: Path) -> None:
        """Load the published weights of all-MiniLM-L6-v2. Raises ValueError if the file is a different one."""
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise ValueError(f"{path}: not the published weights of all-MiniLM-L6-v2 (its SHA-256 differs)")
        weights = load_file(path)
        state = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"],
            "kinds.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(KINDS, 1),
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                prefix = f"encoder.layer.{i}."
                parts = [weights[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for name_here, name_there in names.items():
                    state[f"layers.{i}.{name_here}.{kind}"] = weights[f"{prefix}{name_there}.{kind}"]
        self.load_state_dict(state)


class Network(nn.Module):
    """The encoder with its heads; vectors of words are the means of their pieces."""

    def __init__(
        self,
        sizes: Sizes,
        dropout: float = 0.1,
        *,
        encoder: nn.Module | None = None,
        corpora: int = 1,
        frames: Mapping[str, int] | None = None,
    ) -> None:
        """`corpora` is the number of annotation guidelines of attributions; `frames` the number of labels by head."""
        super().__init__()
        self.encoder = Encoder(dropout) if encoder is None else encoder
        self.width = self.encoder.width
        self.corpus = nn.Embedding(corpora, self.width) if corpora > 1 else None
        self.frames = nn.ModuleDict({name: FrameHead(self.width, labels) for name, labels in (frames or {}).items()})
        if self.corpus is not None:
            nn.init.zeros_(self.corpus.weight)
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(self.width, sizes.tag)
        self.morph = nn.Linear(self.width, sizes.morph)
        self.start = nn.Linear(self.width, 2)
        self.name = nn.Linear(self.width, sizes.name)
        self.flat = nn.Linear(self.width, 9)  # O B I of source, cue, content
        self.arc_dep = nn.Linear(self.width, ARC_WIDTH)
        self.arc_head = nn.Linear(self.width, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH, ARC_WIDTH))
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.arc_near = nn.Linear(self.width, 2 * DISTANCE_BUCKETS + 1)
        self.arc_far = nn.Linear(self.width, 2 * DISTANCE_BUCKETS + 1)
        self.root = nn.Parameter(torch.randn(self.width) * 0.05)
        self.rel_dep = nn.Linear(self.width, RELATION_WIDTH)
        self.rel_head = nn.Linear(self.width, RELATION_WIDTH)
        self.rel = nn.Parameter(torch.zeros(sizes.dep, RELATION_WIDTH + 1, RELATION_WIDTH + 1))
        self.role_cue = nn.Linear(self.width, ROLE_WIDTH)
        self.role_word = nn.Linear(self.width, ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, ROLE_LABELS * (ROLE_WIDTH + 1))
        self.near = nn.Embedding(2 * DISTANCE_BUCKETS + 1, ROLE_LABELS)
        self.mix_word = nn.Linear(self.width, MIX_WIDTH)
        self.mix_cue = nn.Linear(self.width, MIX_WIDTH)
        self.mix_near = nn.Embedding(2 * DISTANCE_BUCKETS + 1, MIX_WIDTH)
        self.mix_paragraph = nn.Embedding(2 * MAX_PARAGRAPHS_AWAY + 1, MIX_WIDTH)
        self.mix = nn.Linear(MIX_WIDTH, ROLE_LABELS)
        self.name_steps = nn.Parameter(torch.zeros(sizes.name, sizes.name))
        self.flat_steps = nn.Parameter(torch.zeros(3, 3, 3))
        self.role_steps = nn.Parameter(torch.zeros(ROLE_LABELS, ROLE_LABELS))
        nn.init.zeros_(self.near.weight)
        for layer in (
            self.arc_near,
            self.arc_far,
        ):  # training can continue from a parser without them
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)

    def vectors(self, ids: Tensor, kinds: Tensor, mask: Tensor, owner: Tensor, words: int) -> Tensor:
        """Vectors of words, (batch, words, 384); `owner` gives each piece's word, `words` for pieces without one."""
        return mean_pieces(self.encoder(ids, kinds, mask).float(), owner, words)

    def arcs(self, sentence: Tensor) -> tuple[Tensor, Tensor]:
        """For sentences (n, length, 384): scores (n, length, 1 + length) of heads, column 0 the root; and the heads.

        The score of two words is biaffine, plus two scores of their distance: one by the dependent, one by the head.
        """
        heads = torch.cat([self.root.expand(sentence.shape[0], 1, -1), sentence], dim=1)
        dep, head = F.gelu(self.arc_dep(sentence)), F.gelu(self.arc_head(heads))
        scores = dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        positions = torch.arange(sentence.shape[1], device=sentence.device)
        offsets = bucket(positions[None] - positions[:, None]).expand(len(sentence), -1, -1)  # (n, word, head)
        by_dependent = self.arc_near(sentence).gather(2, offsets)
        by_head = self.arc_far(sentence).gather(2, offsets).transpose(1, 2)
        return scores + F.pad(by_dependent + by_head, (1, 0)), heads

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores (pairs, labels) of relations between vectors of words and of their heads, (pairs, 384) each."""
        dep = F.pad(F.gelu(self.rel_dep(dep)), (0, 1), value=1.0)
        head = F.pad(F.gelu(self.rel_head(head)), (0, 1), value=1.0)
        mixed = torch.einsum("nd,rdh->nrh", dep, self.rel)
        return (mixed * head[:, None]).sum(-1)

    def roles(self, cue: Tensor, words: Tensor, offset: Tensor, paragraphs: Tensor) -> Tensor:
        """Scores (cues, words, 5) of roles.

        `cue` (cues, 384), `words` (cues, words, 384); how many words and `paragraphs` each is after its cue,
        (cues, words).
        """
        distance = bucket(offset)
        paragraph = paragraphs.clamp(-MAX_PARAGRAPHS_AWAY, MAX_PARAGRAPHS_AWAY) + MAX_PARAGRAPHS_AWAY
        scores = biaffine(self.role(F.gelu(self.role_cue(cue))), F.gelu(self.role_word(words)), ROLE_LABELS)
        mixed = self.mix_word(words) + self.mix_cue(cue)[:, None] + self.mix_near(distance)
        return scores + self.near(distance) + self.mix(F.gelu(mixed + self.mix_paragraph(paragraph)))


def mean_pieces(pieces: Tensor, owner: Tensor, words: int) -> Tensor:
    """Vectors of words (texts, words, width), from those of `pieces` (texts, pieces, width).

    `owner` (texts, pieces) gives the word of each piece, `words` for a piece without one.
    """
    sums = pieces.new_zeros(len(pieces), words + 1, pieces.shape[-1])
    sums = sums.scatter_add(1, owner[..., None].expand_as(pieces), pieces)
    counts = pieces.new_zeros(len(pieces), words + 1).scatter_add(1, owner, torch.ones_like(owner, dtype=pieces.dtype))
    return sums[:, :words] / counts[:, :words, None].clamp(min=1)


def shape_of(state: Mapping[str, Any], prefix: str = "") -> Shape:
    """The shape of the encoder with these weights, whose names begin with `prefix`."""
    rows = [[len(state[f"{prefix}layers.{i}.{part}.bias"]) for part in ("qkv", "up")] for i in range(LAYERS)]
    return tuple((attended // (3 * HEAD_WIDTH), inner) for attended, inner in rows)


def build(
    labels: Labels,
    encoder: str = "minilm",
    auxiliary: Iterable[str] | None = None,
    layers: int | None = None,
    shape: Shape = FULL_SHAPE,
) -> Network:
    """A network with a head for each set of labels, and `auxiliary` heads for predicates, which are never packaged.

    With `encoder` "mpnet" it is a teacher, by default with those of PropBank and QANom; `layers` is for a teacher's
    encoder with fewer layers than the published one, `shape` for a student's with narrower ones (`encoder.slim`).
    """
    sizes = Sizes(len(labels.tag), len(labels.morph), len(labels.dep), len(NAMES))
    is_teacher = encoder == "mpnet"
    names = auxiliary if auxiliary is not None else TEACHER_HEADS if is_teacher else ()
    frames = {name: LABELS_BY_HEAD[name] for name in names}
    inner = MpnetEncoder(layers=layers or MPNET_LAYERS) if is_teacher else Encoder(shape=shape)
    return Network(sizes, encoder=inner, corpora=GUIDELINES, frames=frames)


def find_heads(weights: Iterable[str]) -> tuple[str, ...]:
    """The auxiliary heads that a network with weights of these names has: "qanom" of `frames.qanom.steps`."""
    return tuple(dict.fromkeys(name.split(".")[1] for name in weights if name.startswith("frames.")))
