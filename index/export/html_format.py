"""A page of quotations, for mail, word processors and browsers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from index.core.clean import sentence_case
from index.core.tag_words import with_signs
from index.export import escaping
from index.export.citation import (
    file_of,
    headline,
    page_of,
    paragraph,
    place,
    published_on,
    said_of_article,
    spoken_date,
    version,
    why_gone,
)
from index.export.excerpt import Excerpt
from index.export.export_head import head_of
from index.export.format import Heading


class HtmlFormat:
    """One page that needs nothing else; nothing in it is run or fetched."""

    name = "html"
    suffix = ".html"
    describe = "a web page of quotations, for mail and word processors"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """Head, one part an excerpt, end."""
        query = heading.query if any(map(str.isalnum, heading.query)) else ""
        title = _text(heading.title or query or "Nutgraf")
        head = yield from head_of(excerpts)
        yield (
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            f'<title>{title}</title>\n</head>\n<body>\n<h1 dir="auto">{title}</h1>\n'
            f"<p>{_text(head.sentence(heading))}</p>\n"
        )
        for excerpt in excerpts:
            yield _figure(excerpt)
        yield "</body>\n</html>\n"


def _figure(excerpt: Excerpt) -> str:
    words = excerpt.marked_text or excerpt.text
    cited = excerpt.origin or excerpt
    url = escape(page_of(cited))
    cite = f' cite="{url}"' if url else ""
    code = escape(escaping.clean(cited.language))
    language = f' lang="{code}"' if code else ""
    quoted = f'<p dir="auto">{_text(words)}</p>'
    lines = [f"<figure>\n<blockquote{cite}{language}>{quoted}</blockquote>"]
    if excerpt.marked_text and excerpt.marked_text != excerpt.text:
        lines.append(f"<p>As it stands now: {_today(excerpt)}</p>")
    told = map(sentence_case, said_of_article(excerpt))
    lines += [f'<p dir="auto">{_text(said)}</p>' for said in told]
    notes = filter(None, map(_text, excerpt.note.splitlines()))
    for at, line in enumerate(notes):
        lines.append(f'<p dir="auto">{"" if at else "Note: "}{line}</p>')
    if excerpt.tags:
        lines.append(f"<p>{_text(with_signs(excerpt.tags))}</p>")
    # Each of them by itself, in its own direction, whatever that of the others is.
    given = (_text(part) for part in (cited.outlet, headline(cited), cited.byline))
    names = [f"<bdi>{name}</bdi>" for name in given if name]
    # It ends in what our own pages are known by, so that none is read as news.
    when = [f"{published_on(cited)}{version(cited)}"]
    when += [f"imported {spoken_date(cited.imported[:10])}"] if cited.imported else []
    file = file_of(cited)
    places = f"file {file}" * bool(file), cited.paragraph_id
    where = [f"<bdi>{told}</bdi>" for told in filter(None, map(_text, places))]
    source = ", ".join([*names, *when, *where, _text(paragraph(cited))])
    return "\n".join([*lines, f"<figcaption>{_link(source, url)}</figcaption>\n</figure>\n"])


def _today(excerpt: Excerpt) -> str:
    """What stands there today, and where that is."""
    if not excerpt.text:
        return f"{why_gone(excerpt)}."
    where = _link(_text(place(excerpt)), escape(page_of(excerpt)))
    today, name = (f"<bdi>{_text(one)}</bdi>" for one in (excerpt.text, excerpt.paragraph_id))
    return f"{today} ({where}, {name})" if excerpt.origin else today


def _link(words: str, url: str) -> str:
    return f'<a href="{url}">{words}</a>' if url else words


def _text(text: str) -> str:
    """The text on one line, none of it markup."""
    return escape(escaping.clean(text))
