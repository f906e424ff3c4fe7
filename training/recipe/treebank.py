"""Read trees from CoNLL-U: `1 Dogs dog NOUN NNS _ 2 nsubj _ SpaceAfter=No` becomes a Word of a Sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import conllu

from .labels import harmonise_dep, harmonise_feats, harmonise_pos
from .names import gum_entities
from .sentence import Sentence, Word


def read_conllu(path: Path, *, named: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; with `named`, the names of GUM's `Entity=` as well."""
    with path.open(encoding="utf8") as lines:
        for tokens in conllu.parse_incr(lines):
            yield read_tokens(tokens, named=named)


def read_tokens(tokens: conllu.TokenList, *, named: bool = False) -> Sentence:
    """Turn one sentence of the `conllu` package into a Sentence. Empty nodes (`8.1`) are left out."""
    rows = [token for token in tokens if isinstance(token["id"], int)]
    place = {token["id"]: i for i, token in enumerate(rows)}
    spaces = {token["id"]: _space(token) for token in rows}
    for token in tokens:
        if not isinstance(token["id"], int) and token["id"][1] == "-":
            first, _, last = token["id"]  # "don't" is "do" + "n't", with no blank inside
            spaces.update(dict.fromkeys(range(first, last), ""))
            spaces[last] = _space(token)
    words = []
    for i, row in enumerate(rows):
        upos, lemma, feats = harmonise_pos(row["form"], row["upos"], row["xpos"], row["lemma"], row["feats"] or {})
        words.append(
            Word(
                form=row["form"],
                lemma=lemma,
                upos=upos,
                xpos=row["xpos"],
                feats=harmonise_feats(feats),
                head=place[row["head"]] if row["head"] else i,
                dep=harmonise_dep(row["deprel"]),
                space=spaces[row["id"]],
            )
        )
    return Sentence(
        words=tuple(words),
        entities=gum_entities(rows) if named else None,
        opens_paragraph=any(key.split()[0] in ("newpar", "newdoc") for key in tokens.metadata),
    )


def _space(token: conllu.Token) -> str:
    return "" if (token["misc"] or {}).get("SpaceAfter") == "No" else " "
