"""`nutgraf entities`: who is named, how often, with whom; and the edits kept about them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import InputError, NotFound, is_cut, write
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, csv_row, first, json_text, put, say
from tui.commands.parser import OneOf, whole
from tui.commands.querying import add_query, ask, outcome
from tui.commands.replacing import ensure_own
from tui.commands.watch_lists import change_watch_list, is_watch_list, lacks, not_taken, read_text
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, CoOccurrence, EntityCount, EntityType

_TYPES: tuple[EntityType, ...] = ("person", "org", "place")
_NOTABLE = 10
_CANDIDATES = 100
"""So many names that have a word are weighed against each other."""


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    parser.add_argument(
        "--type", type=OneOf(*_TYPES), metavar="TYPE", help=f"only one type: {', '.join(_TYPES)}"
    )
    parser.add_argument(
        "--co-mentions",
        metavar="NAME",
        help="who is named in the same paragraphs as this one, and how many times as often as "
        "chance would have it; the query is left out of account",
    )
    parser.add_argument(
        "--limit", type=whole, metavar="N", help="stop after this many; all unless given"
    )
    parser.add_argument(
        "--doubtful",
        action="store_true",
        help="names that may well be none, or not what they are taken for, with the share of their "
        "mentions that is likely to be right; the query is left out of account",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array, most frequent first")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    _edit_arguments(parser)


def _edit_arguments(parser: ArgumentParser) -> None:
    """What is changed about names."""
    parser.add_argument(
        "--rules",
        type=OneOf("export", "import"),
        metavar="WHAT",
        help="export the edits of names to a file (to standard output without one), or import "
        "them from a file; its name stands in the place of the query",
    )
    parser.add_argument(
        "--alias",
        action="append",
        metavar="NAME",
        help="another form of the name that is added; may be given several times",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="with add and import, show where the names would be found and change nothing",
    )


def _run(arguments: Namespace) -> int:
    if arguments.rules:
        return _rules(arguments)
    if is_watch_list(arguments):
        return change_watch_list(arguments)
    if lacking := lacks(arguments):
        say(lacking)
    with opened(arguments) as archive:
        if arguments.co_mentions:
            return _company(archive, arguments)
        if arguments.doubtful or not arguments.query:
            desk = archive.entity_editor
            listed = desk.doubtful if arguments.doubtful else desk.entities
            entities = listed("", arguments.type)
            _put_counts(entities, arguments, cut=is_cut(entities))
            if not len(entities):
                say("no names are in doubt" if arguments.doubtful else "no names are known yet")
            return OK if len(entities) else NOTHING
        found = ask(archive, arguments)
        kinds = [arguments.type] if arguments.type else _TYPES
        every = [found.facets.of(kind) for kind in kinds]
        counts = [one for some in every for one in some]
        code = outcome(found)
    counts.sort(key=lambda one: -one.count)
    within = "here:" * (found.query.scope == "article")
    _put_counts(counts, arguments, cut=any(map(is_cut, every)), within=within)
    return code


def _put_counts(
    entities: Sequence[EntityCount], arguments: Namespace, *, cut: bool, within: str = ""
) -> None:
    """`within` says of the query for a name where it holds; `cut`: there are more."""
    chosen = first(entities, arguments.limit, "name", cut=cut)
    rows: Iterable[tuple[object, ...]]
    rows = [(one.type, one.name, one.count, within + _clause(one)) for one in chosen]
    watched = {(one.type, one.name) for one in chosen if one.watched}
    columns: tuple[str, ...] = ("type", "name", "paragraphs", "query")
    if arguments.doubtful:
        rows = ((*row[:3], one.certainty, row[3]) for row, one in zip(rows, chosen, strict=True))
        columns = (*columns[:3], "certainty", columns[3])
    _put(rows, columns, arguments, watched)


def _company(archive: Archive, arguments: Namespace) -> int:
    subject = find(archive, arguments.co_mentions)
    company: Sequence[CoOccurrence] = archive.co_occurrences(subject.entity, arguments.type)
    chosen = first(company, arguments.limit, "name", cut=is_cut(company))
    from index import entity_clause  # noqa: PLC0415  (loaded where it is wanted)

    own = entity_clause(subject.type, subject.name)
    rows = (
        (one.type, one.name, one.together, round(one.ratio, 2), f"{own} {_clause(one)}")
        for one in chosen
    )
    _put(rows, ("type", "name", "together", "times_chance", "query"), arguments)
    if not company:
        say(f"nobody is named together with {subject.name}")
    return OK if company else NOTHING


def find(
    archive: Archive, name: str, weight: Callable[[EntityCount], int] | None = None
) -> EntityCount:
    """The entity of a name; of several, that of the most `weight`, which is how often it is named.

    Only several words, or one in quotation marks, mean the name that is nothing else: a surname
    alone is that of whoever is known by it, though another name may be just that. Raises NotFound.
    """
    words = name.strip('"“”')
    found = list(archive.entity_editor.entities(words)[:_CANDIDATES])
    exact = [one for one in found if one.name.casefold() == words.casefold()]
    if not found or (words != name and not exact):
        raise NotFound(f"No name has the words “{words}”.", "All of them: nutgraf entities")
    in_full = exact and (words != name or len(words.split()) > 1)
    subject = max(exact if in_full else found, key=weight or (lambda one: one.count))
    if subject not in exact:
        rest = [one.name for one in found if one is not subject][: _NOTABLE - 1]
        others = ", ".join(dict.fromkeys(rest))
        say(f"{subject.name}" + (f"; “{words}” may also be: {others}" if others else ""))
    return subject


def _clause(one: EntityCount | CoOccurrence) -> str:
    from index import entity_clause  # noqa: PLC0415  (loaded where it is wanted)

    return entity_clause(one.type, one.name)


def _put(
    rows: Iterable[tuple[object, ...]],
    names: Sequence[str],
    arguments: Namespace,
    watched: Collection[tuple[object, ...]] | None = None,
) -> None:
    if arguments.json:
        values = [dict(zip(names, row, strict=True)) for row in rows]
        for one in values if watched is not None else ():
            one["watched"] = (one["type"], one["name"]) in (watched or ())
        put(json_text(values, indent=1))
    elif arguments.csv:
        put(csv_row(names))
        for row in rows:
            put(csv_row(row))
    else:
        for kind, name, count, *rest, _ in rows:
            ratio = f"  ×{rest[0]}" if rest else ""
            if rest and arguments.doubtful:
                ratio = f"  {rest[0]:.0%} sure"
            sign = "  (watched)" if (kind, name) in (watched or ()) else ""
            put(f"{count:>9,}  {kind:<6}  {clean(str(name))}{ratio}{sign}")


def _rules(arguments: Namespace) -> int:
    """Write the edits to a file or read them from one."""
    if len(arguments.query) > 1:
        raise UsageError("--rules takes one file.")
    file = arguments.query[0] if arguments.query else "-"
    if arguments.rules == "export":
        with opened(arguments, indexed=False) as archive:
            parts = (archive.entity_editor.rules(), archive.places.rules())
            text = "\n".join(filter(None, parts))
            count = len(archive.entity_editor.own()) + len(archive.places.kept())
        if file == "-":
            put(text, end="")
        else:
            _write(Path(file), text)
            say(f"{counted(count, 'edit')} written to {file}")
        return OK
    with opened(arguments, needed=False, create=True) as archive:
        try:
            text = read_text(file)
            nobody = archive.entity_editor.about_nobody(text)
            if _CORRECTION in text:
                archive.places.check_rules(text)
            added = archive.entity_editor.read_rules(text)
            corrected, lacking = archive.places.read_rules(text) if _CORRECTION in text else (0, 0)
        except InputError as error:
            raise not_taken(file, error) from error
    say(f"{counted(added + corrected, 'edit')} taken over from {file}")
    if nobody:
        are = "is" if nobody == 1 else "are"
        say(f"{nobody:,} of the edits {are} about names that nobody has in this archive")
    if lacking:
        say(f"{counted(lacking, 'correction')} of articles that are not in this archive left out")
    return OK


_CORRECTION = "[[correction]]"


def _are_rules(text: str) -> bool:
    return "[[edit]]" in text or _CORRECTION in text or text.startswith("# Edits of entities")


def _write(path: Path, text: str) -> None:
    """The file is made for version control, so that writing over it is what is wanted."""
    ensure_own(path, _are_rules, "file of edits")
    write(path, text, overwrite=True)


COMMAND = Command(
    name="entities",
    summary="List people, organisations and places",
    details=lambda: (
        "Counts are of the paragraphs that a query finds, of all paragraphs without one; in "
        "JSON and CSV, “query” beside the query, in brackets if it has OR, finds exactly what was "
        "counted. What is merged, split, renamed, retyped or hidden on the entity desk (E in the "
        "screen) is kept in the archive as edits; --rules writes them to a TOML file that can be "
        "kept in git, and reads such a file into another archive. “add” before a name, with "
        "--type, has a name that was missed found wherever a text has it as it is written, "
        "whatever else was found there but longer names, in texts that come later too; “import” "
        "before a CSV file does so for a list of names, a name, its type and its aliases a line, "
        "and “export” before one writes such a list. Such names are marked as watched; “forget” "
        "before the name or the file ends that. On the screen, u undoes all of it."
    ),
    examples=(
        Example("nutgraf entities --type person --limit 20", "who is named most"),
        Example("nutgraf entities tariff --csv > names.csv", "who is named in what is found"),
        Example('nutgraf entities --co-mentions "Xi Jinping" --type org', "with whom"),
        Example("nutgraf entities --rules export names.toml", "keep the edits of names"),
        Example("nutgraf entities --rules import names.toml", "apply them here"),
        Example('nutgraf entities add "Quayle Dredging" --type org', "a name that was missed"),
        Example("nutgraf entities import suppliers.csv", "names that are always found"),
        Example("nutgraf entities export suppliers.csv", "all of these, to be kept or changed"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
