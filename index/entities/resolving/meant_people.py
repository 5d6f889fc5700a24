"""Whom a person's name means, by the full names of the article and by what stands near it."""

from __future__ import annotations

from index.entities.article_name import Name
from index.entities.completing.titles import agrees
from index.entities.resolving.addressed_people import gender_told
from index.entities.resolving.article_people import Forms
from index.entities.resolving.person_names import GENERATIONS, is_compound

# In the same text, or the one before.
_NEAR = 1
# Somebody is meant who is named in full so many times as often as all others together.
_FAR_MORE = 3


def meant(name: Name, forms: Forms) -> tuple[str, ...] | None:
    """The full name that a person's name stands for, None where the article does not tell; title
    and surname of somebody else than those of the surname whom it names in full.
    """
    found = _meant(name, forms)
    if found != name.words or not (len(name.key) == 1 or is_compound(name.key)):
        return found
    surname = " ".join(name.key)
    named = {
        *forms.people.get(surname, {}).values(),
        *forms.given.get(surname, {}).values(),
    }
    return forms.addressed.called(name, named) or found


def _meant(name: Name, forms: Forms) -> tuple[str, ...] | None:
    if len(name.key) > 1 and (glued := forms.glued(name)):
        return glued
    if len(name.key) > 1:
        # "bin Yusuf", "Van Der Berg": a surname of several words.
        parts = forms.juniors if name.key[1] in GENERATIONS else forms.people
        surname = name.key[0] if parts is forms.juniors else " ".join(name.key)
        longer = _agreeing(name, set(parts.get(surname, {}).values()), forms)
        if len(longer) == 1:
            return next(iter(longer))
        if longer and is_compound(name.key):
            return _nearest(name, longer, forms)
        return forms.full(name.key) or name.words
    for table in (forms.people, forms.given):
        options = _agreeing(name, set(table.get(name.key[0], {}).values()), forms)
        if options and table is forms.people and forms.claims.get(name.key[0]) == name.words:
            options.add(name.words)
        if len(options) == 1:
            return next(iter(options))
        if options:
            return _nearest(name, options, forms)
    return name.words


def _agreeing(name: Name, options: set[tuple[str, ...]], forms: Forms) -> set[tuple[str, ...]]:
    """Those who may bear the title before a name; where the article introduces one of them with
    that very title, that one.
    """
    if not name.title:
        return options
    told = gender_told(name)
    may = {full for full in options if _may_be(name.title, told, full, forms)}
    introduced = {full for full in may if name.title in forms.titles[full]}
    return introduced if len(introduced) == 1 else may


def _may_be(title: str, told: str, full: tuple[str, ...], forms: Forms) -> bool:
    """Whether somebody may bear a title that tells a gender."""
    return title in forms.titles[full] or agrees(told, full[0], forms.titles[full])


def _nearest(name: Name, options: set[tuple[str, ...]], forms: Forms) -> tuple[str, ...] | None:
    """Which of several people of a surname is meant, None where the article does not tell.

    The one who was named in full in this or the previous text; or the one whom the bare surname
    meant before another was introduced, unless another has just been named; else the one who was
    named in full last, if that is the one who is named so most often.
    """
    near = {
        words
        for words in options
        if any(0 <= name.text - text <= _NEAR for text in forms.texts[words])
    }
    claimed = forms.claims.get(" ".join(name.key))
    if claimed in options and near <= {claimed}:
        return claimed
    if claimed:
        # Of somebody who is named in full all the time, the surname is still his among relatives.
        return claimed if claimed == _best_known(options, forms) else None
    if len(near) == 1:
        return next(iter(near))
    return _best_known(options, forms) if near else _last_named(name, options, forms)


def _best_known(options: set[tuple[str, ...]], forms: Forms) -> tuple[str, ...] | None:
    """Who is named in full far more often than all others together."""
    often = {words: len(forms.texts[words]) for words in options}
    first = max(options, key=lambda words: (often[words], words))
    rest = sum(often.values()) - often[first]
    return first if often[first] >= _FAR_MORE * rest else None


def _last_named(name: Name, options: set[tuple[str, ...]], forms: Forms) -> tuple[str, ...] | None:
    last = {
        words: max((text for text in forms.texts[words] if text < name.text), default=-1)
        for words in options
    }
    first, *others = sorted(options, key=lambda words: (-last[words], words))
    if any(last[other] == last[first] for other in others):
        return None
    often = len(forms.texts[first])
    return first if all(len(forms.texts[other]) < often for other in others) else None
