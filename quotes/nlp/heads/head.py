"""The base class of the heads: they are trained outside of spaCy, and only loaded and run inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example

from quotes.nlp.operations import threads_of
from quotes.nlp.threads import limit_threads


class Head(TrainablePipe):
    """A component with a model and settings (`cfg`) that are read from disk."""

    cfg: dict[str, Any]

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        """Do nothing: weights and labels are read from disk, and `nlp.initialize` must not change them."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """What `set_annotations` writes for each document, computed in as many threads as the pipeline may have."""
        with limit_threads(threads_of(self.model)):
            return self.compute(list(docs))

    def compute(self, docs: list[Doc]) -> Any:
        """What `set_annotations` writes for each document."""
        raise NotImplementedError
