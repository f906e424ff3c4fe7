"""Find the text of an article again by the path, id and hash in its records."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from quotes.text.file_names import name_text

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.record import ArticleInfo


class TextFinder:
    """Looks at the article's path and in folders of texts; a text is accepted only if its hash is the record's."""

    def __init__(self, folders: Sequence[Path]):
        self.folders = tuple(folders)
        self._of_archives: dict[str, str] = {}  # by hash, from files with several articles
        self._read: set[Path] = set()

    def find(self, article: ArticleInfo) -> str | None:
        """The exact text that the records were made from, or None."""
        from quotes.article import Article

        for path in self._candidates(article):
            if article.sha256 in self._of_archives:
                break
            if path in self._read or not os.path.isfile(path):  # noqa: PTH113 - an id may be too long for a name
                continue
            texts = {candidate.sha256: candidate.text for candidate in _articles(path)}
            if path.suffix.lower() == ".txt" and article.sha256 not in texts:
                # a text saved under its hash is taken as it is, without a reader's guesses from its first bytes
                with suppress(UnicodeDecodeError):
                    raw = path.read_bytes().decode("utf-8", errors="surrogatepass")
                    texts[Article(text=raw).sha256] = raw
            if len(texts) > 1:
                self._read.add(path)
                self._of_archives.update(texts)
            if article.sha256 in texts:
                return texts[article.sha256]
        return self._of_archives.get(article.sha256)

    def _candidates(self, article: ArticleInfo) -> Iterator[Path]:
        own = PurePath(article.source_path) if article.source_path else None
        if own is not None:
            yield Path(own)
        for folder in self.folders:
            if own is not None:
                if not own.is_absolute():
                    yield folder / own
                yield folder / own.name
                yield folder / f"{own.stem}.txt"
            yield folder / name_text(article.id, article.sha256)
            yield folder / f"{PurePath(article.id).name}.txt"
            yield folder / f"{article.sha256}.txt"


def _articles(path: Path) -> Iterator[Article]:
    from quotes.article import Article
    from quotes.formats.readers.paths import read_paths

    yield from (item for item in read_paths([str(path)]) if isinstance(item, Article))
