"""What a message says: its paragraphs, the letter it is or passes on, the articles it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from typing import NamedTuple

from index.ingest.readers.base import ReadOptions
from index.ingest.readers.encodings import declared_encoding, decode
from index.ingest.readers.messages.cited_pages import cited_lines
from index.ingest.readers.messages.mail_boilerplate import without_boilerplate
from index.ingest.readers.messages.mail_forwards import Letter, passed_on
from index.ingest.readers.messages.mail_headers import header
from index.ingest.readers.messages.mail_items import Item, items
from index.ingest.readers.messages.mail_text import flowed
from index.ingest.readers.messages.quoted_lines import has_quotes, own_words
from index.ingest.readers.pages.html import decode_page
from index.ingest.readers.pages.main_text import main_text
from index.ingest.readers.text_parts.html_fragments import lines_of, text_of
from index.ingest.readers.text_parts.kept_headings import with_headings
from index.ingest.readers.text_parts.paragraph_splitting import split
from index.ingest.readers.text_parts.text_tails import without_tail


class Body(NamedTuple):
    """`plain` is the plain text, which may stand beside `pages` that have the paragraphs; the words
    of the `items` are not among these. `leaves_out` is that a letter was quoted which is no part
    of the text.
    """

    paragraphs: list[str]
    plain: str
    letter: Letter
    items: list[Item]
    pages: list[str]
    leaves_out: bool = False


def attached(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a message that are other ones, which may have some of their own: itself where
    it is nothing else.
    """
    found: list[EmailMessage] = []
    inside: set[int] = set()
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and id(part) not in inside:
            found.append(part)
            inside |= {id(one) for one in part.walk()}
    return found


def body_of(message: EmailMessage, options: ReadOptions) -> Body:
    """What a message says by itself, without what is attached to it."""
    pages, plain = _shown(message, options)
    whole = "\n\n".join(plain)
    cited = cited_lines(pages[0]) if len(pages) == 1 else ""
    shown = whole if plain or len(pages) != 1 else cited or lines_of(pages[0])
    if cited and not has_quotes(whole):
        shown = cited
    letter = passed_on(shown, header(message, "Subject"))
    is_part = letter.text != shown
    own = own_words(letter.text if plain or is_part or cited else "")
    listed, around = items(pages[0]) if len(pages) == 1 and not letter.headers else ([], [])
    if listed := [one for item in listed for one in _of_its_own(item)]:
        return Body(without_boilerplate(around), whole, letter, listed, pages)
    known = [header(message, "Subject"), header(message, "From")]
    paragraphs = [one for page in pages for one in _of_page(page, known)]
    # A text of its own that says more than the page's is what was meant to be read, as is a letter
    # that was passed on, and an answer without what it answers.
    is_answer = own.answers and (bool(cited) or not pages)
    length = len(re.sub(r"https?://\S+", "", own.text))
    is_own = is_part or is_answer or sum(map(len, paragraphs)) < 0.4 * length
    if is_own:
        paragraphs = split(own.text)
    told = without_tail(without_boilerplate(paragraphs), header(message, "Subject"))
    leaves_out = letter.leaves_out or (is_own and own.leaves_out)
    return Body(told, whole, letter, [], pages, leaves_out)


def _shown(message: EmailMessage, options: ReadOptions) -> tuple[list[str], list[str]]:
    """The pages and the plain texts of a message, without what is attached to it."""
    pages: list[str] = []
    plain: list[str] = []
    inside = {id(one) for part in attached(message) for one in part.walk()}
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
    # An extractor may take a table of paragraphs for one.
    is_lump = len(main) == 1 and sum(len(one) > 80 for one in all_text) > 1
    return main if sum(map(len, main)) >= 0.8 * prose and not is_lump else all_text
