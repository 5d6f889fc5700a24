"""The letters in a mail, whatever tells them apart: what its sender wrote, and whose each of those
is that it passes on, answers or quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from index.ingest.readers.messages.mail_forwards import is_answer, parted
from index.ingest.readers.messages.mail_headers import sender_of
from index.ingest.readers.messages.quoted_lines import own_words

# A letter is looked for in one that is quoted, so deep at most.
_DEEPEST = 12


class Letter(NamedTuple):
    """A letter that stands in another: what that says of it, by the names of headers, and what its
    writer wrote. `is_answered` is that it is one of those that an answer has below it, which
    are letters by themselves elsewhere, mostly.
    """

    headers: Mapping[str, str]
    text: str
    is_answered: bool = False


class Letters(NamedTuple):
    """What the sender of a mail wrote, and the letters in it. `is_part` is that what was written is
    not all of the text, `answers` that a line says whose words were quoted.
    """

    own: str
    within: tuple[Letter, ...] = ()
    is_part: bool = False
    answers: bool = False


def letters_of(text: str, subject: str, sender: str) -> Letters:
    """What a mail says and which letters stand in it, by its text, its subject and its sender as
    the headers have them. Without letters the text is all its sender's.
    """
    found = parted(text, subject)
    answering = is_answer(subject) or found.answers
    own = own_words(found.above, words_of(sender), is_answer=answering)
    within: list[Letter] = []
    for one in own.quoted:
        headers = {"From": one.sender, "Date": one.date}
        is_answered = any(map(str.isalnum, own.text))
        within += _letters(headers, one.text, _DEEPEST, is_answered=is_answered)
    for piece in found.letters:
        within += _letters(piece.headers, piece.text, _DEEPEST, is_answered=found.answers)
    return Letters(own.text, tuple(within), bool(found.letters), own.answers)


def words_of(sender: str) -> frozenset[str]:
    """The words of which a sender's name and address are made, in lower case."""
    return frozenset(re.findall(r"\w+", " ".join((sender, *sender_of(sender))).casefold()))


def _letters(
    headers: Mapping[str, str], text: str, depth: int, *, is_answered: bool
) -> Iterator[Letter]:
    """A letter, and those that are quoted in it."""
    known: Collection[str] = words_of(headers.get("From", ""))
    own = own_words(text, known)
    if depth == 0:
        yield Letter(headers, text, is_answered)
        return
    if any(map(str.isalnum, own.text)):
        yield Letter(headers, own.text, is_answered)
    for one in own.quoted:
        about = {"From": one.sender, "Date": one.date}
        yield from _letters(about, one.text, depth - 1, is_answered=True)
