"""The scorer's fit: what two corpora share, what one adds, and honest outputs of the tagger for either."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is of the dependency group training")

import spacy
from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.scorer import Scorer
from quotes.nlp.heads.tagger_output import KEY
from training.attribution.articles import Corpus, TrainingArticle, as_gold, take_output
from training.attribution.examples import Example, judge
from training.attribution.fit import OF_WIKINEWS, Settings, cross_fit, fit, make_folds, merge, with_guideline
from training.attribution.polnear import GoldArticle, GoldAttribution
from training.attribution.train import count_gold, fit_bases
from training.speakers.wikinews_sources import WikinewsArticle

TEXT = "Aker said the ford is open."
EXTENTS = Extents(source=(0, 4), cue=(5, 9), content=((10, 26),), addressee=None, quotations=())
GOLD = GoldArticle("ford", TEXT, (GoldAttribution(((0, 4),), ((5, 9),), ((10, 26),)),))


def make_example(article: int, *features: str, right: float | None, corpus: Corpus = "polnear") -> Example:
    start = 100 * len(features[0]) if features else 0  # candidates of one article are in different places
    extents = Extents((start, start + 4), (start + 5, start + 9), ((start + 10, start + 26),), None, ())
    tokens = start // 10
    candidate = Candidate("verb-complement", (tokens, tokens + 1), tokens, None, None, ((tokens + 2, tokens + 6),))
    return Example(corpus, article, candidate, extents, features, right)


def make_corpus(corpus: Corpus, first: int, *, demands: float) -> list[Example]:
    """Forty articles with a candidate of "say", which is right, one of "hit", which is not, and one of "demand"."""
    return [
        example
        for article in range(first, first + 40)
        for example in (
            make_example(article, "lemma=say", right=1.0, corpus=corpus),
            make_example(article, "lemma=collide", right=0.0, corpus=corpus),
            make_example(article, "lemma=demand", right=demands, corpus=corpus),
        )
    ]


def odds(scorer: Scorer, *features: str) -> float:
    return scorer.log_odds(features)


def test_what_both_corpora_share_is_learnt_from_both() -> None:
    examples = make_corpus("polnear", 0, demands=1.0) + make_corpus("wikinews", 40, demands=1.0)
    scorer = fit(examples, Settings(1.0))

    assert odds(scorer, "lemma=say") > 1
    assert odds(scorer, "lemma=collide") < -1


def test_a_share_of_what_wikinews_asks_otherwise_is_kept() -> None:
    examples = make_corpus("polnear", 0, demands=1.0) + make_corpus("wikinews", 40, demands=0.0)
    none, half, whole = (odds(fit(examples, Settings(1.0, share=share)), "lemma=demand") for share in (0.0, 0.5, 1.0))

    assert none > half > whole
    assert none > 0 > whole


def test_features_that_few_candidates_have_are_not_learnt() -> None:
    rare = [make_example(90, "lemma=yodel", right=1.0), make_example(91, "lemma=yodel", right=1.0)]

    assert "lemma=yodel" not in fit([*make_corpus("polnear", 0, demands=1.0), *rare], Settings(1.0)).weights


def test_candidates_that_gold_cannot_judge_teach_nothing() -> None:
    unknown = [make_example(article, "lemma=think", right=None) for article in range(90, 99)]

    assert "lemma=think" not in fit([*make_corpus("polnear", 0, demands=1.0), *unknown], Settings(1.0)).weights


def test_names_of_wikinews_are_those_of_both_and_its_own() -> None:
    assert with_guideline(make_example(0, "a", right=1.0)) == ("a",)
    assert with_guideline(make_example(0, "a", right=1.0, corpus="wikinews")) == ("a", OF_WIKINEWS, f"{OF_WIKINEWS}a")
    assert merge({"a": 1.0, f"{OF_WIKINEWS}a": 2.0, OF_WIKINEWS: 4.0}, 0.5, 0.25) == Scorer({"a": 1.5}, 1.5)


def test_settings_are_chosen_over_articles_and_calibrated() -> None:
    examples = make_corpus("polnear", 0, demands=1.0) + make_corpus("wikinews", 40, demands=1.0)
    examples += [make_example(article, "lemma=insist on", right=float(article % 4 > 0)) for article in range(40)]
    scorer = cross_fit(examples, {"polnear": 110, "wikinews": 80}, [Settings(0.1), Settings(1.0)])

    assert 0.2 <= scorer.threshold < 0.7
    assert scorer.probability(["lemma=say"]) > scorer.threshold > scorer.probability(["lemma=collide"])
    assert scorer.calibrated(3.0) > scorer.calibrated(0.0)


def test_neighbours_are_in_different_folds() -> None:
    folds = make_folds([make_example(number, right=1.0) for number in (9, 19, 29, 39, 49, 49)])

    assert list(folds.values()) == [0, 1, 2, 3, 0]


def test_a_rule_scorer_never_saw_the_article_it_judges() -> None:
    vocab = spacy.blank("en").vocab
    articles = [TrainingArticle("polnear", GOLD, Doc(vocab), is_tagged=number > 3) for number in range(8)]
    examples = make_corpus("polnear", 0, demands=1.0)[:24]
    for number in (4, 5, 6, 7):  # what only this article has
        examples += [make_example(number, f"lemma=only{number}", right=1.0)] * 3

    scorers = fit_bases(examples, articles)

    assert set(scorers) == {4, 5, 6, 7}
    for number, scorer in scorers.items():
        assert f"lemma=only{number}" not in scorer.weights
        assert "lemma=say" in scorer.weights
    assert count_gold(articles, examples) == {"polnear": 8}


@pytest.mark.parametrize(
    ("extents", "right"),
    [
        pytest.param(EXTENTS, 1.0, id="all as annotated"),
        pytest.param(Extents((0, 4), (5, 9), ((10, 14),), None, ()), 0.0, id="less than half of the content"),
        pytest.param(Extents(None, (5, 9), ((10, 26),), None, ()), 0.0, id="no source"),
        pytest.param(Extents((0, 4), (0, 4), ((10, 26),), None, ()), 0.6, id="another cue"),
        pytest.param(Extents((10, 18), (19, 21), ((22, 26),), None, ()), None, id="within the content"),
    ],
)
def test_how_right_a_candidate_is(extents: Extents, right: float | None) -> None:
    assert judge(extents, GOLD) == pytest.approx(right)


def test_wikinews_in_the_form_of_polnear() -> None:
    item = {"source": [0, 4], "cue": None, "content": [[10, 26]]}

    assert as_gold(WikinewsArticle("ford", TEXT, (item,))).attributions == (
        GoldAttribution(source=((0, 4),), cue=(), content=((10, 26),)),
    )


def test_the_output_of_another_tagger_is_taken_for_the_same_words_alone() -> None:
    vocab = spacy.blank("en").vocab
    doc, other, shorter = Doc(vocab, ["a", "b"]), Doc(vocab, ["a", "b"]), Doc(vocab, ["a"])
    other.user_data[KEY] = shorter.user_data[KEY] = {"flat": 1}

    take_output(doc, other)
    assert doc.user_data[KEY] == {"flat": 1}
    with pytest.raises(ValueError, match="different words"):
        take_output(doc, shorter)


def test_one_corpus_alone_keeps_each_weight_whole() -> None:
    examples = make_corpus("wikinews", 0, demands=1.0)
    kept = fit(examples, Settings(1.0, share=0.0))

    assert kept == fit(examples, Settings(1.0, share=1.0))
    assert odds(kept, "lemma=demand") > 0 > odds(kept, "lemma=collide")
    assert not [name for name in kept.weights if name.startswith(OF_WIKINEWS)]
