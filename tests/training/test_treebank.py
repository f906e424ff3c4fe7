"""Trees out of CoNLL-U, and into spaCy Docs."""

from __future__ import annotations

import conllu
import pytest
import spacy

from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word, to_doc
from quotes.evaluation.pipeline.treebank_labels import harmonise_dep, harmonise_feats
from training.recipe.treebank import read_conllu, read_tokens

NLP = spacy.blank("en")

DONT = """\
# newpar id = p1
# text = Dogs don't bark.
1\tDogs\tdog\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\tMood=Ind\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tbark\tbark\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


def sentence(conll: str, *, named: bool = False) -> Sentence:
    return read_tokens(conllu.parse(conll)[0], named=named)


def test_contraction_is_two_words_without_a_blank() -> None:
    assert [(word.form, word.space) for word in sentence(DONT).words][1:3] == [("do", ""), ("n't", " ")]


def test_text_is_as_in_the_source() -> None:
    assert sentence(DONT).text == "Dogs don't bark."


def test_heads_count_from_zero_and_the_root_heads_itself() -> None:
    assert [word.head for word in sentence(DONT).words] == [3, 3, 3, 3, 3]
    assert sentence(DONT).root == 3


def test_new_paragraph_is_noticed() -> None:
    assert sentence(DONT).opens_paragraph
    assert not sentence(DONT.replace("# newpar id = p1\n", "")).opens_paragraph


def test_empty_nodes_are_left_out() -> None:
    with_empty = DONT.replace("5\t.", "4.1\tbark\tbark\tVERB\t_\t_\t_\t_\t_\t_\n5\t.")
    assert len(sentence(with_empty).words) == 5


def test_names_are_unknown_unless_asked_for() -> None:
    assert sentence(DONT).entities is None
    assert sentence(DONT, named=True).entities == ()


def test_file_is_read_sentence_by_sentence(tmp_path) -> None:
    path = tmp_path / "dogs.conllu"
    path.write_text(DONT + DONT, encoding="utf8")
    assert [item.text for item in read_conllu(path)] == ["Dogs don't bark."] * 2


@pytest.mark.parametrize(
    ("dep", "kept"),
    [
        pytest.param("csubj:pass", "csubj", id="a rare subtype folds to its base"),
        pytest.param("nsubj:outer", "nsubj", id="an outer subject is a subject"),
        pytest.param("obl:agent", "obl:agent", id="the agent of a passive stays"),
        pytest.param("nsubj:pass", "nsubj:pass", id="a passive subject stays"),
        pytest.param("acl:relcl", "acl:relcl", id="a relative clause stays"),
    ],
)
def test_relation(dep: str, kept: str) -> None:
    assert harmonise_dep(dep) == kept


@pytest.mark.parametrize("upos", ["ADJ", "VERB"])
def test_words_of_names_are_proper_nouns_in_both_treebanks(upos: str) -> None:
    united = sentence(f"1\tUnited\tunite\t{upos}\tNNP\tDegree=Pos\t0\troot\t_\t_\n\n").words[0]
    assert (united.upos, united.lemma, united.feats) == ("PROPN", "United", "Number=Sing")


def test_features_of_one_treebank_only_are_dropped() -> None:
    assert harmonise_feats({"Style": "Coll", "Number": "Sing", "ExtPos": "ADV"}) == "Number=Sing"


def two_words(space: str, entities: tuple[Entity, ...] | None = None) -> Sentence:
    yes = Word("Lee", "Lee", "PROPN", "NNP", "", head=0, dep="root", space="")
    return Sentence((yes, Word(".", ".", "PUNCT", ".", "", head=0, dep="punct", space=space)), entities)


@pytest.mark.parametrize(
    ("space", "tokens"),
    [
        pytest.param(" ", ["Lee", ".", "Lee", "."], id="one blank is no token"),
        pytest.param("", ["Lee", ".", "Lee", "."], id="nothing is no token"),
        pytest.param("\n\n", ["Lee", ".", "\n\n", "Lee", "."], id="a blank line is a token"),
        pytest.param("  ", ["Lee", ".", " ", "Lee", "."], id="the second of two blanks is a token"),
        pytest.param(" \n\n  ", ["Lee", ".", "\n\n  ", "Lee", "."], id="a blank before a line end is not its part"),
    ],
)
def test_whitespace_tokens(space: str, tokens: list[str]) -> None:
    doc = to_doc([two_words(space), two_words("")], NLP.vocab)
    assert [token.text for token in doc] == tokens
    assert doc.text == f"Lee.{space}Lee."
    assert [token.text for token in doc if token.text.strip()] == [
        token.text for token in NLP.make_doc(doc.text) if token.text.strip()
    ]


def test_whitespace_hangs_on_the_word_before_it() -> None:
    blank = to_doc([two_words("\n\n"), two_words("")], NLP.vocab)[2]
    assert (blank.head.i, blank.dep_, blank.tag_, blank.pos_) == (1, "dep", "_SP", "SPACE")


def test_each_tree_is_a_sentence() -> None:
    doc = to_doc([two_words("\n\n"), two_words("")], NLP.vocab)
    assert [sent.text for sent in doc.sents] == ["Lee.\n\n", "Lee."]


def test_unknown_names_are_missing_not_denied() -> None:
    known, unknown = two_words(" ", (Entity(0, 1, "PERSON"),)), two_words("")
    doc = to_doc([known, unknown], NLP.vocab)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Lee", "PERSON")]
    assert [token.ent_iob_ for token in doc] == ["B", "O", "", ""]
