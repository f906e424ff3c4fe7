"""The network in torch: a BERT encoder on pieces and kinds of pieces, one linear or biaffine head a task.

Devlin et al. 2019 (encoder); Dozat and Manning 2017 (biaffine attention); an attribution's roles are read for each
cue as semantic roles are for each predicate (He et al. 2018).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import KINDS

WIDTH, HEADS, LAYERS, POSITIONS, VOCABULARY = 384, 12, 6, 512, 30522
ARC, RELATION, ROLE, MIX = 256, 96, 128, 96
ROLES = 5  # O, B and I of source, B and I of content
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Sizes:
    """How many labels each head has."""

    tag: int
    morph: int
    dep: int
    name: int


class Layer(nn.Module):
    """One layer of BERT, normalised after each sum."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Vectors of pieces: `ids`, `kinds` and `mask` of shape (batch, pieces) to (batch, pieces, 384)."""

    width = WIDTH

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.kinds(kinds)
        x = self.dropout(self.norm(x))
        attend = (mask[:, None, None, :].to(x.dtype) - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Take the published weights of all-MiniLM-L6-v2. Raises ValueError if the file is another one."""
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
        places = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                old = f"encoder.layer.{i}."
                parts = [weights[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in places.items():
                    state[f"layers.{i}.{ours}.{kind}"] = weights[f"{old}{theirs}.{kind}"]
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
        self.arc_dep = nn.Linear(self.width, ARC)
        self.arc_head = nn.Linear(self.width, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1)
        self.arc_near = nn.Linear(self.width, 2 * NEAR + 1)
        self.arc_far = nn.Linear(self.width, 2 * NEAR + 1)
        self.root = nn.Parameter(torch.randn(self.width) * 0.05)
        self.rel_dep = nn.Linear(self.width, RELATION)
        self.rel_head = nn.Linear(self.width, RELATION)
        self.rel = nn.Parameter(torch.zeros(sizes.dep, RELATION + 1, RELATION + 1))
        self.role_cue = nn.Linear(self.width, ROLE)
        self.role_word = nn.Linear(self.width, ROLE)
        self.role = nn.Linear(ROLE, ROLES * (ROLE + 1))
        self.near = nn.Embedding(2 * NEAR + 1, ROLES)
        self.mix_word = nn.Linear(self.width, MIX)
        self.mix_cue = nn.Linear(self.width, MIX)
        self.mix_near = nn.Embedding(2 * NEAR + 1, MIX)
        self.mix_paragraph = nn.Embedding(2 * FAR + 1, MIX)
        self.mix = nn.Linear(MIX, ROLES)
        self.name_steps = nn.Parameter(torch.zeros(sizes.name, sizes.name))
        self.flat_steps = nn.Parameter(torch.zeros(3, 3, 3))
        self.role_steps = nn.Parameter(torch.zeros(ROLES, ROLES))
        nn.init.zeros_(self.near.weight)
        for layer in (self.arc_near, self.arc_far):  # nothing, where a parser without them is trained on
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)

    def vectors(self, ids: Tensor, kinds: Tensor, mask: Tensor, owner: Tensor, words: int) -> Tensor:
        """Vectors of words, (batch, words, 384); `owner` gives each piece's word, `words` for pieces without one."""
        x = self.encoder(ids, kinds, mask).float()
        sums = x.new_zeros(x.shape[0], words + 1, self.width).scatter_add_(1, owner[..., None].expand_as(x), x)
        counts = x.new_zeros(x.shape[0], words + 1).scatter_add_(1, owner, torch.ones_like(owner, dtype=x.dtype))
        return sums[:, :words] / counts[:, :words, None].clamp(min=1)

    def arcs(self, sentence: Tensor) -> tuple[Tensor, Tensor]:
        """For sentences (n, length, 384): scores (n, length, 1 + length) of heads, column 0 the root; and the heads.

        To the biaffine score of two words comes how far from it a word seeks its head, and a head its dependents.
        """
        heads = torch.cat([self.root.expand(sentence.shape[0], 1, -1), sentence], dim=1)
        dep, head = F.gelu(self.arc_dep(sentence)), F.gelu(self.arc_head(heads))
        scores = dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        places = torch.arange(sentence.shape[1], device=sentence.device)
        offsets = bucket(places[None] - places[:, None]).expand(len(sentence), -1, -1)  # (n, word, head)
        near = self.arc_near(sentence).gather(2, offsets)
        far = self.arc_far(sentence).gather(2, offsets).transpose(1, 2)
        return scores + F.pad(near + far, (1, 0)), heads

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores (pairs, labels) of relations between vectors of words and of their heads, (pairs, 384) each."""
        dep = F.pad(F.gelu(self.rel_dep(dep)), (0, 1), value=1.0)
        head = F.pad(F.gelu(self.rel_head(head)), (0, 1), value=1.0)
        mixed = torch.einsum("nd,rdh->nrh", dep, self.rel)
        return (mixed * head[:, None]).sum(-1)

    def roles(self, cue: Tensor, words: Tensor, distance: Tensor, paragraph: Tensor) -> Tensor:
        """Scores (cues, words, 5) of roles.

        `cue` (cues, 384), `words` (cues, words, 384), buckets of `distance` and `paragraph` (cues, words).
        """
        scores = biaffine(self.role(F.gelu(self.role_cue(cue))), F.gelu(self.role_word(words)), ROLES)
        mixed = self.mix_word(words) + self.mix_cue(cue)[:, None] + self.mix_near(distance)
        return scores + self.near(distance) + self.mix(F.gelu(mixed + self.mix_paragraph(paragraph)))


class FrameHead(nn.Module):
    """What a predicate's arguments are, in the labels of one corpus: of PropBank, or of QANom's questions."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.labels = labels
        self.cue = nn.Linear(width, ROLE)
        self.word = nn.Linear(width, ROLE)
        self.role = nn.Linear(ROLE, labels * (ROLE + 1))
        self.near = nn.Embedding(2 * NEAR + 1, labels)
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        nn.init.zeros_(self.near.weight)

    def forward(self, cue: Tensor, words: Tensor, distance: Tensor) -> Tensor:
        """Scores (predicates, words, labels) for `cue` (predicates, width) and `words` (predicates, words, width)."""
        scores = biaffine(self.role(F.gelu(self.cue(cue))), F.gelu(self.word(words)), self.labels)
        return scores + self.near(distance)


def biaffine(by_cue: Tensor, by_word: Tensor, labels: int) -> Tensor:
    """(cues, labels * (ROLE + 1)) and (cues, words, ROLE) to scores (cues, words, labels)."""
    by_cue = by_cue.view(-1, labels, ROLE + 1)
    return torch.einsum("nlr,nwr->nwl", by_cue[..., :ROLE], by_word) + by_cue[:, None, :, ROLE]


FAR = 2  # paragraphs on either side of the cue's
NEAR = 16  # buckets of distance on either side of the cue


def bucket(offset: Tensor) -> Tensor:
    """Distances in words, negative before the cue, as buckets: exact up to 4, then by powers of √2."""
    size = offset.abs()
    coarse = (4 + 2 * (size.clamp(min=4).float() / 4).log2()).long().clamp(max=NEAR)
    return torch.where(size < 4, size, coarse) * offset.sign() + NEAR
