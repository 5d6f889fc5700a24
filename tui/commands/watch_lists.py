"""`nutgraf entities add NAME`, `import FILE.csv`, …: names found wherever a text has them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import ArchiveBusy, InputError, NotFound, write
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, UsageError
from tui.commands.importing import entity_engine
from tui.commands.output import counted, put, say
from tui.commands.replacing import ensure_own
from tui.commands.standard_input import standard_input
from tui.text import clean

if TYPE_CHECKING:
    from index import Changes, Occurrences, WatchedName, WatchedNames

_ENDING = ".csv"
_ADD, _IMPORT, _FORGET, _EXPORT = "add", "import", "forget", "export"
_VERBS = {_ADD, _IMPORT, _FORGET, _EXPORT}
_TAKEN_BACK = "what was found by that is taken back"
_WAITING = (
    "another process is importing, older texts follow with `nutgraf reindex --names` when that is "
    "done"
)


def is_watch_list(arguments: Namespace) -> bool:
    """Whether words that might be a query say what to do with a list of names, or with one."""
    words: Sequence[str] = arguments.query
    if len(words) != 2 or words[0] not in _VERBS:
        return False
    if arguments.type:
        return words[0] in {_ADD, _FORGET}
    is_file = words[1] == "-" or words[1].casefold().endswith(_ENDING)
    return words[0] != _ADD and is_file


def lacks(arguments: Namespace) -> str:
    """What is to be said of words that are a query, and may have been meant to change what is
    watched for; "" where they hardly were.
    """
    words: Sequence[str] = arguments.query
    if not words or words[0] not in _VERBS:
        return ""
    verb = words[0]
    if len(words) == 1 and verb not in {_IMPORT, _EXPORT}:
        return ""
    if verb in {_IMPORT, _EXPORT}:
        return f"read as a query; to {verb} names, give one file whose name ends in .csv, or -"
    if len(words) == 2:
        return f"read as a query; to {verb} a name, say what it is with --type person, org or place"
    return f"read as a query; to {verb} a name of several words, put it in quotes" * bool(
        arguments.type
    )


def change_watch_list(arguments: Namespace) -> int:
    """Watch for a name or for those of a file, or no longer; or write them to a file."""
    verb, given = arguments.query
    if verb == _EXPORT:
        return _export(given, arguments)
    read = _named if arguments.type else _listed
    with opened(arguments, needed=False, create=verb != _FORGET) as archive:
        watched = archive.watched_names(entity_engine())
        names = read(watched, given, arguments)
        if verb == _FORGET:
            names = _watched(watched, names)
        if arguments.dry_run:
            _show(watched.preview(names))
            return OK
        say(f"looking for {counted(len(names), 'name')} in {counted(watched.texts(names), 'text')}")
        if verb == _FORGET:
            change, done, told = watched.remove, "no longer watched for", _TAKEN_BACK
        else:
            # Counted before it is made: afterwards it is so already.
            change, done, told = watched.add, "watched for", _expected(watched.preview(names))
        are = "is" if len(names) == 1 else "are"
        say(f"{_called(names)} {are} {done}; {told if _is_done(change, names) else _WAITING}")
    return OK


def _begins_as_list(text: str) -> bool:
    return text.casefold().startswith("name,type")


def _export(file: str, arguments: Namespace) -> int:
    """Write the watch list as it is read."""
    with opened(arguments, indexed=False) as archive:
        watched = archive.watched_names()
        names, text = len(watched.names()), watched.text()
    if file == "-":
        put(text, end="")
    else:
        # Such a list is kept under version control, where writing over it is what is wanted.
        ensure_own(Path(file), _begins_as_list, "list of names")
        write(Path(file), text, overwrite=True)
        say(f"{counted(names, 'name')} written to {file}")
    return OK if names else NOTHING


def _is_done(change: Callable[[Sequence[WatchedName]], int], names: Sequence[WatchedName]) -> bool:
    """Make a change; whether the older texts have been gone through."""
    try:
        change(names)
    except ArchiveBusy:
        return False
    return True


def _expected(found: Occurrences) -> str:
    """What watching for names changes."""
    times = counted(found.changes.mentions, "occurrence")
    where = counted(len(found.changes), "paragraph")
    return f"{times} in {where} changed by that{_within(found)}"


def _within(found: Occurrences) -> str:
    return f"; {found.within:,} within longer names stay these" if found.within else ""


def _watched(watched: WatchedNames, names: Sequence[WatchedName]) -> Sequence[WatchedName]:
    """Those of some names that are watched for. Raises NotFound where none is."""
    known = {(one.type, one.name.casefold()) for one in watched.names()}
    found = [one for one in names if (one.type, one.name.casefold()) in known]
    if not found:
        raise NotFound(
            f"{_called(names)}: not on the watch list.",
            "What is on it is marked in `nutgraf entities --json` (watched).",
        )
    if lacking := len(names) - len(found):
        say(f"{counted(lacking, 'name')} of these not watched for")
    return found


def _called(names: Sequence[WatchedName]) -> str:
    return clean(names[0].name) if len(names) == 1 else counted(len(names), "name")


def _named(watched: WatchedNames, name: str, arguments: Namespace) -> Sequence[WatchedName]:
    """A name that was given by itself."""
    from index import watched_name  # noqa: PLC0415  (loaded where it is wanted)

    del watched
    return [watched_name(arguments.type, name, [name, *(arguments.alias or ())])]


def _listed(watched: WatchedNames, file: str, arguments: Namespace) -> Sequence[WatchedName]:
    del arguments
    try:
        return watched.read(read_text(file))
    except InputError as error:
        raise not_taken(file, error) from error


def not_taken(file: str, error: InputError) -> UsageError:
    """What is said of a file that is taken over as a whole or not at all."""
    hint = f"{error.hint} Nothing was taken over; mend the file and read it again.".strip()
    return UsageError(f"{file}: {error.message}", hint)


def _show(found: Occurrences) -> None:
    """Where names would be found, a line a paragraph: its id, the words, whom they would mean."""
    changes: Changes = found.changes
    for change in changes:
        words = dict.fromkeys(change.hit.text[start:end] for start, end in change.hit.spans)
        means = dict.fromkeys("not a name" if one is None else one[1] for one in change.after)
        line = f"{change.hit.id}  {', '.join(words)} → {', '.join(means)}"
        put(f"{clean(line)}\n    {clean(change.hit.text)}")
    times = f"{counted(changes.mentions, 'occurrence')} in {counted(len(changes), 'paragraph')}"
    say(
        f"{times} would change, {found.already:,} are found already{_within(found)}; nothing "
        "was changed"
    )


def read_text(file: str) -> str:
    """The text of a file, or of standard input for "-". Raises InputError."""
    try:
        return standard_input().read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"It cannot be read: {reason}.") from error
