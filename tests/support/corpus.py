"""The annotated corpus of the repository, its records, and a small folder of two of its articles."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.registry import load_import

CORPUS = Path(__file__).parents[2] / "fixtures" / "wikinews-attributions"
PARTS = ("train", "dev")
STABBED = "2019-09-03-kennedy-assassin-sirhan-sirhan-stabbed-in-california-prison"
PARIS = "2019-02-02-paris-court-jails-two-police-in-high-profile-rape-case"


@cache
def read_corpus() -> tuple[AnnotatedArticle, ...]:
    """All articles with their records."""
    articles = [article for part in PARTS for article in load_import("standoff")(CORPUS / part, lambda info: None)]
    errors = [article for article in articles if isinstance(article, ReadError)]
    assert errors == []
    return tuple(article for article in articles if isinstance(article, AnnotatedArticle))


def copy_articles(folder: Path, *names: str) -> Path:
    """A folder of standoff JSON with some articles of the dev part."""
    for part, suffix in (("gold", ".json"), ("texts", ".txt")):
        (folder / part).mkdir(parents=True)
        for name in names:
            shutil.copy(CORPUS / "dev" / part / f"{name}{suffix}", folder / part)
    return folder
