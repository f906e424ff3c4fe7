"""Read trees from CoNLL-U: `1 Dogs dog NOUN NNS _ 2 nsubj _ SpaceAfter=No` becomes a Word of a Sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word
from quotes.evaluation.pipeline.treebank_labels import harmonise_dep, harmonise_feats, harmonise_pos

if TYPE_CHECKING:
    import conllu

Names = Callable[[Sequence[Mapping[str, Any]]], tuple[Entity, ...]]


def read_conllu(path: Path, names: Names | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; `names` finds the names of a sentence, else they are unknown.

    Raises QuotesError where the package conllu is not installed.
    """
    try:
        import conllu
    except ImportError as error:
        raise QuotesError("treebanks are read with conllu; install it with pip install '.[corpora]'") from error
    with path.open(encoding="utf8") as lines:
        for tokens in conllu.parse_incr(lines):
            yield read_tokens(tokens, names)


def read_tokens(tokens: conllu.TokenList, names: Names | None = None) -> Sentence:
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
        entities=names(rows) if names else None,
        opens_paragraph=any(key.split()[0] in ("newpar", "newdoc") for key in tokens.metadata),
    )


def _space(token: conllu.Token) -> str:
    return "" if (token["misc"] or {}).get("SpaceAfter") == "No" else " "
