"""`nutgraf show`: read an article or a paragraph."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import OK, Command, Example
from tui.commands.former import Became, became, in_words
from tui.commands.output import Paint, is_terminal, json_text, put, put_bytes
from tui.commands.parser import whole
from tui.text import clean, wrap

if TYPE_CHECKING:
    from index import Archive, ArticleView, ParagraphView, SourceView

_WIDEST = 80


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reference",
        metavar="REF",
        help="an article's id, a paragraph's id, an unambiguous beginning of either (four "
        "characters or more), or ARTICLE:4 for its fourth paragraph",
    )
    parser.add_argument(
        "--article", action="store_true", help="the whole article of a paragraph, that one marked"
    )
    parser.add_argument(
        "--version-number",
        type=whole,
        metavar="N",
        help="another version than the current one, counted from 1",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="everything known, names among it")
    forms.add_argument(
        "--original",
        action="store_true",
        help="the file or page it was read from, as it was, if add --keep-original kept it",
    )
    forms.add_argument("--md", action="store_true", help="Markdown with sources, as for export")


def _run(arguments: Namespace) -> int:
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments, needed=False) as archive:
        view, number = archive.find(arguments.reference, arguments.version_number)
        chosen = [each for each in view.paragraphs if number is None or each.number == number]
        given = view.paragraphs if arguments.article else chosen
        if arguments.original:
            put_bytes(archive.original(view.number, view.version).data)
        elif arguments.json:
            record = _record(view, given, _numbers(chosen), _became(archive, view, number))
            put(json_text(record, indent=2))
        elif arguments.md:
            excerpts = archive.selection([each.number for each in given])
            for part in archive.export(excerpts, heading=Heading(title=view.title)):
                put(part, end="")
        else:
            marked = _numbers(chosen) if len(chosen) < len(given) else frozenset[int]()
            _read(_Reading(view, given, marked, in_words(_became(archive, view, number))))
    return OK


def _numbers(paragraphs: Sequence[ParagraphView]) -> frozenset[int]:
    return frozenset(each.number for each in paragraphs)


def _became(archive: Archive, view: ArticleView, number: int | None) -> Became | None:
    return None if number is None else became(archive, view, number)


def _record(
    view: ArticleView,
    given: Sequence[ParagraphView],
    chosen: frozenset[int],
    today: Became | None,
) -> dict[str, object]:
    """The article for programs. Numbers of the database, which mean nothing outside, stay out."""
    return {
        "id": view.id,
        "version": view.version,
        "versions": view.versions,
        "title": view.title,
        "outlet": view.outlet,
        "byline": view.byline,
        "date": view.date,
        "updated": view.updated,
        "section": view.section,
        "language": view.language,
        "url": view.url,
        "tags": view.tags,
        "origin": view.origin,
        "imported": view.imported,
        "captured": view.captured,
        "date_from": view.date_from,
        "paragraphs": [_paragraph(each, chosen=each.number in chosen) for each in given],
        "sources": [asdict(source) for source in view.sources],
        "former_facts": [fact._asdict() for fact in view.former_facts],
        "of": len(view.paragraphs),
        **({"today": {"state": today.state, "id": today.id}} if today else {}),
    }


def _paragraph(view: ParagraphView, *, chosen: bool) -> dict[str, object]:
    return {
        "id": view.id,
        "ordinal": view.ordinal,
        "chosen": chosen,
        "page": view.page,
        "text": view.text,
        "mentions": [
            {
                "start": one.start,
                "end": one.end,
                "type": one.type,
                "name": one.name,
                "confidence": round(one.confidence, 3),
            }
            for one in view.mentions
        ],
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read: paragraphs of an article, some of them marked, and what became of the one that
    is meant, in words.
    """

    view: ArticleView
    given: Sequence[ParagraphView]
    marked: frozenset[int]
    today: str


def _read(shown: _Reading) -> None:
    """For reading: wrapped on a terminal, through $PAGER if one is set, a paragraph a line else."""
    pager = os.environ.get("PAGER", "").strip()
    if not is_terminal(sys.stdout):
        put(_text(shown, Paint(bold=False, colour=False), 0))
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    plain = Paint(bold=False, colour=False)
    if pager and _paged(pager, _text(shown, plain, width)):
        return
    put(_text(shown, Paint.of(sys.stdout), width))


def _paged(pager: str, text: str) -> bool:
    """Show a text in the user's pager; False when that cannot be started."""
    try:
        command = shlex.split(pager)
        subprocess.run(command, input=text + "\n", text=True, check=False)  # noqa: S603  (theirs)
    except (OSError, ValueError):
        return False
    return True


def _text(shown: _Reading, paint: Paint, width: int) -> str:
    from index import (  # noqa: PLC0415  (see above)
        cited_page,
        foreign_language,
        former,
        over,
        spoken_date,
        with_signs,
    )

    view, given = shown.view, shown.given
    date = "≈ " * view.is_date_doubtful + spoken_date(view.date)
    # Where an article says its own date, that goes without saying.
    if where := view.date_inferred_from:
        date += f" ({where})"
    language, tags = foreign_language(view.language), with_signs(view.tags)
    pages = cited_page(over(view.paragraphs[0].page, view.paragraphs[-1].page))
    source = (view.outlet, date, view.byline, view.section, pages, language, tags)
    version = f", version {view.version} of {view.versions}" if view.versions > 1 else ""
    head = [paint.strong(clean(view.title) or "(no headline)")]
    head.append(" · ".join(clean(part) for part in source if part))
    head += [clean(view.url)] if view.url else []
    head.append(paint.faint(f"{view.id}{version}"))
    if len(view.sources) > 1:
        head += [paint.faint(f"from {_place(source)}") for source in view.sources]
    elif not view.url and view.origin != "-":
        # What has no address is found again by its file.
        head += [paint.faint(f"from {clean(source.origin)}") for source in view.sources]
    head += [paint.faint(former(fact)) for fact in view.former_facts]
    blocks = ["\n".join(head)]
    if len(given) < len(view.paragraphs):
        blocks[0] += "\n" + paint.faint(_where(view, given[0]))
    if shown.today:
        blocks[0] += "\n" + paint.faint(shown.today)
    for each in given:
        mark = "> " if each.number in shown.marked else "  " if shown.marked else ""
        text = clean(each.text)
        lines = wrap(text, width - len(mark)) if width else [(0, len(text))]
        blocks.append("\n".join(mark + text[start:end] for start, end in lines))
    return "\n\n".join(blocks)


def _where(view: ArticleView, first: ParagraphView) -> str:
    """Where in its article a paragraph stands, and on which page of print."""
    from index import cited_page  # noqa: PLC0415  (see above)

    place = f"¶ {first.ordinal} of {len(view.paragraphs)}"
    return ", ".join(filter(None, (cited_page(clean(first.page)), place)))


def _place(source: SourceView) -> str:
    """Where an article was met: the file, feed or page, and what is of its own there."""
    own = (part for part in (source.outlet, source.url) if part and part != source.origin)
    return " · ".join(map(clean, (source.origin, *own)))


COMMAND = Command(
    name="show",
    summary="Read an article or a paragraph",
    details=lambda: (
        "Ids are what search --json and search --ids give. That of a paragraph which only a former "
        "version has, as a note may cite it that was exported before the article changed, shows it "
        "there, and says what became of it. On a terminal the text goes through "
        "$PAGER if that is set."
    ),
    examples=(
        Example("nutgraf show bfkq3mzx7v2a", "an article"),
        Example("nutgraf show bfkq:4", "its fourth paragraph, if no other article begins so"),
        Example("nutgraf show bfkq --original > page.html", "the page as it was fetched"),
        Example("nutgraf show bfkq:4 --article", "the article with that paragraph marked"),
    ),
    arguments=_arguments,
    run=_run,
)
