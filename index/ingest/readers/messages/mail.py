"""Mail: a newsletter an article, out of single messages, mbox files and Maildir folders."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from index.core.article import Article
from index.core.clean import clean
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.publication import PASSED_ON_BY, RECEIVED
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.messages.letter_heads import address_of, with_letter_head
from index.ingest.readers.messages.mail_bodies import Body, attached, body_of
from index.ingest.readers.messages.mail_forwards import without_prefix
from index.ingest.readers.messages.mail_headers import POLICY, header, raw_header, sender_of, sent
from index.ingest.readers.messages.mail_items import Item
from index.ingest.readers.messages.mail_text import digest_parts
from index.ingest.readers.messages.mailboxes import messages, tells_mail
from index.ingest.readers.messages.passing_on import note_above, passed_on_by
from index.ingest.readers.messages.quoted_lines import LEFT_OUT
from index.ingest.saved_link import as_link

_DIGEST = late(r"\bdigest\b", re.IGNORECASE)
# What stands around the items of a list is mostly not worth an article.
_SAYING = 100
_DOCUMENTS = (
    *(".pdf", ".docx", ".doc", ".odt", ".fodt", ".rtf", ".epub", ".pages", ".pptx", ".ppt", ".odp"),
    *(".xlsx", ".xls", ".ods", ".csv", ".tsv", ".json", ".jsonl", ".xml", ".md", ".msg", ".mbox"),
    *(".mhtml", ".mht", ".warc", ".bib", ".ris"),
    *(".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"),
)
_SHOWN = 12
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

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.open() as stream:
            for number, data in enumerate(messages(stream, options.limit_bytes), 1):
                if data is None:
                    limit = f"{options.limit_bytes / MEBIBYTE:g} MiB"
                    yield Skipped(source.path, f"message {number}: larger than {limit}")
                    continue
                # Only in an mbox does a message begin with the line that parts them.
                packed = data.startswith(b"From ")
                yield from _articles(
                    data, f"{source.path}:{number}" if packed else source.path, options
                )


def _articles(data: bytes, where: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    data = re.sub(rb"\AFrom [^\n]*\n", b"", data)
    message = email.message_from_bytes(data, policy=POLICY)
    try:
        yield from _of_message(message, where, options, _DEEPEST)
    except InputError as error:  # it costs this message, no more
        yield Skipped(where, error.message)


def _of_message(
    message: EmailMessage, where: str, options: ReadOptions, depth: int
) -> Iterator[Article | Skipped]:
    """The article of a message, and those of the messages that were sent with it."""
    others = attached(message)
    body = body_of(message, options)
    letters = _of_digest(message, body.plain) if depth else []
    for number, one in enumerate(letters, 1):
        yield from _of_message(one, f"{where}/{number}", options, depth - 1)
    # The text beside the letters of a digest is the list of them.
    if letters or (len(others) > 1 and _DIGEST.search(header(message, "Subject"))):
        pass
    elif body.items:
        yield from _of_items(message, body, where)
    elif body.paragraphs:
        yield _article(message, body, where)
    elif not others:
        yield Skipped(where, "; ".join(("no text", *_left_out(message))))
    for part in others if depth else ():
        inner = part.get_payload()
        if isinstance(inner, list) and inner:
            yield from _of_message(inner[0], where, options, depth - 1)  # type: ignore[arg-type]


def _of_items(message: EmailMessage, body: Body, where: str) -> Iterator[Article]:
    """The articles that a letter lists, as far as it tells of them, and what it says besides.

    They were published before it was sent.
    """
    letter = _article(message, body._replace(plain="", pages=[]), where)
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


def _article(message: EmailMessage, body: Body, where: str) -> Article:
    """The article of a message, or of the letter that it passes on."""
    passed = body.letter.headers
    byline, outlet = _authors(message, passed.get("From", ""), is_own=not passed)
    date, date_from = sent(message, passed.get("Date", ""))
    archived = re.search(r"https?://[^\s<>]+", header(message, "Archived-At"))
    subject = without_prefix(passed.get("Subject") or header(message, "Subject"))
    _, sender = sender_of(passed.get("From") or header(message, "From"))
    by = passed_on_by(message, body.letter)
    on_the_web = address_of(body.pages, body.plain, subject, sender)
    article = Article(
        title=subject,
        paragraphs=tuple(body.paragraphs),
        outlet=outlet,
        byline=byline,
        date=date,
        date_from=date_from,
        url=archived[0] if archived else on_the_web,
        language=language_of(header(message, "Content-Language")),
        source_id=header(message, "Message-ID").strip("<> "),
        origin=where,
        tags=(f"{PASSED_ON_BY}{by}",) if by else (),
        highlights=note_above(message, body.letter),
        remarks=(*_left_out(message), *((LEFT_OUT,) if body.leaves_out else ())),
    )
    return with_letter_head(article)


def _left_out(message: EmailMessage) -> tuple[str, ...]:
    """What is said of documents that were sent with a message: they are not read."""
    names = [clean(name) for name in _documents(message)]
    if not names:
        return ()
    shown = ", ".join(f"“{name[:80]}”" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return (f"sent with it and not read: {shown}{more}; saved as a file it can be added",)


def _documents(message: EmailMessage) -> Iterator[str]:
    """The names of documents among the parts of a message, not those of messages within it."""
    pending: list[Any] = [message]
    while pending:
        part = pending.pop()
        name = str(part.get_filename() or "") if part is not message else ""
        if name.lower().endswith(_DOCUMENTS):
            yield name
        elif part.get_content_maintype() == "multipart" and part.is_multipart():
            pending += reversed(part.get_payload())


def _authors(message: EmailMessage, passed: str, *, is_own: bool) -> tuple[str, str]:
    """Byline and outlet: who wrote for whom. `passed` is the sender of a letter passed on; of one
    that is the message's own (`is_own`) more is known.
    """
    name, address = sender_of(passed or header(message, "From"))
    if not name and is_own:
        # The library drops a name in brackets behind the address.
        name, _ = sender_of(raw_header(message, "From"))
    byline, outlet = "", name.strip(" \"'")
    both = re.fullmatch(r"(.{2,60}?) (?:from|at|\|) (.{2,60})", outlet)
    if both:
        byline, outlet = both[1], both[2]
    listed = re.match(r"\s*\"?([^<\"]*)", header(message, "List-Id"))
    outlet = outlet or (listed[1].strip() if listed else "") or address.rpartition("@")[2]
    return byline, outlet
