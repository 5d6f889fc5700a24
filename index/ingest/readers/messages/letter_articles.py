"""The articles of a message: what its sender wrote, and each letter that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage

from index.core.article import Article
from index.core.language_names import language_of
from index.core.publication import LETTER_PEOPLE, PASSED_ON_BY
from index.ingest.readers.messages.attachments import PICTURES, shows_pictures
from index.ingest.readers.messages.letter_heads import address_of, with_letter_head
from index.ingest.readers.messages.letters_within import Letter
from index.ingest.readers.messages.mail_bodies import Body, paragraphs_of
from index.ingest.readers.messages.mail_forwards import without_prefix
from index.ingest.readers.messages.mail_headers import (
    header,
    message_id,
    people_in,
    people_of,
    sender_of,
    sent,
    sent_as_said,
)
from index.ingest.readers.messages.mail_senders import authors
from index.ingest.readers.messages.passing_on import note_above, passed_on_by

# Of the people whom a letter names so many have a tag each, the others one.
_NAMED = 40


def letters_in(message: EmailMessage, body: Body, where: str) -> Iterator[Article]:
    """What the sender of a message wrote, and each letter that it passes on or answers."""
    by = passed_on_by(message) if body.passes_on else ""
    is_own_note = body.passes_on and not by
    if body.paragraphs and not is_own_note:
        own = article_of(message, body, where)
        # What stands above a letter is no second letter of that name.
        yield replace(own, title=header(message, "Subject")) if body.passes_on else own
    for number, letter in enumerate(body.letters, 1):
        is_all = number == 1 and body.passes_on and (is_own_note or not body.paragraphs)
        article = _of_letter(message, letter, where if is_all else f"{where}/{number}")
        if body.passes_on and number == 1:
            key = message_id(message)
            marks = note_above(message, body.paragraphs) if is_own_note else ()
            article = replace(article, source_id=key, highlights=marks)
        tags = (f"{PASSED_ON_BY}{by}",) if by else ()
        if article.paragraphs:
            yield replace(article, tags=(*tags, *article.tags))


def _of_letter(message: EmailMessage, letter: Letter, where: str) -> Article:
    """A letter that stands in a message."""
    passed = letter.headers
    byline, outlet = authors(message, passed.get("From", ""), is_own=False)
    _, address = sender_of(passed.get("From", ""))
    date, date_from = sent_as_said(passed.get("Date", ""))
    subject = without_prefix(passed.get("Subject") or header(message, "Subject"))
    article = Article(
        title=subject,
        paragraphs=tuple(paragraphs_of(letter, message)),
        outlet=outlet,
        byline=byline,
        date=date,
        date_from=date_from,
        url=address_of((), letter.text, subject, address),
        origin=where,
        tags=_people(
            [
                *(("From", one) for one in [address] if one and one != byline),
                *((name, one) for name in ("To", "Cc") for one in people_in(passed.get(name, ""))),
            ]
        ),
        quoted=letter.is_answered,
    )
    return with_letter_head(article)


def _people(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The people whom a letter names in its headers, as tags of its article."""
    tags = [f"{LETTER_PEOPLE[name]}{one}" for name, one in named if LETTER_PEOPLE.get(name)]
    rest = ", ".join(tags[_NAMED:])
    return tuple(dict.fromkeys([*tags[:_NAMED], *([rest] if rest else [])]))


def article_of(message: EmailMessage, body: Body, where: str) -> Article:
    """What the sender of a message wrote."""
    byline, outlet = authors(message)
    date, date_from = sent(message)
    archived = re.search(r"https?://[^\s<>]+", header(message, "Archived-At"))
    subject = without_prefix(header(message, "Subject"))
    _, sender = sender_of(header(message, "From"))
    on_the_web = "" if body.passes_on else address_of(body.pages, body.plain, subject, sender)
    is_mass = bool(header(message, "List-Unsubscribe"))
    article = Article(
        title=subject,
        paragraphs=tuple(body.paragraphs),
        outlet=outlet,
        byline=byline,
        date=date,
        date_from=date_from,
        url=archived[0] if archived else on_the_web,
        language=language_of(header(message, "Content-Language")),
        source_id=message_id(message),
        origin=where,
        tags=() if is_mass else _people(people_of(message)),
        remarks=(PICTURES,) if shows_pictures(message) else (),
    )
    return with_letter_head(article)
