"""`nutgraf dossiers`: bookmarks and queries gathered on a subject."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from shlex import quote
from typing import TYPE_CHECKING, Any

from index import NotFound
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, json_text, put, say
from tui.commands.parser import whole
from tui.commands.querying import add_order, add_query, ask, outcome, query_text, shown
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Bookmark, Dossier


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _show_arguments(parser: ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a dossier; made when there is none")
    add_query(parser)
    add_order(parser)
    parser.add_argument(
        "--query-itself",
        action="store_true",
        help="put in the query, and not what it finds today",
    )


def _remove_arguments(parser: ArgumentParser) -> None:
    _name(parser)
    parser.add_argument(
        "items",
        nargs="+",
        type=whole,
        metavar="N",
        help="the items as `dossiers show` numbers them",
    )


def _rename_arguments(parser: ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("new", metavar="NEW", help="what it shall be called")


def _name(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", help="a dossier, or the beginning of its name if no other has it"
    )


def _whole_name(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a dossier, by its whole name")


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        every = archive.dossiers.all()
        if arguments.json:
            marks = {mark.number: mark for mark in archive.bookmarks()}
            put(json_text([_record(one, marks) for one in every], indent=2))
        else:
            for one in every:
                put(f"{clean(one.name)}\t{_size(one)}")
    if not every:
        say("there are no dossiers", "Make one: nutgraf dossiers add NAME QUERY")
    return OK if every else NOTHING


def _show(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        one = archive.dossiers.find(arguments.name)
        marks = {mark.number: mark for mark in archive.bookmarks()}
    if arguments.json:
        put(json_text(_record(one, marks), indent=2))
        return OK
    for place, item in enumerate(one.items, 1):
        mark = marks.get(item.bookmark or 0)
        put(f"{place}\t{_line(mark) if mark else 'query: ' + clean(item.query)}")
    if not one.items:
        say(f"“{one.name}” is empty")
    return OK


def _line(mark: Bookmark) -> str:
    from index import cited_page  # noqa: PLC0415  (loaded where it is wanted)
    from tui.commands.bookmarks import STATES  # noqa: PLC0415

    state = STATES[mark.state]
    if mark.state == "changed":
        state = f"{state}; now: {clean(mark.text)}"
    source = (mark.outlet, mark.day, mark.title, cited_page(mark.page), f"¶ {mark.ordinal}")
    said = " · ".join(clean(part) for part in source if part)
    parts = (said, mark.paragraph_id, clean(mark.anchor.exact or mark.text), state)
    return "\t".join(parts if state else parts[:-1])


def _record(one: Dossier, marks: dict[int, Bookmark]) -> dict[str, object]:
    """A dossier for programs; numbers of the database, which mean nothing outside, stay out."""
    items: list[dict[str, object]] = []
    for item in one.items:
        mark = marks.get(item.bookmark or 0)
        if mark is None:
            items.append({"query": item.query})
        else:
            items.append(
                {
                    "id": mark.paragraph_id,
                    "state": mark.state,
                    "text": mark.text or mark.anchor.exact,
                    "marked_text": mark.anchor.exact,
                }
            )
    return {"name": one.name, "created": one.created, "items": items}


def _size(one: Dossier) -> str:
    queries = sum(item.bookmark is None for item in one.items)
    marks = len(one.items) - queries
    return f"{counted(marks, 'bookmark')}\t{counted(queries, 'query', 'queries')}"


def _add(arguments: Namespace) -> int:
    with opened(arguments, create=True) as archive:
        found = ask(archive, arguments)
        if arguments.query_itself:
            added = _collect(archive, arguments.name, queries=[query_text(arguments)])
            say("the query is kept" if added else "the query was there already")
            return OK
        code = outcome(found)
        if code == OK:
            numbers = found.hits.numbers()[: shown(found, arguments)]
            added = _collect(archive, arguments.name, paragraphs=numbers)
            there = len(numbers) - added
            were = "was" if there == 1 else "were"
            already = f", {there:,} {were} there already" if there else ""
            say(f"{counted(added, 'paragraph')} put in{already}")
    return code


def _collect(archive: Archive, name: str, **items: Sequence[Any]) -> int:
    """Put items into the dossier of exactly this name; that it had to be made is said."""
    added, is_new = archive.dossiers.gather(name, **items)
    if is_new:
        say(f"dossier “{clean(name)}” made")
    return added


def _remove(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        one = archive.dossiers.find(arguments.name)
        if wrong := [place for place in arguments.items if place > len(one.items)]:
            raise UsageError(
                f"“{one.name}” has {counted(len(one.items), 'item')}; there is no {wrong[0]}.",
                f"nutgraf dossiers show {quote(one.name)}",
            )
        chosen = [one.items[place - 1].number for place in arguments.items]
        count = archive.dossiers.remove(chosen)
    say(f"{counted(count, 'item')} taken out; bookmarks stay bookmarks")
    return OK


def _rename(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        one = archive.dossiers.find(arguments.name)
        archive.dossiers.rename(one.number, arguments.new)
    say(f"“{one.name}” is “{arguments.new.strip()}” now")
    return OK


def _delete(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        one = archive.dossiers.find(arguments.name)
        # What begins so may be another one: what is taken away is named in full.
        if one.name != arguments.name.strip():
            raise NotFound(f"There is no dossier “{arguments.name}”.", f"Did you mean {one.name}?")
        archive.dossiers.delete(one.number)
    say(f"“{one.name}” is no more; bookmarks stay bookmarks")
    return OK


_LIST = Command(
    name="dossiers list",
    summary="List dossiers",
    details=lambda: "Name, bookmarks and queries a line, with tabs between.",
    examples=(Example("nutgraf dossiers list --json", "all of them with their items"),),
    arguments=_list_arguments,
    run=_list,
)
_SHOW = Command(
    name="dossiers show",
    summary="List what a dossier holds",
    details=lambda: (
        "An item a line, with tabs between: its number here, the source, the paragraph's id, the "
        "words that were marked, and what has become of them where they are not there as they "
        "were: changed (with what stands there now), gone, or moved within the article."
    ),
    examples=(Example("nutgraf dossiers show 'The summit'", "in the order it is kept in"),),
    arguments=_show_arguments,
    run=_show,
)
_ADD = Command(
    name="dossiers add",
    summary="Put paragraphs or a query into a dossier",
    details=lambda: (
        "What QUERY finds is bookmarked and put at the end, in the order of the search. What is in "
        "the dossier already stays where it is."
    ),
    examples=(
        Example("nutgraf dossiers add 'The summit' is:bookmarked tag:apec", "bookmarks by tag"),
        Example(
            "nutgraf dossiers add 'The summit' 'apec newer:7d' --query-itself",
            "a query to come back to",
        ),
    ),
    arguments=_add_arguments,
    run=_add,
    takes_query=True,
)
_REMOVE = Command(
    name="dossiers remove",
    summary="Take items out of a dossier",
    examples=(Example("nutgraf dossiers remove 'The summit' 2 5", "the second and the fifth"),),
    arguments=_remove_arguments,
    run=_remove,
)
_RENAME = Command(
    name="dossiers rename",
    summary="Call a dossier otherwise",
    examples=(Example("nutgraf dossiers rename 'The summit' 'Apec 2025'", "under another name"),),
    arguments=_rename_arguments,
    run=_rename,
)
_DELETE = Command(
    name="dossiers delete",
    summary="Drop a dossier; its bookmarks stay",
    details=lambda: "The name has to be given in full. `u` on the screen takes it back.",
    examples=(Example("nutgraf dossiers delete 'The summit'", "its bookmarks stay bookmarks"),),
    arguments=_whole_name,
    run=_delete,
)
COMMAND = Command(
    name="dossiers",
    summary="Gather bookmarks and queries on a subject",
    details=lambda: (
        "A dossier is an ordered collection of bookmarks and queries. `nutgraf export --dossier "
        "NAME` writes its paragraphs out in their order."
    ),
    examples=(
        Example("nutgraf dossiers", "lists them"),
        Example("nutgraf export --dossier 'The summit' -o summit.md", "a dossier as a note"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_LIST, _SHOW, _ADD, _REMOVE, _RENAME, _DELETE),
)
