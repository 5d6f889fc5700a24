"""What a message says: its paragraphs, the letter it is or passes on, the articles it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.encodings import declared_encoding, decode
from index.ingest.readers.messages.attachments import texts_of
from index.ingest.readers.messages.cited_pages import cited_lines
from index.ingest.readers.messages.letters_within import Letter, letters_of, words_of
from index.ingest.readers.messages.mail_boilerplate import Sender, without_boilerplate
from index.ingest.readers.messages.mail_headers import header, sender_of
from index.ingest.readers.messages.mail_items import Item, items
from index.ingest.readers.messages.mail_text import flowed
from index.ingest.readers.messages.passing_on import without_device
from index.ingest.readers.messages.quoted_lines import has_quotes
from index.ingest.readers.pages.html import decode_page
from index.ingest.readers.pages.main_text import main_text
from index.ingest.readers.text_parts.html_fragments import lines_of, text_of
from index.ingest.readers.text_parts.kept_headings import with_headings
from index.ingest.readers.text_parts.paragraph_splitting import split
from index.ingest.readers.text_parts.text_tails import without_tail

# What a page has that was not just written.
_LAID_OUT = late(r"<(?:table|h[1-6]|ul|ol|article|section|nav|img)\b", re.IGNORECASE)


class Body(NamedTuple):
    """`paragraphs` are what the sender of a message wrote; `plain` is the plain text, which may
    stand beside `pages` that have the paragraphs; the words of the `items` are not among these, nor
    are those of the `letters` in it, which it `passes_on` unless it answers them.
    """

    paragraphs: list[str]
    plain: str
    letters: tuple[Letter, ...]
    items: list[Item]
    pages: list[str]
    passes_on: bool = False


def body_of(message: EmailMessage, options: ReadOptions) -> Body:
    """What a message says by itself, without what is attached to it."""
    pages, plain = _shown(message, options)
    whole = "\n\n".join(plain)
    cited = cited_lines(pages[0]) if len(pages) == 1 else ""
    shown = whole if plain or len(pages) != 1 else cited or lines_of(pages[0])
    if cited and not has_quotes(whole):
        shown = cited
    subject, sender = header(message, "Subject"), header(message, "From")
    letters = letters_of(shown, subject, sender)
    is_read = bool(plain or letters.is_part or cited)
    of_list = _sender(message)
    # What lists articles was not written by hand.
    by_list = of_list._replace(is_list=True)
    listed, around = items(pages[0]) if len(pages) == 1 and not letters.is_part else ([], [])
    if listed := [one for item in listed for one in _of_its_own(item, by_list)]:
        return Body(without_boilerplate(around, by_list), whole, (), listed, pages)
    paragraphs = [one for page in pages for one in _of_page(page, [subject, sender])]
    # A text of its own that says more than the page's is what was meant to be read, as is a letter
    # that was passed on, and an answer without what it answers.
    is_answer = is_read and letters.answers and (bool(cited) or not pages)
    length = len(re.sub(r"https?://\S+", "", letters.own)) if is_read else 0
    is_own = letters.is_part or is_answer or sum(map(len, paragraphs)) < 0.4 * length
    if is_own:
        paragraphs = split(letters.own)
    told = without_tail(without_boilerplate(paragraphs, of_list), subject, rest=0)
    within = letters.within if is_own else ()
    if not (told or within or of_list.is_list):
        told = paragraphs
    passes_on = bool(within) and not any(one.is_answered for one in within[:1])
    told = without_device(told) if passes_on else told
    return Body(told, whole, within, [], pages, passes_on)


def paragraphs_of(letter: Letter, message: EmailMessage) -> list[str]:
    """The paragraphs of a letter that stands in a message."""
    kept = without_boilerplate(split(letter.text), _sender(message))
    return without_tail(kept, letter.headers.get("Subject", ""), rest=0)


def _sender(message: EmailMessage) -> Sender:
    """What a message says of who sent it, as far as what is no text is told by it."""
    name, address = sender_of(header(message, "From"))
    lists = [header(message, one) for one in ("List-Unsubscribe", "List-Id", "List-Post")]
    is_list = any(lists) or header(message, "Precedence").casefold() in ("bulk", "list")
    domain = address.rpartition("@")[2].casefold()
    return Sender(words_of(f"{name} {lists[1]}"), domain, is_list)


def _shown(message: EmailMessage, options: ReadOptions) -> tuple[list[str], list[str]]:
    """The pages and the plain texts of a message, without what is attached to it."""
    pages: list[str] = []
    plain: list[str] = []
    for part in texts_of(message):
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


def _of_its_own(item: Item, sender: Sender) -> Iterator[Item]:
    """The item without what belongs to the letter; none where nothing is left of it. In an alert
    nothing does.
    """
    if item.is_alerted:
        yield item
        return
    kept = without_tail(without_boilerplate(item.paragraphs, sender), item.title)
    if kept:
        yield replace(item, paragraphs=tuple(kept))


def _of_page(page: str, known: Sequence[str]) -> list[str]:
    """The paragraphs of a newsletter; all its text where the main text leaves much of it out.
    `known` is what need not be said above them again.

    What has no layout was written by hand: there is nothing around it. Newsletters are laid out
    with tables, which hide from an extractor what is an article.
    """
    if not _LAID_OUT.search(page):
        return list(text_of(page))
    main, all_text = with_headings(page, main_text(page), known), list(text_of(page))
    prose = sum(len(one) for one in all_text if len(one) > 80)
    # An extractor may take a table of paragraphs for one.
    is_lump = len(main) == 1 and sum(len(one) > 80 for one in all_text) > 1
    return main if sum(map(len, main)) >= 0.8 * prose and not is_lump else all_text
