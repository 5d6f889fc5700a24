"""Mail: a newsletter an article, out of single messages, mbox files and Maildir folders."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import NamedTuple

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.publication import RECEIVED
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import MEBIBYTE, Hints, Input, ReadOptions, suffix_of
from index.ingest.readers.messages.attachments import (
    Sent,
    SentHints,
    files_sent_with,
    letters_sent_with,
)
from index.ingest.readers.messages.letter_articles import article_of, letters_in
from index.ingest.readers.messages.letter_heads import with_letter_head
from index.ingest.readers.messages.mail_bodies import Body, body_of
from index.ingest.readers.messages.mail_headers import POLICY, header, sent
from index.ingest.readers.messages.mail_items import Item
from index.ingest.readers.messages.mail_senders import authors
from index.ingest.readers.messages.mail_text import digest_parts
from index.ingest.readers.messages.mailboxes import messages, tells_mail
from index.ingest.saved_link import as_link

_DIGEST = late(r"\bdigest\b", re.IGNORECASE)
# What stands around the items of a list is mostly not worth an article.
_SAYING = 100
_ONLY_FILES = "a message without a text of its own; what was sent with it is read by itself"
_DEEPEST = 3


class MailReader:
    """Messages as they are stored and sent (RFC 5322, mbox)."""

    name = "mail"
    suffixes = (".eml", ".mbox", ".mbx")
    describe = "mail: single messages, mbox files, Maildir folders; an article a message"

    def sniff(self, head: bytes, name: str) -> float:
        told = tells_mail(head)
        if told is None:
            told = suffix_of(name) in self.suffixes
        return 0.85 if told else 0.0

    def read(
        self, source: Input, options: ReadOptions
    ) -> Iterator[Article | Skipped | Remark | Input]:
        with source.open() as stream:
            for number, data in enumerate(messages(stream, options.limit_bytes), 1):
                if data is None:
                    limit = f"{options.limit_bytes / MEBIBYTE:g} MiB"
                    yield Skipped(source.path, f"message {number}: larger than {limit}")
                    continue
                # Only in an mbox does a message begin with the line that parts them.
                place = f":{number}" if data.startswith(b"From ") else ""
                yield from _read(data, source, place, options)


def _read(
    data: bytes, source: Input, place: str, options: ReadOptions
) -> Iterator[Article | Skipped | Remark | Input]:
    """What is in a message at a place in an input."""
    data = re.sub(rb"\AFrom [^\n]*\n", b"", data)
    message = email.message_from_bytes(data, policy=POLICY)
    try:
        for item in _of_message(message, source.path + place, options, _DEEPEST):
            yield _member(item, source, place) if isinstance(item, _Enclosed) else item
    except InputError as error:  # it costs this message, no more
        yield Skipped(source.path + place, error.message)


class _Enclosed(NamedTuple):
    """A file that was sent with a letter, and what that says of it."""

    file: Sent
    hints: Hints


def _member(item: _Enclosed, source: Input, place: str) -> Input | Skipped:
    file = item.file
    try:
        return source.member(
            file.path,
            lambda: io.BytesIO(file.data),
            item.hints,
            else_as="sent.txt" if file.is_text else "",
            place=place,
            about=file.about,
        )
    except InputError as error:
        return Skipped(f"{source.path}{place}/{file.path}", f"{error.message} ({file.about})")


def _of_message(
    message: EmailMessage, where: str, options: ReadOptions, depth: int
) -> Iterator[Article | Skipped | Remark | _Enclosed]:
    """The article of a message, those of the letters in it, and what was sent with it."""
    others, files = letters_sent_with(message), list(files_sent_with(message))
    body = body_of(message, options)
    letters = _of_digest(message, body.plain) if depth else []
    for number, one in enumerate(letters, 1):
        yield from _of_message(one, f"{where}/{number}", options, depth - 1)
    # The text beside the letters of a digest is the list of them.
    if letters or (len(others) > 1 and _DIGEST.search(header(message, "Subject"))):
        pass
    elif body.items:
        yield from _of_items(message, body, where)
    elif body.paragraphs or body.letters:
        yield from letters_in(message, body, where)
    elif files:
        yield Remark(where, _ONLY_FILES)
    elif not others:
        yield Skipped(where, "no text")
    for part in others if depth else ():
        inner = part.get_payload()
        if isinstance(inner, list) and inner:
            yield from _of_message(inner[0], where, options, depth - 1)  # type: ignore[arg-type]
    hints = _hints(message)
    yield from (_Enclosed(one, hints) for one in files)


def _hints(message: EmailMessage) -> SentHints:
    """What a message says of the files that were sent with it."""
    byline, outlet = authors(message)
    date, _ = sent(message)
    return SentHints(outlet=outlet if not byline or outlet else byline, date=date)


def _of_items(message: EmailMessage, body: Body, where: str) -> Iterator[Article]:
    """The articles that a letter lists, as far as it tells of them, and what it says besides.

    They were published before it was sent.
    """
    letter = article_of(message, body._replace(plain="", pages=[]), where)
    if any(len(one) >= _SAYING for one in body.paragraphs):
        yield letter
    yield from (_of_item(item, letter, f"{where}/{n}") for n, item in enumerate(body.items, 1))


def _of_item(item: Item, letter: Article, where: str) -> Article:
    article = Article(
        title=item.title,
        paragraphs=item.paragraphs,
        outlet=item.outlet or letter.outlet,
        date=letter.date,
        date_from=f"{RECEIVED}, in a list" if letter.date else "",
        section=item.section if item.section != letter.title else "",
        language=letter.language,
        url=item.url,
        origin=where,
        text_from="feed",
    )
    article = with_letter_head(article)
    return article if item.paragraphs else as_link(article)


def _of_digest(message: EmailMessage, plain: str) -> list[EmailMessage]:
    """The letters in the text of a digest; none of what is no digest."""
    if not _DIGEST.search(header(message, "Subject")):
        return []
    return [email.message_from_string(one, policy=POLICY) for one in digest_parts(plain)]
