"""Names out of GUM's entities, IOB columns, CoreNLP and silver articles."""

from __future__ import annotations

import gzip
import json

import conllu
import pytest
import spacy

from quotes.evaluation.pipeline import silver
from quotes.evaluation.pipeline.iob import read_documents
from quotes.evaluation.pipeline.named_text import Name, NamedText, join, to_doc
from training.recipe import iob
from training.recipe import silver as pieces_of
from training.recipe.corenlp import read_entities
from training.recipe.names import gum_entities

NLP = spacy.blank("en")


def gum(*rows: str) -> list[tuple[str, str]]:
    """Rows are `form tag head entity`."""
    lines = []
    for i, row in enumerate(rows, 1):
        form, tag, head, entity = row.split()
        upos = "PROPN" if tag.startswith("NNP") else "X"
        misc = "_" if entity == "_" else f"Entity={entity}"
        lines.append("\t".join((str(i), form, form, upos, tag, "_", head, "dep", "_", misc)))
    tokens = list(conllu.parse("\n".join(lines) + "\n\n")[0])
    return [
        (" ".join(token["form"] for token in tokens[name.start : name.end]), name.label)
        for name in gum_entities(tokens)
    ]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        pytest.param(("dogs NNS 0 (1-animal-new)",), [], id="a common noun is no name"),
        pytest.param(("Windows NNP 0 (1-object-new)",), [], id="a product is no name of ours"),
        pytest.param(("the DT 2 (1-person-new", "President NNP 0 1)"), [], id="a title alone is no name"),
        pytest.param(("the DT 2 (1-person-new", "Poles NNPS 0 1)"), [], id="a people is no person"),
        pytest.param(
            ("President NNP 2 (1-person-new", "Roe NNP 0 1)"), [("Roe", "PERSON")], id="the title is left out"
        ),
        pytest.param(
            ("the DT 3 (1-organization-new", "Acme NNP 3 (2-organization-giv)", "Bank NNP 0 1)"),
            [("Acme Bank", "ORG")],
            id="the outermost name counts, without its article",
        ),
        pytest.param(
            ("Bank NNP 0 (1-organization-new", "of IN 3 _", "Peru NNP 1 (2-place-new)1)"),
            [("Bank of Peru", "ORG")],
            id="of joins two parts of an organisation",
        ),
        pytest.param(
            ("Roe NNP 0 (1-person-new", "of IN 3 _", "Peru NNP 1 (2-place-new)1)"),
            [("Roe", "PERSON"), ("Peru", "LOC")],
            id="of parts a person from a place",
        ),
    ],
)
def test_gum_names(rows: tuple[str, ...], names: list[tuple[str, str]]) -> None:
    assert gum(*rows) == names


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        pytest.param([("in", "O"), ("May", "I-MISC")], [], id="other labels are no names"),
        pytest.param([("Rio", "I-LOC"), ("Tinto", "I-LOC")], [(0, 2, "LOC")], id="IO tags run together"),
        pytest.param([("Oslo", "B-LOC"), ("Riga", "B-LOC")], [(0, 1, "LOC"), (1, 2, "LOC")], id="B begins anew"),
        pytest.param([("Acme", "B-corporation")], [(0, 1, "ORG")], id="a corporation is an organisation"),
    ],
)
def test_iob_spans(rows: list[tuple[str, str]], names: list[tuple[int, int, str]]) -> None:
    assert iob.spans(rows) == names


def test_words_are_written_as_prose() -> None:
    rows = [(word, "O") for word in ["He", "said", '"', "I", "do", "n't", '"', "(", "AP", ")", "."]]
    assert iob.to_text(rows, []).text == 'He said "I don\'t" (AP).'


def test_names_keep_their_place_in_prose() -> None:
    text = iob.to_text([("(", "O"), ("AP", "B-ORG"), (")", "O")], [(1, 2, "ORG")])
    assert [text.text[name.start : name.end] for name in text.names] == ["AP"]


@pytest.mark.parametrize(
    ("words", "label", "kept"),
    [
        pytest.param("we", "ORG", None, id="a pronoun is no name"),
        pytest.param("Iraqi forces", "ORG", None, id="a description is no name"),
        pytest.param("the United Nations", "ORG", "United Nations", id="the article is left out"),
        pytest.param("Minister Jane Roe", "PERSON", "Jane Roe", id="the title is left out"),
        pytest.param("minister for trade Jane Roe", "PERSON", "Jane Roe", id="a described person ends in the name"),
    ],
)
def test_proper_names_of_re3d(words: str, label: str, kept: str | None) -> None:
    rows = [(word, "") for word in words.split()]
    results = iob.proper(rows, 0, len(rows), label)
    assert (results and " ".join(word for word, _ in rows[slice(*results)])) == kept


def test_re3d_name_that_is_also_a_place_is_a_place(tmp_path) -> None:
    path = tmp_path / "re3d.conll"
    path.write_text("Peru\tB-Organisation\nacted\tO\n\nin\tO\nPeru\tB-Location\n", encoding="utf8")
    assert [name.label for text in iob.read_re3d(path) for name in text.names] == ["LOC", "LOC"]


def test_tweets_with_tagged_handles_are_left_out(tmp_path) -> None:
    path = tmp_path / "tweets.conll"
    path.write_text("@\tB-PER\nlee\tB-PER\n\nLee\tB-PER\nsang\tO\n", encoding="utf8")
    assert [text.text for text in iob.read_tweets(path)] == ["Lee sang"]


def test_uner_is_read_by_document_in_its_own_text(tmp_path) -> None:
    path = tmp_path / "uner.iob2"
    rows = "1\tal\tB-ORG\t-\n2\t-\tI-ORG\t-\n3\tX\tI-ORG\t-\n4\t.\tO\t-\n"
    sentences = "".join(f"# sent_id = {number}\n# text = al-X.\n{rows}\n" for number in (1, 2, 3))
    path.write_text(f"# newdoc id = a\n{sentences}", encoding="utf8")
    trees = tmp_path / "trees.conllu"
    trees.write_text("# newdoc\n# sent_id = 1\n# sent_id = 2\n# newpar\n# sent_id = 3\n", encoding="utf8")
    (document,) = read_documents(path, trees)
    assert document.text == "al-X. al-X.\n\nal-X."
    assert [document.text[name.start : name.end] for name in document.names] == ["al-X"] * 3


def test_silver_name_has_one_label_in_an_article() -> None:
    text = "Jane Roe won. Roe smiled. Roe left."
    results = [(0, 8, "PERSON"), (14, 17, "LOCATION"), (26, 29, "PERSON")]
    assert [name.label for name in silver.names_of(text, results, consistent=True)] == ["PERSON"] * 3
    assert [name.label for name in silver.names_of(text, results, consistent=False)] == [
        "PERSON",
        "LOC",
        "PERSON",
    ]


def test_miscellaneous_silver_names_are_dropped() -> None:
    assert silver.names_of("Democrats won", [(0, 9, "MISC")], consistent=True) == ()


def test_articles_are_read_by_their_document(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Roe won.", encoding="utf8")
    path = tmp_path / "silver.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf8") as out:
        for name in ("a", "lost"):
            out.write(json.dumps({"doc_id": name, "entities": [[0, 3, "PERSON"]]}) + "\n")
    assert list(silver.read_articles(path, tmp_path, consistent=True)) == [
        NamedText("Roe won.", (Name(0, 3, "PERSON"),))
    ]


def test_pieces_of_an_article_make_up_the_article() -> None:
    article = NamedText("Roe won.\n\nLee lost.\n\nEnd.", (Name(0, 3, "PERSON"), Name(10, 13, "PERSON")))
    pieces = list(pieces_of.paragraphs(article, 5))
    assert "".join(piece.text for piece in pieces) == article.text
    assert [piece.text[n.start : n.end] for piece in pieces for n in piece.names] == ["Roe", "Lee"]


def test_neighbours_with_one_label_are_one_corenlp_name() -> None:
    def token(begin: int, end: int, label: str) -> str:
        return (
            f"<token><CharacterOffsetBegin>{begin}</CharacterOffsetBegin>"
            f"<CharacterOffsetEnd>{end}</CharacterOffsetEnd><NER>{label}</NER></token>"
        )

    tokens = token(0, 4, "PERSON") + token(5, 8, "PERSON") + token(9, 12, "O") + token(13, 17, "LOCATION")
    xml = f"<root><sentences><sentence><tokens>{tokens}</tokens></sentence></sentences></root>"
    assert read_entities(xml) == [(0, 8, "PERSON"), (13, 17, "LOCATION")]


def test_joined_texts_keep_their_names() -> None:
    joined = join([NamedText("Roe.", (Name(0, 3, "PERSON"),))] * 2, "\n")
    assert [joined.text[name.start : name.end] for name in joined.names] == ["Roe", "Roe"]


def test_named_doc_has_no_tree() -> None:
    doc = to_doc(NamedText("Roe won.", (Name(0, 3, "PERSON"),)), NLP)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Roe", "PERSON")]
    assert not doc.has_annotation("DEP")
    assert doc[1].ent_iob_ == "O"


def test_name_that_cuts_a_token_is_left_open() -> None:
    doc = to_doc(NamedText("Roes won.", (Name(0, 3, "PERSON"),)), NLP)
    assert (doc.ents, doc[0].ent_iob_, doc[1].ent_iob_) == ((), "", "O")
