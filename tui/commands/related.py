"""`nutgraf related`: paragraphs that have rare words, names and days in common with one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.former import became, in_words
from tui.commands.output import json_text, put, say
from tui.commands.parser import whole
from tui.commands.standard_input import standard_input
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Related

_COUNT = 10


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reference",
        metavar="REF",
        help="a paragraph's id, or ARTICLE:4 for the fourth paragraph of an article, whose first "
        "one stands for it; - reads a text from standard input",
    )
    parser.add_argument(
        "-n", "--limit", type=whole, metavar="N", default=_COUNT, help=f"at most N ({_COUNT})"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array, the nearest first")
    forms.add_argument("--md", action="store_true", help="Markdown, sources as footnotes")


def _run(arguments: Namespace) -> int:
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments) as archive:
        found = _related(archive, arguments)
        if arguments.json:
            put(json_text([_record(one) for one in found], indent=1))
        elif arguments.md and found:
            excerpts = archive.selection([one.hit.number for one in found])
            for part in archive.export(excerpts, heading=Heading(title="Related paragraphs")):
                put(part, end="")
        elif found:
            put("\n\n".join(map(_shown, found)))
    if not found:
        say("nothing is related to it")
    return OK if found else NOTHING


def _related(archive: Archive, arguments: Namespace) -> Sequence[Related]:
    if arguments.reference == "-":
        return archive.related.to(standard_input().read(), arguments.limit)
    article, number = archive.find(arguments.reference)
    if number is not None and (today := became(archive, article, number)) is not None:
        say(f"a paragraph of version {article.version}, {in_words(today)}")
        number = today.number or number
    told = [each for each in article.paragraphs if not each.furniture] or article.paragraphs
    return archive.related.of(number or told[0].number, arguments.limit)


def _record(one: Related) -> dict[str, object]:
    hit = one.hit
    return {
        "id": hit.id,
        "text": hit.text,
        "outlet": hit.outlet,
        "date": hit.date,
        "date_from": hit.heading.date_from,
        "title": hit.title,
        "url": hit.url,
        "score": round(hit.score, 3),
        "names": list(one.names),
        "words": list(one.words),
        "days": one.days,
        "loose": one.loose,
        "copied": list(hit.copied),
    }


def _shown(one: Related) -> str:
    hit = one.hit
    about = (hit.outlet, hit.day, hit.title)
    return "\n".join(
        (
            " · ".join(clean(part) for part in about if part),
            f"¶ {hit.ordinal}/{hit.paragraphs} · {hit.id}",
            clean(hit.text),
            f"{'shares loosely' if one.loose else 'shares'}: "
            + clean(", ".join((*one.names, *one.words)) or "words of its headline"),
        )
    )


COMMAND = Command(
    name="related",
    summary="Find paragraphs that are related to one",
    details=lambda: (
        "Related is what has rare words and names in common with the paragraph, in articles on "
        "its subject and of about the same time whose headlines share words. Its own article and "
        "its copies are left out, and of each other article only the best paragraph is given. "
        "What has only words in common that tell of nothing is not given: there may be fewer, "
        "or none. The line that begins with “shares” says why; “loosely” stands there where the "
        "article is far off in time or on something else."
    ),
    examples=(
        Example("nutgraf related 4f2k7q3m5xab:3", "what goes on from a paragraph"),
        Example("nutgraf related 4f2k7q3m5xab --md > more.md", "a note with footnotes"),
        Example("pbpaste | nutgraf related - --json", "what the archive has on a text"),
    ),
    arguments=_arguments,
    run=_run,
)
