"""`nutgraf saved`: searches kept by name, for `@name` in any query."""

from __future__ import annotations

from argparse import Namespace

from index import NotFound
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError, nearest
from tui.commands.output import json_text, put, say
from tui.commands.parser import Parser
from tui.commands.querying import add_as_read, query_text, refuse_lossy, tell
from tui.text import clean


def _list_arguments(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON object, query by name")


def _save_arguments(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help="what it is to be called, without the @")
    parser.add_argument("query", nargs="+", metavar="QUERY", help="the query it stands for")
    add_as_read(parser)


def _forget_arguments(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name of a saved search")


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        saved = archive.saved()
    if arguments.json:
        put(json_text(saved, indent=2))
    else:
        for name, text in saved.items():
            put(f"{clean(name)}\t{clean(text)}")
    if not saved:
        say("there are no saved searches")
    return OK if saved else NOTHING


def _save(arguments: Namespace) -> int:
    name, text = arguments.name.strip().removeprefix("@"), query_text(arguments)
    if not name or not text or '"' in name:
        raise UsageError("A saved search needs a name without quotes, and a query.")
    with opened(arguments, indexed=False, create=True) as archive:
        query = archive.parse(text)
        refuse_lossy(query, arguments)
        tell(query)
        before = archive.saved().get(name)
        archive.save_search(name, text)
    if before not in (None, text):
        say(f"“{name}” stood for: {before}")
    say(f"saved; in a query, write {_reference(name)}")
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


def _reference(name: str) -> str:
    plain = name.replace("-", "").replace("_", "").replace(".", "").isalnum()
    return f"@{name}" if plain else f'@"{name}"'


_LIST = Command(
    name="saved list",
    summary="List saved searches",
    details=lambda: "A name and its query a line, with a tab between.",
    examples=(Example("nutgraf saved list", "all of them"),),
    arguments=_list_arguments,
    run=_list,
)
_SAVE = Command(
    name="saved save",
    summary="Keep a query under a name",
    details=lambda: "A name that is in use gets the new query; the old one is told.",
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
COMMAND = Command(
    name="saved",
    summary="List, keep and drop saved searches",
    details=lambda: "A saved search can be used inside any query as @name.",
    examples=(
        Example("nutgraf saved", "lists them"),
        Example("nutgraf search @summit -trade", "uses one"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_LIST, _SAVE, _FORGET),
)
