"""Threads of linear algebra: limited while a pipeline multiplies, the program's own before and after."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from spacy.language import Language

import quotes
from quotes.nlp.operations import LimitedOps, threads_of
from quotes.nlp.threads import THREAD_VARIABLES, default_threads, find_libraries, limit_threads

TEXT = "“We are ready,” Putin said."


LIBRARIES = [library for group in find_libraries() for library in group]


def count_threads() -> list[int]:
    return [library.get_num_threads() for library in LIBRARIES]


@pytest.fixture
def _three_threads(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A program whose libraries have three threads."""
    if not LIBRARIES:
        pytest.skip("no library of linear algebra whose threads can be set")
    before = count_threads()
    for library in LIBRARIES:
        library.set_num_threads(3)
    yield
    for library, number in zip(LIBRARIES, before, strict=True):
        library.set_num_threads(number)


@pytest.mark.parametrize("name", THREAD_VARIABLES)
def test_number_of_the_environment_holds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in THREAD_VARIABLES:
        monkeypatch.delenv(other, raising=False)
    assert default_threads() == 1
    monkeypatch.setenv(name, "4")
    assert default_threads() is None


@pytest.mark.usefixtures("_three_threads")
def test_no_limit_changes_nothing() -> None:
    with limit_threads(None):
        assert set(count_threads()) == {3}


@pytest.mark.usefixtures("_three_threads")
def test_limit_ends_with_the_block_also_after_an_error() -> None:
    def fail() -> None:
        with limit_threads(1):
            during.extend(count_threads())
            raise KeyError

    during: list[int] = []
    with pytest.raises(KeyError):
        fail()
    assert set(during) == {1}
    assert set(count_threads()) == {3}


@pytest.mark.usefixtures("_three_threads")
def test_limit_lasts_until_the_last_of_several_blocks_ends() -> None:
    entered, leave = threading.Event(), threading.Event()

    def wait() -> None:
        with limit_threads(1):
            entered.set()
            leave.wait(10)

    other = threading.Thread(target=wait)
    with limit_threads(1):
        other.start()
        entered.wait(10)
    assert set(count_threads()) == {1}
    leave.set()
    other.join()
    assert set(count_threads()) == {3}


@pytest.mark.usefixtures("_three_threads")
def test_extracting_leaves_the_program_its_threads(nlp: Language) -> None:
    assert quotes.extract(TEXT, nlp)
    assert set(count_threads()) == {3}


@pytest.mark.usefixtures("_three_threads")
def test_products_of_a_pipeline_have_the_threads_that_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    during = []
    product = LimitedOps.__base__.gemm

    def gemm(*args: object, **options: object) -> np.ndarray:
        during.append(count_threads())
        return product(*args, **options)

    nlp = quotes.load(threads=2)
    monkeypatch.setattr(LimitedOps.__base__, "gemm", gemm)
    nlp(TEXT)

    assert during
    assert {number for numbers in during for number in numbers} == {2}
    assert threads_of(nlp.get_pipe("parser").model) == 2  # type: ignore[attr-defined]


def test_results_do_not_depend_on_the_number_of_threads_asked_for(nlp: Language) -> None:
    def ids(nlp: Language) -> list[str]:
        return [record.id for record in quotes.extract(TEXT, nlp)]

    assert ids(quotes.load(threads=2)) == ids(nlp)
