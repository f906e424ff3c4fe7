"""Write figures as a Markdown table, for the model card and for the screen."""

from __future__ import annotations

from .figures import Figures, NameFigures, TreeFigures


def percent(share: float) -> str:
    """Write a share as a percentage: 0.84321 → `84.3`."""
    return f"{100 * share:.1f}"


def figures_table(figures: Figures) -> str:
    """Return the tables of one pipeline, trees first."""
    return "\n".join((*_trees(figures), "", *_names(figures), "", f"Speed: {_thousands(figures)} words a second."))


def _trees(figures: Figures) -> list[str]:
    rows = [
        "| treebank | LAS | UAS | tags (PTB) | UPOS | features | lemmas | sentences F1 | tokens |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, tree in (("EWT test", figures.ewt), ("GUM test", figures.gum)):
        rows.append(f"| {name} | {' | '.join(_tree_cells(tree))} | {tree.tokens} |")
    return rows


def _tree_cells(tree: TreeFigures) -> list[str]:
    return [
        percent(share)
        for share in (tree.las, tree.uas, tree.tags, tree.pos, tree.features, tree.lemmas, tree.sentences)
    ]


def _names(figures: Figures) -> list[str]:
    rows = [
        "| names | F1 | precision | recall | PERSON | ORG | LOC | names |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, names in (("UNER-EWT test", figures.uner), ("PolNeAR dev (silver)", figures.polnear)):
        rows.append(f"| {name} | {' | '.join(_name_cells(names))} | {names.names} |")
    return rows


def _name_cells(names: NameFigures) -> list[str]:
    return [percent(share) for share in (names.f1, names.precision, names.recall, *names.by_label.values())]


def _thousands(figures: Figures) -> str:
    return f"{figures.words_per_second:,.0f}"
