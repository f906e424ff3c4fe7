"""Which stretches are between quotation marks, in all styles of newsrooms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import cpu_seconds

from quotes.text.paragraphs import find_paragraphs
from quotes.text.quotation_marks import CLOSERS, Quotation, find_quotations, quote_type_of


def quotations_of(text: str) -> list[str]:
    return [text[results.start : results.end] for results in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty text"),
        pytest.param("NATO is ready to defend all of the allies.", id="no mark"),
        pytest.param("NATO's airspace, Turkey’s border; it isn't over, it won’t be.", id="apostrophes"),
        pytest.param("The allies' airspace and the rebels' ground.", id="plural possessives"),
        pytest.param("The allies’ airspace and the rebels’ ground.", id="curly plural possessives"),
        pytest.param("In the '90s and the ’80s; back in '08.", id="decades and years"),
        pytest.param("In the ‘90s and the ‘80s.", id="decades with the wrong curly mark"),
        pytest.param("Get 'em, rock 'n' roll, fish 'n chips, 'tis so.", id="elisions"),
        pytest.param("Get ’em, rock ’n’ roll, ’tis so.", id="curly elisions"),
        pytest.param("‘Twas five o'clock.", id="elision with the wrong curly mark"),
        pytest.param("He is 6'2\" tall, she is 5' 9\" and I am 6’1”.", id="feet and inches"),
        pytest.param('A 12" pipe, a 3.5" disk and a 10\' wall.', id="inches and feet alone"),
        pytest.param('He said "" and “”.', id="nothing between the marks"),
        pytest.param('He said " " and “ ”.', id="a blank between the marks"),
        pytest.param('"', id="one straight mark"),
        pytest.param("“", id="one curly mark"),
        pytest.param("''", id="one doubled mark"),
        pytest.param('NATO is ready." Russia said so.', id="a closing mark too many"),
        pytest.param("NATO is ready.” Russia said so.", id="a curly closing mark too many"),
        pytest.param("The 'hood is ready.", id="a single mark that nothing closes"),
    ],
)
def test_no_quotation_in(text: str) -> None:
    assert quotations_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Yes," he said. "No."', ['"Yes,"', '"No."'], id="straight"),
        pytest.param("“Yes,” he said. “No.”", ["“Yes,”", "“No.”"], id="curly"),
        pytest.param("He said „yes“ and „no“.", ["„yes“", "„no“"], id="low, closed as in German"),
        pytest.param("He said „yes” and „no”.", ["„yes”", "„no”"], id="low, closed as in Polish"),
        pytest.param("He said «yes» and «no».", ["«yes»", "«no»"], id="guillemets"),
        pytest.param(
            "He said « yes » and «\u00a0no\u00a0».",
            ["« yes »", "«\u00a0no\u00a0»"],
            id="guillemets and blanks",
        ),
        pytest.param("He said »yes« and »no«.", ["»yes«", "»no«"], id="guillemets inwards"),
        pytest.param("He said ‹yes› and ‹no›.", ["‹yes›", "‹no›"], id="single guillemets"),
        pytest.param("'Yes,' he said. 'No.'", ["'Yes,'", "'No.'"], id="single straight"),
        pytest.param("‘Yes,’ he said. ‘No.’", ["‘Yes,’", "‘No.’"], id="single curly"),
        pytest.param("He said ‚yes‘ and ‚no‘.", ["‚yes‘", "‚no‘"], id="single low"),
        pytest.param("He said ”yes” and ”no”.", ["”yes”", "”no”"], id="closing curly on both sides"),
        pytest.param("``Yes,'' he said. ``No.''", ["``Yes,''", "``No.''"], id="doubled as in treebanks"),
        pytest.param("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"], id="doubled straight"),
        pytest.param("''It's ready,'' he said.", ["''It's ready,''"], id="doubled around an apostrophe"),
        pytest.param('“Yes," he said. "No,” she said.', ['“Yes,"', '"No,”'], id="mixed"),
        pytest.param("‘Yes,' he said. 'No,’ she said.", ["‘Yes,'", "'No,’"], id="mixed single"),
        pytest.param("“Yes,“ he said.", ["“Yes,“"], id="opening curly on both sides"),
        pytest.param("He said 'yes' and 'no'.", ["'yes'", "'no'"], id="single marks after an s"),
        pytest.param("The 'boss' left the dogs' home.", ["'boss'"], id="single mark after an s before a possessive"),
        pytest.param('He (“the ally”) said ("yes").', ["“the ally”", '"yes"'], id="in brackets"),
        pytest.param("“Yes?”“No!” “So?” “So.”", ["“Yes?”", "“No!”", "“So?”", "“So.”"], id="one after another"),
        pytest.param('He said:"yes".', ['"yes"'], id="no blank after the colon"),
        pytest.param('\ufeff"Yes," he said.', ['"Yes,"'], id="after a byte-order mark"),
    ],
)
def test_quotations_of(text: str, expected: list[str]) -> None:
    results = find_quotations(text)

    assert [text[q.start : q.end] for q in results] == expected
    assert all(q.closing and not q.reopened for q in results)
    assert all(text[q.start : q.inner_start] == q.opening for q in results)
    assert all(text[q.inner_end : q.end] == q.closing for q in results)


@pytest.mark.parametrize(
    "quotation",
    [
        pytest.param("\"He told me 'no' twice,\"", id="single in straight"),
        pytest.param("'He told me \"no\" twice,'", id="straight in single"),
        pytest.param("“He told me ‘no’ twice,”", id="single in curly"),
        pytest.param("‘He told me “no” twice,’", id="curly in single"),
        pytest.param('“He told me "no" twice,”', id="straight in curly"),
        pytest.param('"He told me “no” twice,"', id="curly in straight"),
        pytest.param('“He told me ("no") twice,”', id="straight in curly, bracketed"),
        pytest.param("„He told me ‚no‘ twice,“", id="low in low"),
        pytest.param("«He told me ‹no› twice,»", id="guillemets in guillemets"),
        pytest.param("``He told me `no' twice,''", id="single in doubled"),
        pytest.param("“‘No,’ he told me,”", id="both begin together"),
        pytest.param("\"He told me 'no.'\"", id="both end together"),
        pytest.param("“He told me ‘no.’”", id="both end together, curly"),
        pytest.param("''He told me 'no.'''", id="both end together, doubled"),
        pytest.param("“They said ‘he told me “no” twice’ again,”", id="three deep"),
        pytest.param("“He told me ‘no twice,”", id="nested mark left open"),
        pytest.param("“Putin's planes, NATO’s and the allies’ airspace,”", id="apostrophes inside"),
        pytest.param("'The allies' planes are ready,'", id="plural possessive in single"),
        pytest.param("‘The allies’ and the rebels’ planes are ready,’", id="plural possessives in single curly"),
        pytest.param("'Back in the '90s, don't get 'em,'", id="elisions in single"),
        pytest.param("“Back in the ’90s, rock ’n’ roll,”", id="elisions in curly"),
        pytest.param('"The \'90s"', id="decade at the end"),
        pytest.param('"The pipe is 12" wide,"', id="inches in straight"),
        pytest.param('“The pipe is 12" wide,”', id="inches in curly"),
        pytest.param('"I am 6\'2" tall,"', id="feet and inches in straight"),
        pytest.param("'The wall is 10' high,'", id="feet in single"),
        pytest.param('"Top 10"', id="number before the closing mark"),
        pytest.param("'Round up the allies,'", id="capital after the mark is no elision"),
    ],
)
def test_one_quotation_around_everything(quotation: str) -> None:
    assert quotations_of(f"{quotation} he said.") == [quotation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "no.\n\nShe said "yes."', ['"no.', '"yes."'], id="closing mark missing"),
        pytest.param("He said “no.\n\nShe said “yes.”", ["“no.", "“yes.”"], id="closing curly mark missing"),
        pytest.param("He said ``no.\n\nShe said ``yes.''", ["``no.", "``yes.''"], id="closing doubled mark missing"),
        pytest.param("He said 'no.\n\nShe said 'yes.'", ["'yes.'"], id="closing single mark missing"),
        pytest.param('He said no."\n\nShe said "yes."', ['"yes."'], id="opening mark missing"),
        pytest.param("He said no.”\n\nShe said “yes.”", ["“yes.”"], id="opening curly mark missing"),
        pytest.param('He " said "no".\n\nShe said "yes."', ['"no"', '"yes."'], id="a straight mark too many"),
        pytest.param("He said “no and “so”.\n\n“Yes.”", ["“no and", "“so”", "“Yes.”"], id="a mark closed only once"),
        pytest.param('The \'hood is "ready" and "set".', ['"ready"', '"set"'], id="apostrophe before the quotations"),
        pytest.param("The 'hood said \"yes.\n\nNo.", ['"yes.'], id="apostrophe before an open quotation"),
    ],
)
def test_wrong_mark_costs_at_most_its_own_paragraph(text: str, expected: list[str]) -> None:
    assert quotations_of(text) == expected


@pytest.mark.parametrize(
    ("text", "reopened"),
    [
        pytest.param('"One.\n\nTwo," he said.', [False], id="not reopened"),
        pytest.param('"One."\n\n"Two," he said.', [False, False], id="closed before"),
        pytest.param('"One.\n\n“Two,” he said.', [False, False], id="another mark follows"),
        pytest.param("The 'hood\n\n'Two,' he said.", [False], id="apostrophe before a single mark"),
        pytest.param('"One.\n\n"Two," he said.', [True, False], id="straight"),
        pytest.param('He said: "One.\n\n"Two.\n\n"Three."', [True, True, False], id="over three paragraphs"),
        pytest.param("“One.\r\n\r\n“Two,” he said.", [True, False], id="curly"),
        pytest.param("``One.\n\n``Two,'' he said.", [True, False], id="doubled"),
        pytest.param("''One.\n\n''Two,'' he said.", [True, False], id="doubled straight"),
        pytest.param("‘One.\n\n‘Two,’ he said.", [True, False], id="single curly"),
        pytest.param("'One.\n\n'Two,' he said.", [True, False], id="single straight"),
        pytest.param("He said: 'One.\n\n'Two.'", [True, False], id="single after a colon"),
        pytest.param("«One.\n\n«Two,» he said.", [True, False], id="guillemets"),
    ],
)
def test_paragraph_that_begins_with_the_mark_again_reopens_the_quotation(text: str, reopened: list[bool]) -> None:
    results = find_quotations(text)

    assert [q.reopened for q in results] == reopened
    assert all(q.closing is None for q in results if q.reopened)
    assert [q.paragraph for q in results] == sorted({q.paragraph for q in results})


def test_quotation_knows_its_marks_and_paragraph() -> None:
    assert find_quotations("NATO: troubling\n\n``Yes,'' he said.") == [
        Quotation(start=17, end=25, opening="``", closing="''", paragraph=1)
    ]


MARKS = sorted({*CLOSERS, *(closer for closers in CLOSERS.values() for closer in closers)})
PIECES = [
    *MARKS,
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\u00a0",
    "NATO",
    "allies",
    "yes",
    "s",
    "90s",
    "6",
    "2",
    ",",
    ".",
    "(",
    "—",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=200))


@given(TEXTS)
def test_quotations_hold_together_in_any_text(text: str) -> None:
    paragraphs = find_paragraphs(text)
    last = 0
    for results in find_quotations(text):
        start, end = paragraphs[results.paragraph]
        assert last <= results.start < results.inner_start <= results.inner_end <= results.end, "in order, disjoint"
        assert start <= results.start < results.end <= end, "within one paragraph"
        assert text.startswith(results.opening, results.start)
        assert text[results.inner_end : results.end] == (results.closing or "")
        assert results.closing is None or results.closing in CLOSERS[results.opening]
        assert text[results.inner_start : results.inner_end].strip(), "something is said"
        last = results.end


LINES = st.lists(st.sampled_from([piece for piece in PIECES if "\n" not in piece]), max_size=40).map("".join)


@given(LINES, LINES)
def test_marks_of_one_paragraph_change_nothing_in_another(first: str, second: str) -> None:
    first, second = f"Moscow {first}", f"NATO {second}"
    after = len(first) + 2
    expected = [(q.start, q.end) for q in find_quotations(first)]
    expected += [(q.start + after, q.end + after) for q in find_quotations(second)]

    assert [(q.start, q.end) for q in find_quotations(f"{first}\n\n{second}")] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *(pytest.param(mark, id=f"only {mark}") for mark in MARKS),
        *(pytest.param(f" {mark}a", id=f"only {mark} before words") for mark in MARKS),
        pytest.param("“‘", id="two kinds in turn"),
        pytest.param("«‹“‘", id="four kinds in turn"),
        pytest.param(" '90s", id="decades"),
        pytest.param("6'2\" ", id="feet and inches"),
        pytest.param("allies' a", id="possessives"),
        pytest.param(' “12" a', id="inches"),
        pytest.param('"\n\n', id="paragraphs"),
    ],
)
def test_a_hundred_thousand_marks_take_no_time(piece: str) -> None:
    text = piece * (100_000 // sum(char in "\"'“”„«»‘’‚‹›`" for char in piece))

    assert cpu_seconds(lambda: find_quotations(text)) < 2


def test_long_number_takes_no_time() -> None:
    assert cpu_seconds(lambda: find_quotations("1" * 200_000)) < 2


SAID = "This “spearhead” force, “of about 13,000 troops,” could be deployed, he said."


def span_of(part: str) -> tuple[int, int]:
    return SAID.index(part), SAID.index(part) + len(part)


@pytest.mark.parametrize(
    ("content", "verbatim", "expected"),
    [
        pytest.param(["This"], [], "indirect", id="nothing between marks"),
        pytest.param(["This “spearhead” force"], ["“spearhead”"], "mixed", id="words before and after"),
        pytest.param(["This", "“spearhead”"], ["“spearhead”"], "mixed", id="a span without marks"),
        pytest.param(["“spearhead” force"], ["“spearhead”"], "mixed", id="a word after"),
        pytest.param(["“spearhead”"], ["“spearhead”"], "direct", id="all between marks"),
        pytest.param(["“spearhead”"], ["spearhead"], "direct", id="the marks themselves are no words"),
        pytest.param(["“of about 13,000 troops,” "], ["“of about 13,000 troops,”"], "direct", id="a blank is no word"),
        pytest.param(
            ["“spearhead”", "“of about 13,000 troops,”"],
            ["“spearhead”", "“of about 13,000 troops,”"],
            "direct",
            id="two fragments",
        ),
    ],
)
def test_quote_type(content: list[str], verbatim: list[str], expected: str) -> None:
    spans, marked = (tuple(map(span_of, parts)) for parts in (content, verbatim))

    assert quote_type_of(SAID, spans, marked) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We and “they” left.", [False, False], id="within a sentence"),
        pytest.param("“We left. “They slept.” He nodded.", [True, False], id="after the end of a sentence"),
    ],
)
def test_mark_that_opens_again_on_one_line(text: str, expected: list[bool]) -> None:
    assert [quotation.reopened for quotation in find_quotations(text)] == expected
