"""`nutgraf saved`: searches kept by name, for `@name` in any query."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from index import NotFound, NotShared
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError, nearest
from tui.commands.output import json_text, put, say
from tui.commands.querying import add_as_read, query_text, refuse_lossy, tell
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Excerpt


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON object, query by name")


def _save_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="what it is to be called, without the @")
    parser.add_argument("query", nargs="+", metavar="QUERY", help="the query it stands for")
    parser.add_argument(
        "--all-new",
        action="store_true",
        help="what it finds now is new as well, until `saved check` or the screen has told it",
    )
    add_as_read(parser)


def _forget_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name of a saved search")


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=not arguments.json) as archive:
        saved = archive.saved()
        if arguments.json:
            put(json_text(saved, indent=2))
        else:
            for name, text in saved.items():
                put("\t".join((clean(name), clean(text), *_how_new(archive, name))))
    if not saved:
        say("there are no saved searches")
    return OK if saved else NOTHING


def _how_new(archive: Archive, name: str) -> Iterator[str]:
    """How much is new in a saved search, in words, as the screen says it; nothing of a collection,
    where that is not known.
    """
    with suppress(NotShared):
        if name not in archive.looked_at_saved():
            yield "never looked at"
        elif news := len(archive.news_of(name)):
            yield f"{news:,} new"


def _save(arguments: Namespace) -> int:
    name, text = arguments.name.strip().removeprefix("@"), query_text(arguments)
    if not name or not text:
        raise UsageError("A saved search needs a name and a query.")
    with opened(arguments, indexed=False, create=True) as archive:
        query = archive.parse(text)
        refuse_lossy(query, arguments)
        tell(query)
        before = archive.saved().get(name)
        archive.save_search(name, text, looked_at=not arguments.all_new)
    from tui.filters import saved_clause  # noqa: PLC0415  (with what reads queries)

    if before not in (None, text):
        say(f"“{name}” stood for: {before}")
    say(f"saved; in a query, write {saved_clause(name)}")
    return OK


def _forget(arguments: Namespace) -> int:
    name = arguments.name.strip().removeprefix("@")
    with opened(arguments, indexed=False) as archive:
        saved = archive.saved()
        if name not in saved:
            near = nearest(name, saved)
            hint = f"Did you mean {near}?" if near else "All of them: nutgraf saved"
            raise NotFound(f"There is no saved search “{name}”.", hint)
        archive.forget_search(name)
    say(f"forgotten: {saved[name]}")
    return OK


def _rename_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name of a saved search")
    parser.add_argument("new", metavar="NEW", help="what it is to be called")


def _rename(arguments: Namespace) -> int:
    name, new = (one.strip().removeprefix("@") for one in (arguments.name, arguments.new))
    with opened(arguments, indexed=False) as archive:
        naming = archive.rename_search(name, new)
    say(f"renamed; other queries that say so too: {naming}" if naming else "renamed")
    return OK


def _check(arguments: Namespace) -> int:
    from tui.filters import saved_clause  # noqa: PLC0415  (with what reads queries)

    with opened(arguments) as archive:
        saved = archive.saved()
        names = [name.strip().removeprefix("@") for name in arguments.names] or list(saved)
        reached = archive.reached
        found = {name: archive.news_of(name) for name in names}
        news = {name: archive.selection(numbers) for name, numbers in found.items() if numbers}
        if arguments.json:
            put(json_text(_records(news), indent=1))
        else:
            for name, excerpts in news.items():
                put(f"{clean(saved_clause(name))}\t{len(excerpts)}")
                _put_articles(excerpts)
        if not arguments.keep:
            for name in names:
                archive.look_at_saved(name, reached)
    if not news:
        say("nothing new" if names else "there are no saved searches")
    return OK if news else NOTHING


def _put_articles(excerpts: Sequence[Excerpt]) -> None:
    """An article a line: the id of its first paragraph among these, and how many they are."""
    articles: dict[str, list[Excerpt]] = {}
    for one in excerpts:
        articles.setdefault(one.article_id, []).append(one)
    for found in articles.values():
        first = found[0]
        about = (first.outlet, first.day, first.title, f"{len(found)} ¶" * (len(found) > 1))
        words = " · ".join(clean(part) for part in about if part)
        put(f"\t{first.paragraph_id}\t{words}")


def _records(news: Mapping[str, Sequence[Excerpt]]) -> dict[str, object]:
    return {
        name: [
            {"id": one.paragraph_id, "text": one.text, "outlet": one.outlet, "date": one.date,
             "date_from": one.publication.date_from, "title": one.title, "url": one.url}
            for one in excerpts
        ]
        for name, excerpts in news.items()
    }  # fmt: skip


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="saved searches; without any, all of them"
    )
    parser.add_argument(
        "--keep", action="store_true", help="what is new now is new the next time as well"
    )
    parser.add_argument("--json", action="store_true", help="a JSON object, paragraphs by name")


_LIST = Command(
    name="saved list",
    summary="List saved searches",
    details=lambda: (
        "A name and its query a line, with a tab between; behind another tab how many paragraphs "
        "are new in it since it was last looked at, where any are, or “never looked at”. They stay "
        "new until `nutgraf saved check` or the screen has told which."
    ),
    examples=(Example("nutgraf saved list", "all of them"),),
    arguments=_list_arguments,
    run=_list,
)
_SAVE = Command(
    name="saved save",
    summary="Keep a query under a name",
    details=lambda: (
        "A name that is in use gets the new query; the old one is told. As when it is saved on the "
        "screen, what comes from now on is new to it, and what it finds already is not."
    ),
    examples=(
        Example("""nutgraf saved save summit 'person:"Xi Jinping" OR apec'""", "then: @summit"),
    ),
    arguments=_save_arguments,
    run=_save,
    takes_query=True,
)
_FORGET = Command(
    name="saved forget",
    summary="Drop a saved search",
    examples=(Example("nutgraf saved forget summit", "@summit means nothing any more"),),
    arguments=_forget_arguments,
    run=_forget,
)
_RENAME = Command(
    name="saved rename",
    summary="Give a saved search another name",
    details=lambda: (
        "Other saved searches, and queries in dossiers, that name it follow. What is new in it "
        "stays so."
    ),
    examples=(Example("nutgraf saved rename summit apec", "@apec, from now on"),),
    arguments=_rename_arguments,
    run=_rename,
)
_CHECK = Command(
    name="saved check",
    summary="Say what is new in saved searches since they were last checked",
    details=lambda: (
        "Each search that finds something new, with how many paragraphs, and below it the articles "
        "these are from, each with the id of the first. What was told once is not new the next "
        "time, nor on the screen, unless --keep is given. What was there when an article "
        "got a new version, and still is, is not new. Of a search that was saved with --all-new "
        "and that nobody has looked at yet all is new. Exit code 0 says that something is, 1 that "
        "nothing is."
    ),
    examples=(
        Example("nutgraf saved check", "all of them"),
        Example("nutgraf saved check summit || true", "in a script that goes on"),
        Example("nutgraf feeds fetch --quiet; nutgraf saved check | mail -E me", "for cron"),
    ),
    arguments=_check_arguments,
    run=_check,
)
COMMAND = Command(
    name="saved",
    summary="List, keep and drop saved searches",
    details=lambda: (
        "A saved search can be used inside any query as @name. The list says how much is new in "
        "each, which leaves it new."
    ),
    examples=(
        Example("nutgraf saved", "lists them"),
        Example("nutgraf search @summit -trade", "uses one"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_LIST, _SAVE, _RENAME, _FORGET, _CHECK),
)
