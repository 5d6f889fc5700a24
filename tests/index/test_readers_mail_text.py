"""What people write in letters stays text, and a letter that is passed on is its sender's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.mail_text import flowed, passed_on
from index.ingest.readers.paragraph_splitting import split

_HEAD = (
    "From: Ana Ruiz <ana@mail.example>\nSubject: {subject}\nDate: Thu, 9 Oct 2025 09:12:00 +0100\n"
)
_BODY = "The dredging tender had only one bidder left, two people said.\n\nThe board was silent.\n"


def read(tmp_path: Path, name: str, text: str) -> list[Article]:
    (tmp_path / name).write_text(text, "utf-8")
    (source,) = find([tmp_path / name], ReadOptions())
    assert isinstance(source, Source)
    found = list(source.articles())
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


@pytest.mark.parametrize(
    "line",
    [
        "From 09:00 on the gate is shut to lorries.",
        "From Monday at 09:00 the gate is shut, the board said in 2025.",
        "From here it is a walk of 10:30 minutes.",
    ],
)
def test_a_sentence_that_begins_with_from_parts_no_messages(tmp_path: Path, line: str) -> None:
    letter = f"From ana@mail.example Thu Oct  9 09:12:00 2025\n{_HEAD.format(subject='Gate')}\n"
    text = (
        f"{letter}The gate at the quay.\n\n{line}\n\n" + letter.replace("Gate", "Quay") + "More.\n"
    )
    first, other = read(tmp_path, "box.mbox", text)
    assert (first.paragraphs, other.title) == (("The gate at the quay.", line), "Quay")


@pytest.mark.parametrize(
    "above",
    [
        (
            "---------- Forwarded message ---------\nFrom: The Quay Letter <m@quay.example>\n"
            "Date: Tue, 7 Oct 2025 at 18:40\nSubject: What the tender hides\n"
            "To: <ana@mail.example>\n"
        ),
        (
            "Begin forwarded message:\n\nFrom: The Quay Letter <m@quay.example>\n"
            "Subject: What the tender hides\nDate: 7 October 2025 at 18:40:00 BST\n"
        ),
        (
            "-------- Weitergeleitete Nachricht --------\nBetreff: What the tender hides\n"
            "Datum: Tue, 7 Oct 2025 18:40:00 +0100\nVon: The Quay Letter <m@quay.example>\n"
        ),
    ],
)
def test_a_letter_that_is_passed_on_is_its_senders(tmp_path: Path, above: str) -> None:
    head = _HEAD.format(subject="Fwd: What the tender hides")
    (article,) = read(
        tmp_path, "a.eml", f"{head}MIME-Version: 1.0\n\nread this\n\n{above}\n\n{_BODY}"
    )
    assert (article.title, article.outlet, article.date[:10]) == (
        "What the tender hides",
        "The Quay Letter",
        "2025-10-07",
    )
    assert article.paragraphs == tuple(split(_BODY))


@given(st.text(max_size=300))
def test_a_letter_that_passes_nothing_on_stays_as_it_is(text: str) -> None:
    letter = passed_on(text)
    assert letter.headers or letter.text == text


@given(st.lists(st.text("abc ", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1))
def test_flowed_lines_are_joined_and_no_word_is_lost(words: list[str]) -> None:
    assert flowed(" \n".join(words), delete_space=False) == " ".join(words)
    assert flowed(" \n".join(words), delete_space=True) == "".join(words)
    assert flowed("\n".join(words), delete_space=False) == "\n".join(words)


def test_two_lines_that_go_on_are_one_paragraph() -> None:
    wrapped = (
        "The harbour board withdrew its dredging tender on Tuesday without a\nreason, it said."
    )
    assert split(wrapped) == [wrapped.replace("\n", " ")]
    apart = "The harbour board withdrew its dredging tender on Tuesday.\nMara Quill was silent."
    assert split(apart) == apart.split("\n")
