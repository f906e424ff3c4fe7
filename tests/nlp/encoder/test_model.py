"""Word pieces, windows and vectors, on an encoder of two nodes."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from support import tiny_encoder as tiny
from tokenizers import Tokenizer

from quotes.nlp.encoder.model import WIDTH, make_encoder, shim_of
from quotes.nlp.encoder.pieces import MAX_PIECES_PER_WORD, WordPieces, case_of
from quotes.nlp.encoder.quoted import find_quoted

NLP = spacy.blank("en")
TEXTS = (
    "“We will not stop,” the minister said.",
    "She said no. We will see.\n\n“The minister will stop.”",
    "a",
    "the the the the the the",
)


def lengths(pieces: WordPieces, words: list[str]) -> list[int]:
    return list(pieces.cut(words, [False] * len(words)).lengths)


@pytest.mark.parametrize("padded", [False, True], ids=["plain", "published with a fixed length of 128"])
def test_word_has_its_own_pieces_and_no_padding(padded: bool) -> None:
    pieces = WordPieces(Tokenizer.from_str(tiny.tokenizer(padded=padded).to_str()))
    words = ["the", "minister", "said", "."]

    cut = pieces.cut(words, [False] * 4)

    assert list(cut.lengths) == [1, 2, 1, 1]
    assert [tiny.VOCABULARY[piece] for piece in ("the", "min", "##ister", "said", ".")] == list(cut.ids)
    assert pieces.padding not in cut.ids


def test_padding_of_the_tokenizer_changes_no_vector() -> None:
    plain, padded = tiny.encoder(), tiny.encoder(padded=True)
    docs = [NLP(text) for text in TEXTS]

    assert all(np.array_equal(a, b) for a, b in zip(plain.predict(docs), padded.predict(docs), strict=True))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("the", 1, id="known"),
        pytest.param("minister", 2, id="two pieces"),
        pytest.param("😀", 1, id="emoji"),
        pytest.param("👩🏽‍🚒", 1, id="emoji of several code points"),
        pytest.param("日本", 2, id="another script, each character by itself"),
        pytest.param("\n\n", 1, id="paragraph break"),
        pytest.param("   ", 1, id="blanks"),
        pytest.param("\u200b", 1, id="nothing is left of it"),
        pytest.param("\x00", 1, id="control character"),
        pytest.param("a" * 5000, 1, id="too long for the tokenizer: unknown"),
        pytest.param("a." * 200, MAX_PIECES_PER_WORD, id="long address, cut"),
    ],
)
def test_every_word_has_a_piece_and_not_too_many(word: str, expected: int) -> None:
    assert lengths(WordPieces(tiny.tokenizer()), [word]) == [expected]


@settings(max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=12))
def test_pieces_of_a_word_do_not_depend_on_the_others(words: list[str]) -> None:
    together = WordPieces(tiny.tokenizer()).cut(words, [False] * len(words))
    ends = np.cumsum(together.lengths)

    assert together.lengths.min() >= 1
    assert together.lengths.max() <= MAX_PIECES_PER_WORD
    for word, start, end in zip(words, [0, *ends], ends, strict=False):
        alone = WordPieces(tiny.tokenizer()).cut([word], [False])
        assert list(alone.ids) == list(together.ids[start:end])


def test_paragraph_break_blank_and_unknown_are_told_apart() -> None:
    cut = WordPieces(tiny.tokenizer()).cut(["\n\n", " ", "😀"], [False] * 3)
    assert list(cut.ids) == [tiny.VOCABULARY[piece] for piece in ("[unused1]", "[unused2]", "[UNK]")]


def test_tokenizer_without_the_pieces_that_are_needed_is_refused() -> None:
    from tokenizers import models

    with pytest.raises(ValueError, match=r"no piece \[CLS\]"):
        WordPieces(Tokenizer(models.WordPiece({"[UNK]": 0}, unk_token="[UNK]")))


@pytest.mark.parametrize(
    ("word", "case"), [("said", 0), ("F-16", 4), ("90s", 4), ("NATO", 2), ("Putin", 1), ("McCain", 3), ("…", 0)]
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


def test_quoted_words_are_told() -> None:
    doc = NLP("He said “we will not” twice.")
    inside = find_quoted(doc.text, [token.idx for token in doc])
    assert [token.text for token, quoted in zip(doc, inside, strict=True) if quoted][1:-1] == ["we", "will", "not"]
    assert not inside[0]


def test_vectors_do_not_depend_on_the_batch() -> None:
    model = tiny.encoder()
    docs = [NLP(text) for text in TEXTS]

    together = model.predict(docs)
    backwards = model.predict(docs[::-1])[::-1]

    for doc, one, other in zip(docs, together, backwards, strict=True):
        assert one.shape == (len(doc), WIDTH)
        assert one.dtype == np.float32
        assert np.array_equal(one, other)
        assert np.array_equal(one, model.predict([doc])[0])


def test_vector_is_the_mean_of_its_pieces() -> None:
    model = tiny.encoder()
    shim = shim_of(model)
    assert shim.session is not None
    the, minister = model.predict([Doc(NLP.vocab, words=["the", "minister"])])[0]
    ids = [tiny.VOCABULARY[piece] for piece in ("[CLS]", "the", "min", "##ister", "[SEP]")]
    rows = shim.session.run(None, {"ids": np.array([ids]), "kinds": np.zeros((1, 5), np.int64)})[0][0]
    assert np.allclose(the, rows[1])
    assert np.allclose(minister, rows[2:4].mean(0))


@pytest.mark.parametrize(("window", "context"), [(16, 2), (24, 4), (320, 24)])
def test_long_text_has_the_vectors_of_one_window(window: int, context: int) -> None:
    words = ["the", "minister", "will", "not", "stop", ".", "\n\n", "she", "said"] * 40
    doc = Doc(NLP.vocab, words=words)

    cut = tiny.encoder(window=window, context=context).predict([doc])[0]
    whole = tiny.encoder(window=1000, context=0).predict([doc])[0]

    assert np.allclose(cut, whole, atol=1e-5)  # each word's left neighbour is in its window


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "😀", "😀 said 👩🏽‍🚒.", "a" * 100_000, "\u200b\u200b", "said " * 20_000]
)
def test_odd_texts_have_a_vector_for_each_token(text: str) -> None:
    doc = NLP(text)
    (vectors,) = tiny.encoder().predict([doc])
    assert vectors.shape == (len(doc), WIDTH)
    assert np.isfinite(vectors).all()


def test_bytes_come_back_the_same() -> None:
    model = tiny.encoder(window=64, context=8)
    data = model.to_bytes()
    back = make_encoder(window=64, context=8).from_bytes(data)
    docs = [NLP(text) for text in TEXTS]
    assert all(np.array_equal(a, b) for a, b in zip(model.predict(docs), back.predict(docs), strict=True))
    assert back.to_bytes() == data


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(lambda data: b"", "cut short", id="empty"),
        pytest.param(lambda data: data[:7], "cut short", id="a few bytes"),
        pytest.param(lambda data: data[: len(data) // 2], "cut short", id="half"),
        pytest.param(lambda data: data[:-20], "damaged", id="end of the tokenizer missing"),
        pytest.param(lambda data: data[:8] + b"\xff" * (len(data) - 8), "damaged|codec", id="garbled"),
    ],
)
def test_damaged_bytes_are_told(damage, message: str) -> None:  # type: ignore[no-untyped-def]
    shim = shim_of(tiny.encoder())
    with pytest.raises(ValueError, match=message):
        shim_of(make_encoder()).from_bytes(damage(shim.to_bytes()))


def test_encoder_without_weights_says_so() -> None:
    with pytest.raises(ValueError, match="no weights; load it from disk"):
        make_encoder().predict([NLP("She said no.")])
