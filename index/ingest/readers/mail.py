"""Mail: a newsletter an article, out of single messages, mbox files and Maildir folders."""

from __future__ import annotations

import email.message
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import parseaddr

from index.core.article import Article, Highlight
from index.core.language_names import language_of
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.date_formats import find_date
from index.ingest.readers.encodings import declared_encoding, decode
from index.ingest.readers.html import decode_page, main_text
from index.ingest.readers.html_fragments import lines_of, text_of
from index.ingest.readers.kept_headings import with_headings
from index.ingest.readers.mail_boilerplate import without_boilerplate
from index.ingest.readers.mail_forwards import Letter, passed_on, without_prefix
from index.ingest.readers.mail_items import Item, items
from index.ingest.readers.mail_text import digest_parts, flowed, own_words
from index.ingest.readers.mailboxes import messages, tells_mail
from index.ingest.readers.paragraph_splitting import split
from index.ingest.readers.text_tails import without_tail
from index.ingest.saved_link import as_link

_ON_THE_WEB = re.compile(
    r"view (?:this|it)\b.{0,20}(?:web|online|browser)(?: at)?:?\s+(https?://[^\s?<>\")]+)(?=\s|$)",
    re.IGNORECASE,
)
_DIGEST = re.compile(r"\bdigest\b", re.IGNORECASE)
_AT = re.compile(r"(?<=\d)\s+(?:at|um|à|a las|alle(?: ore)?|às|om|o)\s+(?=\d)")
# What stands around the items of a list is mostly not worth an article.
_SAYING = 100
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
    message = email.message_from_bytes(data, policy=email.policy.default)
    yield from _of_message(message, where, options, _DEEPEST)


def _of_message(
    message: email.message.EmailMessage, where: str, options: ReadOptions, depth: int
) -> Iterator[Article | Skipped]:
    """The article of a message, and those of the messages that were sent with it."""
    attached = _attached(message)
    paragraphs, plain, letter, listed_items = _body(message, options)
    listed = _of_digest(message, plain) if depth else []
    for number, one in enumerate(listed, 1):
        yield from _of_message(one, f"{where}/{number}", options, depth - 1)
    # The text beside the letters of a digest is the list of them.
    if listed or (len(attached) > 1 and _DIGEST.search(_header(message, "Subject"))):
        pass
    elif listed_items:
        yield from _of_items(message, listed_items, paragraphs, where)
    elif paragraphs:
        yield _article(message, paragraphs, plain, where, letter)
    elif not attached:
        yield Skipped(where, "no text")
    for part in attached if depth else ():
        inner = part.get_payload()
        if isinstance(inner, list) and inner:
            yield from _of_message(inner[0], where, options, depth - 1)  # type: ignore[arg-type]


def _attached(message: email.message.EmailMessage) -> list[email.message.EmailMessage]:
    """The parts of a message that are other ones, which may have some of their own: itself where
    it is nothing else.
    """
    found: list[email.message.EmailMessage] = []
    inside: set[int] = set()
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and id(part) not in inside:
            found.append(part)
            inside |= {id(one) for one in part.walk()}
    return found


def _of_items(
    message: email.message.EmailMessage, listed: list[Item], paragraphs: list[str], where: str
) -> Iterator[Article]:
    """The articles that a letter lists, as far as it tells of them, and what it says besides.

    They were published before it was sent.
    """
    letter = _article(message, paragraphs, "", where, Letter(""))
    if any(len(one) >= _SAYING for one in paragraphs):
        yield letter
    for number, item in enumerate(listed, 1):
        article = Article(
            title=item.title,
            paragraphs=item.paragraphs,
            outlet=item.outlet or letter.outlet,
            date=letter.date,
            date_from="mail: Received, in a list" if letter.date else "",
            section=item.section if item.section != letter.title else "",
            language=letter.language,
            url=item.url,
            origin=f"{where}/{number}",
            text_from="feed",
        )
        yield article if item.paragraphs else as_link(article)


def _of_digest(message: email.message.EmailMessage, plain: str) -> list[email.message.EmailMessage]:
    """The letters in the text of a digest; none of what is no digest."""
    if not _DIGEST.search(_header(message, "Subject")):
        return []
    policy = email.policy.default
    return [email.message_from_string(one, policy=policy) for one in digest_parts(plain)]


def _article(
    message: email.message.EmailMessage,
    paragraphs: list[str],
    plain: str,
    where: str,
    letter: Letter,
) -> Article:
    """The article of a message, or of the letter that it passes on."""
    passed = letter.headers
    name, address = _sender(passed.get("From") or _header(message, "From"))
    if not name and not passed:
        # The library drops a name in brackets behind the address.
        name, _ = _sender(next((str(v) for k, v in message.raw_items() if k.lower() == "from"), ""))
    byline, outlet = "", name.strip(" \"'")
    both = re.fullmatch(r"(.{2,60}?) (?:from|at|\|) (.{2,60})", outlet)
    if both:
        byline, outlet = both[1], both[2]
    listed = re.match(r"\s*\"?([^<\"]*)", _header(message, "List-Id"))
    outlet = outlet or (listed[1].strip() if listed else "") or address.rpartition("@")[2]
    date, date_from = _sent(message, passed.get("Date", ""))
    archived = re.search(r"https?://[^\s<>]+", _header(message, "Archived-At"))
    on_the_web = archived or _ON_THE_WEB.search(plain)
    subject = without_prefix(passed.get("Subject") or _header(message, "Subject"))
    return Article(
        title=subject,
        paragraphs=tuple(paragraphs),
        outlet=outlet,
        byline=byline,
        date=date,
        date_from=date_from,
        url=on_the_web[on_the_web.lastindex or 0] if on_the_web else "",
        language=language_of(_header(message, "Content-Language")),
        source_id=_header(message, "Message-ID").strip("<> "),
        origin=where,
        highlights=tuple(_note_above(message, letter)),
    )


def _sent(message: email.message.EmailMessage, passed: str) -> tuple[str, str]:
    """When a letter was sent and where that stands; `passed` is the date of one passed on."""
    if date := find_date(_AT.sub(" ", passed)):
        return date, "mail: letter"
    if date := find_date(_header(message, "Date")):
        return date, "mail: Date"
    date = find_date(_header(message, "Received").rpartition(";")[2])
    return date, "mail: Received" if date else ""


def _note_above(message: email.message.EmailMessage, letter: Letter) -> Iterator[Highlight]:
    """What is written above a letter that is passed on: a note on it by who passes it on."""
    if letter.above:
        key = _header(message, "Message-ID").strip("<> ")
        created = find_date(_header(message, "Date"))
        yield Highlight(
            text="", note=letter.above, created=created, id=f"mail:{key}" if key else ""
        )


def _sender(header: str) -> tuple[str, str]:
    """Name and address of who sent a letter; Outlook has the address in brackets of its own."""
    return parseaddr(re.sub(r"\[mailto:([^\[\]]+)\]", r"<\1>", header))


def _body(
    message: email.message.EmailMessage, options: ReadOptions
) -> tuple[list[str], str, Letter, list[Item]]:
    """The paragraphs of a message, its plain text, which may stand beside them, the letter it is or
    passes on, and the articles it lists, whose words are not among the paragraphs then.
    """
    pages, plain = _shown(message, options)
    whole = "\n\n".join(plain)
    shown = whole if plain or len(pages) != 1 else lines_of(pages[0])
    letter = passed_on(shown, _header(message, "Subject"))
    is_part = letter.text != shown
    text = own_words(letter.text if plain or is_part else "")
    listed, around = items(pages[0]) if len(pages) == 1 and not letter.headers else ([], [])
    if listed := [one for item in listed for one in _of_its_own(item)]:
        return without_boilerplate(around), whole, letter, listed
    known = [_header(message, "Subject"), _header(message, "From")]
    paragraphs = [one for page in pages for one in _of_page(page, known)]
    # A text of its own that says more than the page's is what was meant to be read, as is a letter
    # that was passed on.
    if is_part or sum(map(len, paragraphs)) < 0.4 * len(re.sub(r"https?://\S+", "", text)):
        paragraphs = split(text)
    return without_boilerplate(paragraphs), whole, letter, []


def _shown(
    message: email.message.EmailMessage, options: ReadOptions
) -> tuple[list[str], list[str]]:
    """The pages and the plain texts of a message, without what is attached to it."""
    pages: list[str] = []
    plain: list[str] = []
    inside = {id(one) for part in _attached(message) for one in part.walk()}
    for part in message.walk():
        is_shown = part.get_content_disposition() != "attachment" and id(part) not in inside
        if not is_shown or part.is_multipart():
            continue
        kind = part.get_content_type()
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or len(data) > options.limit_bytes:
            continue
        charset = declared_encoding(part.get_content_charset() or "")
        if kind == "text/html":
            pages.append(decode_page(data, options.encoding, charset))
        elif kind == "text/plain":
            text = decode(data, options.encoding or charset)
            if str(part.get_param("format", "")).lower() == "flowed":
                deletes = str(part.get_param("delsp", "")).lower() == "yes"
                text = flowed(text, delete_space=deletes)
            plain.append(text)
    return pages, plain


def _of_its_own(item: Item) -> Iterator[Item]:
    """The item without what belongs to the letter; none where nothing is left of it. In an alert
    nothing does.
    """
    if item.is_alerted:
        yield item
        return
    kept = without_tail(without_boilerplate(item.paragraphs), item.title)
    if kept:
        yield replace(item, paragraphs=tuple(kept))


def _of_page(page: str, known: Sequence[str]) -> list[str]:
    """The paragraphs of a newsletter; all its text where the main text leaves much of it out.
    `known` is what need not be said above them again.

    Newsletters are laid out with tables, which hide from an extractor what is an article.
    """
    main, all_text = with_headings(page, main_text(page), known), list(text_of(page))
    prose = sum(len(one) for one in all_text if len(one) > 80)
    return main if sum(map(len, main)) >= 0.8 * prose else all_text


def _header(message: email.message.EmailMessage, name: str) -> str:
    """A header as text, however badly it is written."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001  (the library's parser of headers fails in many ways)
        raw = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except Exception:  # noqa: BLE001
        return " ".join(raw.split())
