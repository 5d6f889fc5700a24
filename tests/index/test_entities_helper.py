"""Recognising with a second process: the same answers, whatever becomes of it."""

from __future__ import annotations

import pytest

from index.entities import helper
from index.entities.helper import HelpedRecogniser
from index.entities.recogniser import default

ARTICLES = [
    ["Talks", f"Marta Ostrander met Alasdair Penhallow in London on day {day}.", "Ostrander left."]
    for day in range(6)
]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "_WORTHWHILE", 0)
    monkeypatch.setattr(helper, "_SMALLEST", 0)
    monkeypatch.setattr(helper.multiprocessing, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("eager")
def test_answers_are_the_same_with_help_and_after_the_helper_died() -> None:
    alone = default().recognise(ARTICLES)
    helped = HelpedRecogniser()
    try:
        assert helped.recognise(ARTICLES) == alone
        assert helped._process is not None
        helped._process.kill()
        helped._process.join()
        assert helped.recognise(ARTICLES) == alone
        assert helped._process is None
        assert helped.recognise(ARTICLES) == alone
    finally:
        helped.close()


def test_little_work_starts_no_process() -> None:
    helped = HelpedRecogniser()
    assert helped.recognise(ARTICLES) == default().recognise(ARTICLES)
    assert helped._process is None
    helped.close()
