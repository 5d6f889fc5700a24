"""A list of names to watch for, as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from index.core.clean import clean
from index.core.errors import InputError
from index.core.values import EntityType
from index.core.watched_names import WatchedName, watched_name

_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("person", "per", "people"), "person"),
    **dict.fromkeys(("org", "organisation", "organization", "company"), "org"),
    **dict.fromkeys(("place", "loc", "location"), "place"),
}
_COLUMNS = ("name", "type")
_TOLD = 10  # lines
_SHAPE = "Each line has a name, a type (person, org, place) and any number of aliases."


def read(text: str) -> list[WatchedName]:
    """The names of a file: a name, its type and its aliases a line, with or without a line of
    column names before them; aliases in one column are parted by "|" or ";".

    Raises InputError that names the line of what is wrong.
    """
    try:
        rows = [(n, row) for n, row in enumerate(csv.reader(StringIO(text)), 1) if any(row)]
    except csv.Error as error:
        raise InputError(f"This is not CSV: {error}.", _SHAPE) from error
    if rows and tuple(cell.strip().casefold() for cell in rows[0][1][:2]) == _COLUMNS:
        rows = rows[1:]
    if not rows:
        raise InputError("There are no names in it.", _SHAPE)
    names, wrong = [], []
    for number, row in rows:
        try:
            names.append(_name(number, row))
        except InputError as error:
            wrong.append(error.message)
    if wrong:
        more = f" And {len(wrong) - _TOLD} more." if len(wrong) > _TOLD else ""
        raise InputError(f"{' '.join(wrong[:_TOLD])}{more} No name was taken.", _SHAPE)
    return names


def _name(number: int, row: Sequence[str]) -> WatchedName:
    name, kind, *others = [clean(cell).strip() for cell in (*row, "")[: len(row) + 1]]
    if kind.casefold() not in _TYPES:
        raise InputError(f"Line {number}: “{kind}” is no type of a name.", _SHAPE)
    aliases = [part for cell in others for part in cell.replace(";", "|").split("|")]
    try:
        return watched_name(_TYPES[kind.casefold()], name, [name, *aliases])
    except InputError as error:
        raise InputError(f"Line {number}: {error.message}", _SHAPE) from error


def write(names: Iterable[WatchedName]) -> str:
    """A file of names that `read` takes, with a line of column names."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((*_COLUMNS, "aliases"))
    for one in names:
        aliases = "|".join(form for form in one.forms if form != one.name)
        rows.writerow((one.name, one.type, aliases))
    return text.getvalue()
