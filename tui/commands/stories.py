"""`nutgraf stories`: which articles tell one event, and what each adds to those before it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import story_text
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, csv_row, first, json_text, put, say
from tui.commands.parser import OneOf, whole
from tui.commands.querying import add_query, ask, outcome, say_what_lacks
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Publication, Story, StoryPart

_COLUMNS = ("id", "title", "first", "latest", "articles", "hits", "outlets")


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    parser.add_argument(
        "--show",
        metavar="ID",
        help="the story of an article, by its id: the articles by time, each with what it adds",
    )
    parser.add_argument(
        "--since", metavar="DAY", help="with --show, only what came since a day, as 2025-10-03"
    )
    parser.add_argument(
        "--order",
        type=OneOf(*story_text.ORDERS),
        default="hits",
        help=f"{', '.join(story_text.ORDERS)} first (hits)",
    )
    parser.add_argument(
        "--limit", type=whole, metavar="N", help="stop after this many stories; all unless given"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--json",
        action="store_true",
        help="a JSON array; “hits” are how many articles of a story have some",
    )
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    forms.add_argument("--md", action="store_true", help="Markdown, sources as footnotes")


def _run(arguments: Namespace) -> int:
    if arguments.since and not arguments.show:
        raise UsageError("--since is for one story.", "Add --show ID.")
    with opened(arguments) as archive:
        return _one(archive, arguments) if arguments.show else _list(archive, arguments)


def _list(archive: Archive, arguments: Namespace) -> int:
    results = ask(archive, arguments)
    found: Sequence[Story] = ()
    if results.paragraphs:
        found = archive.stories.of(results if arguments.query else None)
        found = story_text.in_order(found, arguments.order)
        say_what_lacks(archive, "stories")
    _put_list([*first(found, arguments.limit, "story", "stories")], arguments)
    if not results.paragraphs:
        return outcome(results)
    if not found:
        say("no story is in what was found")
    return OK if found else NOTHING


def _put_list(found: Sequence[Story], arguments: Namespace) -> None:
    """Stories in the form that was asked for; where there are none, what says so in it."""
    if arguments.json:
        put(json_text([_record(one) for one in found], indent=1))
    elif arguments.csv:
        put(csv_row(_COLUMNS))
        for one in found:
            put(csv_row(_row(one)))
    elif found:
        between, written = ("\n", _markdown) if arguments.md else ("\n\n", _shown)
        put(between.join(map(written, found)))


def _markdown(story: Story) -> str:
    from index import markdown_text  # noqa: PLC0415  (only needed here)

    title, outlets = (
        markdown_text(story_text.title(story)),
        markdown_text(story_text.outlets(story)),
    )
    return f"- **{title}**: {_tally(story)}, {story_text.span(story)}. {outlets}. `{story.id}`"


def _tally(story: Story) -> str:
    many = counted(len(story.articles), "article")
    return many if story.hits == len(story.articles) else f"{story.hits} of {many}"


def _shown(story: Story) -> str:
    return "\n".join(
        (
            story_text.title(story),
            f"{story_text.span(story)} · {_tally(story)} · {story.id}",
            story_text.outlets(story),
        )
    )


def _row(story: Story) -> list[str | int]:
    record = _record(story)
    return [
        "; ".join(story.outlets) if name == "outlets" else
        len(story.articles) if name == "articles" else record[name]  # type: ignore[misc]
        for name in _COLUMNS
    ]  # fmt: skip


def _record(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "first": story.first.publication.date,
        "latest": story.latest.publication.date,
        "largest": story.largest.id,
        "hits": story.hits,
        "outlets": list(story.outlets),
        "articles": [
            {"id": one.id, **_source(one.publication), "paragraphs": one.paragraphs}
            for one in story.articles
        ],
    }


def _source(about: Publication) -> dict[str, str]:
    return {
        "outlet": about.outlet,
        "date": about.date,
        "date_from": about.date_from,
        "title": about.title,
        "url": about.url,
    }


def _one(archive: Archive, arguments: Namespace) -> int:
    from index import Heading, first_day  # noqa: PLC0415  (only needed here)

    if arguments.query:
        raise UsageError("--show is for one story, and takes no query.", "Leave one of them out.")
    since = first_day(arguments.since) if arguments.since else ""
    if since is None:
        raise UsageError(f"“{arguments.since}” is no day.", "Write it as 2025-10-03.")
    article, _ = archive.find(arguments.show)
    story = archive.stories.story(article.number)
    parts = [one for one in archive.stories.parts(story) if one.article.publication.date >= since]
    if arguments.json:
        put(json_text([_part_record(one) for one in parts], indent=1))
    elif arguments.csv:
        put(csv_row(("place", "id", "date", "outlet", "title", "paragraphs", "new")))
        for one in parts:
            about = one.article.publication
            facts = (about.date, about.outlet, about.title)
            row = (one.article.place, one.article.id, *facts, one.article.paragraphs, len(one.new))
            put(csv_row(row))
    elif arguments.md:
        excerpts = archive.selection([hit.number for one in parts for hit in one.new])
        for text in archive.export(excerpts, heading=Heading(title=story_text.title(story))):
            put(text, end="")
    else:
        for one in parts:
            _put_part(one, first=one.article.place == 1)
    if not parts:
        say("nothing came since")
    return OK if parts else NOTHING


def _put_part(part: StoryPart, *, first: bool) -> None:
    about = part.article.publication
    put(f"{part.article.place}. " + " · ".join(filter(None, (
        about.date[:10] or "undated", clean(about.outlet),
        story_text.said_of(part, first=first), part.article.id,
    ))))  # fmt: skip
    put(clean(about.title) or "Without a headline")
    for hit in part.new:
        put(f"  + {clean(hit.text)}")
    put("")


def _part_record(part: StoryPart) -> dict[str, object]:
    return {
        "place": part.article.place,
        "id": part.article.id,
        **_source(part.article.publication),
        "paragraphs": part.article.paragraphs,
        "new": [{"id": hit.id, "text": hit.text} for hit in part.new],
    }


COMMAND = Command(
    name="stories",
    summary="List which articles tell one event, and what each adds",
    details=lambda: (
        "A story is articles that tell one event within days, or share their text. Those of a "
        "query are the stories that have hits, most first; without a query, all. “story:ID” in a "
        "query finds the paragraphs of one."
    ),
    examples=(
        Example("nutgraf stories tariff", "the stories of what is found"),
        Example("nutgraf stories --order newest --limit 10 --json", "the latest of all"),
        Example("nutgraf stories --show 4f2k7q3m5xab", "what each of its articles adds"),
        Example(
            "nutgraf stories --show 4f2k7q3m5xab --since 2025-10-03 --md", "a note on what is new"
        ),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
