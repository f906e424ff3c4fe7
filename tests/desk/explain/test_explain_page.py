"""An explanation as a page: the tree, and nothing of the text as markup."""

from __future__ import annotations

import re

from spacy.language import Language
from support.traces import parse

from quotes.desk.explain.explain_page import make_page
from quotes.engine.explain.trace import trace


def test_page_is_displacy_and_escapes(nlp: Language) -> None:
    doc = parse(nlp, 'The mayor said <img src="x"> the bridge & the <i>road</i> were safe.')
    page = make_page(doc, trace(doc), title="<script>1</script>")

    assert 'class="displacy"' in page
    assert "displacy-arc" in page
    assert re.search(r"<(img|i|script)\b", page) is None
    assert "&lt;script&gt;1" in page
    assert re.search(r"default-src &#39;none&#39;|default-src 'none'", page)


def test_page_of_nothing(nlp: Language) -> None:
    doc = parse(nlp, "Rain.")

    assert "Nothing." in make_page(doc, trace(doc), title="Rain")
