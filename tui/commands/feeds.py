"""`nutgraf feeds`: the feeds that bring news, listed, added and removed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from tui.commands import feedfetch, feedlists
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import json_text, put, say
from tui.text import clean

if TYPE_CHECKING:
    from index import Feed

# What a server said for itself, and means nothing outside of fetching.
_PRIVATE = ("etag", "modified", "named")


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("urls", nargs="+", metavar="URL", help="addresses of feeds")
    parser.add_argument(
        "--title", default="", metavar="NAME", help="what it is called, and the outlet of its items"
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="a tag for every article that comes from it; may be given several times",
    )
    full = parser.add_mutually_exclusive_group()
    full.add_argument(
        "--full",
        action="store_true",
        default=None,
        help="fetch the page behind each item, for feeds that carry only summaries",
    )
    full.add_argument(
        "--no-full",
        action="store_false",
        dest="full",
        default=None,
        help="take what the feed itself carries (as it is with a new feed)",
    )


def _remove_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "feeds", nargs="+", metavar="FEED", help="numbers, addresses, titles, or parts of them"
    )


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        feeds = archive.feeds.all()
    if arguments.json:
        put(json_text([_record(feed) for feed in feeds], indent=2))
    else:
        for feed in feeds:
            put("\t".join(map(clean, _row(feed))))
    if not feeds:
        say("no feeds are followed", "Follow one with: nutgraf feeds add URL")
    return OK if feeds else NOTHING


def _row(feed: Feed) -> tuple[str, ...]:
    from index import with_signs  # noqa: PLC0415  (loaded where it is wanted)

    tags = with_signs(feed.tags)
    full = "full text" if feed.full else ""
    return str(feed.number), feed.title, feed.url, tags, full, _state(feed)


def _state(feed: Feed) -> str:
    """How the last fetch ended, of one that failed since when there has been no other, and until
    when the feed is put off.
    """
    from datetime import UTC, datetime  # noqa: PLC0415  (loaded where it is wanted)

    if feed.next_allowed > datetime.now(UTC).isoformat(timespec="seconds"):
        off = f"not asked before {feed.next_allowed}"
        feed = replace(feed, error="; ".join(filter(None, (feed.error, off))))
    if not feed.error:
        return f"fetched {feed.fetched}" if feed.fetched else "not fetched yet"
    if not feed.fails:
        return f"fetched {feed.fetched}; {feed.error}"
    since = f"last fetched {feed.answered}" if feed.answered else "never fetched"
    return f"{feed.error}; {since}"


def _record(feed: Feed) -> dict[str, object]:
    return {name: value for name, value in asdict(feed).items() if name not in _PRIVATE}


def _add(arguments: Namespace) -> int:
    if arguments.title and len(arguments.urls) > 1:
        raise UsageError("One title cannot name several feeds.", "Add them one at a time.")
    with opened(arguments, indexed=False, create=True) as archive:
        followed = archive.feeds.add_all(
            arguments.urls, title=arguments.title, tags=arguments.tag, full=arguments.full
        )
        for feed, is_new in followed:
            say(f"{'following' if is_new else 'followed already:'} {feed.title or feed.url}")
    say("fetch with: nutgraf feeds fetch")
    return OK


def _remove(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        for feed in archive.feeds.remove(*arguments.feeds):
            say(f"no longer followed: {feed.title or feed.url}; its articles stay")
    return OK


_LIST = Command(
    name="feeds list",
    summary="List the feeds that are followed",
    details=lambda: (
        "A feed a line, with tabs between number, title, address, tags, whether full text is "
        "fetched, and how the last fetch ended."
    ),
    examples=(Example("nutgraf feeds list", "all of them"),),
    arguments=_list_arguments,
    run=_list,
)
_ADD = Command(
    name="feeds add",
    summary="Follow feeds",
    details=lambda: (
        "RSS, Atom and JSON Feed. The address of a page that names its feed will do. Of a feed "
        "that is followed already, title, tags and full text are changed as given. Nothing is "
        "fetched yet."
    ),
    examples=(
        Example("nutgraf feeds add https://echo.example/rss.xml --tag harbour", "follows it"),
        Example("nutgraf feeds add echo.example --full --title 'The Echo'", "with full text"),
    ),
    arguments=_add_arguments,
    run=_add,
)
_REMOVE = Command(
    name="feeds remove",
    summary="Follow feeds no more",
    details=lambda: "Their articles stay in the archive.",
    examples=(Example("nutgraf feeds remove 3", "the feed that feeds list numbers 3"),),
    arguments=_remove_arguments,
    run=_remove,
)
COMMAND = Command(
    name="feeds",
    summary="Follow feeds: add, list, fetch, remove, import, export",
    details=lambda: (
        "Without an action the feeds are listed. Nothing goes over the network but by feeds fetch."
    ),
    examples=(
        Example("nutgraf feeds add https://echo.example/rss.xml", "follows a feed"),
        Example("nutgraf feeds import subscriptions.opml", "follows those of another reader"),
        Example("nutgraf feeds fetch", "imports what is new in all of them"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_LIST, _ADD, _REMOVE, feedfetch.FETCH, feedlists.IMPORT, feedlists.EXPORT),
)
