"""A page of quotations, for mail, word processors and browsers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from index.export import escaping
from index.export.citation import headline, page_of, place, published_on, why_gone
from index.export.excerpt import Excerpt
from index.export.format import Heading


class HtmlFormat:
    """One page that needs nothing else; nothing in it is run or fetched."""

    name = "html"
    suffix = ".html"
    describe = "a web page of quotations, for mail and word processors"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """Head, one part an excerpt, end."""
        title = _text(heading.title or heading.query or "Nutgraf")
        yield (
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
        )
        for excerpt in excerpts:
            yield _figure(excerpt)
        yield "</body>\n</html>\n"


def _figure(excerpt: Excerpt) -> str:
    url = escape(page_of(excerpt))
    cite = f' cite="{url}"' if url else ""
    words = excerpt.marked_text or excerpt.text
    lines = [f"<figure>\n<blockquote{cite}><p>{_text(words)}</p></blockquote>"]
    if excerpt.marked_text and excerpt.marked_text != excerpt.text:
        today = excerpt.text or f"{why_gone(excerpt)}."
        lines.append(f"<p>As it stands now: {_text(today)}</p>")
    lines += [f"<p>{_text(line)}</p>" for line in excerpt.note.splitlines() if _text(line)]
    if excerpt.tags:
        lines.append(f"<p>{' '.join('#' + _text(tag) for tag in excerpt.tags)}</p>")
    names = [_text(part) for part in (excerpt.outlet, headline(excerpt), excerpt.byline)]
    source = ", ".join([*filter(None, names), published_on(excerpt), place(excerpt)])
    link = f'<a href="{url}">{source}</a>' if url else source
    return "\n".join([*lines, f"<figcaption>{link}</figcaption>\n</figure>\n"])


def _text(text: str) -> str:
    """The text on one line, none of it markup."""
    return escape(escaping.clean(text))
