"""Texts parsed without records, and one that explanations are tried on."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

SAID = '"NATO is ready to defend all of the allies," Jens Stoltenberg said. The minister wrote it down.'


def parse(nlp: Language, text: str) -> Doc:
    """A text with all that the engine reads, the engine itself left out."""
    with nlp.select_pipes(disable=["quotes"]):
        return nlp(text)
