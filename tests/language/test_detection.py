"""The language of a text: English articles are never taken for another language, others are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.language.detection import find_language

ROOT = Path(__file__).parents[2]
ENGLISH = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "fixtures" / "articles").rglob("*.txt")])


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_english_articles_are_english(path: Path) -> None:
    assert find_language(path.read_text("utf-8")) in ("en", None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Bonn: Merkel in Paris", id="headline"),
        pytest.param("“Yes,” said Müller.", id="sentence"),
        pytest.param("“Нет”", id="a word of another script"),
    ],
)
def test_short_text_is_not_judged(text: str) -> None:
    assert find_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Result " + "Bayern 2 Dortmund 1, Real Madrid 3 La Coruña 0, " * 9, id="names and figures"),
        pytest.param(
            'The mayor of the town said: "Die Straße wird im nächsten Jahr gebaut, und das ist gut so für alle." '
            "She added that the work would begin in the spring and that there was money for it.",
            id="a quotation in German",
        ),
    ],
)
def test_foreign_words_in_english_are_english(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "Die Bürgermeisterin sagte am Freitag, die Brücke werde im nächsten Jahr gebaut. Der Rat habe dem Plan "
            "zugestimmt, und das Geld sei schon da.",
            "de",
            id="German",
        ),
        pytest.param(
            "La maire a déclaré vendredi que le pont serait construit l'année prochaine. Le conseil a approuvé le "
            "projet, et l'argent est déjà là.",
            "fr",
            id="French",
        ),
        pytest.param(
            "La alcaldesa dijo el viernes que el puente se construirá el próximo año. El consejo aprobó el plan y el "
            "dinero ya está disponible.",
            "es",
            id="Spanish",
        ),
        pytest.param(
            "De burgemeester zei vrijdag dat de brug volgend jaar wordt gebouwd. De raad heeft het plan goedgekeurd "
            "en het geld is er al.",
            "nl",
            id="Dutch",
        ),
        pytest.param(
            "La sindaca ha detto venerdì che il ponte sarà costruito l'anno prossimo. Il consiglio ha approvato il "
            "piano e i soldi ci sono già.",
            "it",
            id="Italian",
        ),
        pytest.param("Мэр сказала в пятницу, что мост построят в следующем году, деньги есть.", "und", id="Russian"),
        pytest.param(
            "市长周五表示，这座桥将于明年建成。市议会已经批准了这个计划，资金也已经到位，工程将在春天开始，预计两年内完成。",
            "und",
            id="Chinese",
        ),
    ],
)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert find_language(text) == language
