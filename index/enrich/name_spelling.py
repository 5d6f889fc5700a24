"""How names are spelled that texts spell in several ways: as most of them do, whichever came first.

An entity is kept under its name without accents, capitals and dots, so that "Hugo Chávez" and "Hugo
Chavez" are one. What it is called follows from all texts that write its name, and from lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from index.core.entity_edits import Identity, identity
from index.core.folding import fold
from index.core.priority import way
from index.entities.resolving.labels import in_a_list, spell
from index.store.database import Database
from index.store.names import kept_edits, spelled_names, watched_forms

_RARELY = 10
"""A name stands rarely in a spelling of which it has not one in so many."""

_ACRONYM = 3
"""Letters of names whose capitals belong to them."""

_TURKISH = "ığşİ"


def spell_names(database: Database, texts: Sequence[tuple[int, int]], names: set[str]) -> None:
    """Spell the names of entities that are called by some folded `names`, or that texts, given by
    ranges, spell otherwise than they are called; all of them where the texts begin with the first.
    """
    connection = database.connection
    with database.snapshot():
        if any(first == 1 for first, _ in texts):
            found = spelled_names.every(connection)
        else:
            written = spelled_names.in_texts(connection, texts)
            asked = {number for number, own, form in written if _spelled(form) != own}
            asked |= spelled_names.called(connection, names)
            found = spelled_names.of(connection, asked)
        # Names that the reader watches for are called as the reader has them.
        watched = {identity(one.type, one.name) for one in watched_forms.kept(connection)}
        wanted = {
            Identity(one.type, one.key): name
            for one in way.politely(found, 64)
            if (one.type, one.key) not in watched
            and (name := _name(one)) is not None
            and name != one.name
        }
    if wanted:
        with database.transaction():
            edits = kept_edits.edits_of(kept_edits.kept(connection))
            spelled_names.keep(connection, wanted, edits)


def _name(one: spelled_names.Spelled) -> str | None:
    """What an entity is called; None where no text has its whole name.

    Headlines and datelines write any name in capitals: of a name that stands otherwise as well
    that is not how it is written, unless hardly anybody writes it otherwise.
    """
    own = [(form, n) for form, n in one.forms if (fold(form) or form) == one.key]
    mixed = [pair for pair in own if not pair[0].isupper()]
    rarely = sum(n for _, n in mixed) * _RARELY < sum(n for _, n in own)
    if not own or (not mixed and set(_TURKISH) & set(one.name)):
        # What small letters capitals are in Turkish the article has told.
        return None
    chosen = own if rarely or len(one.key) <= _ACRONYM else mixed
    best = _commonest(chosen)
    listed = in_a_list(one.type, best)
    if fold(listed) == one.key and (best.isascii() or not listed.isascii()):
        return listed
    return best if fold(best) == one.key else None


def _commonest(forms: Iterable[tuple[str, int]]) -> str:
    """The commonest of some forms as one writes it; of equals the shorter one, with its accents."""
    times: Counter[str] = Counter()
    for form, count in forms:
        times[_spelled(form)] += count
    return min(times, key=lambda text: (-times[text], len(text), sum(map(str.isascii, text)), text))


def _spelled(form: str) -> str:
    return spell(form.split())
