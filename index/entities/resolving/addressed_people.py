"""People whom an article calls by a surname with a title and never names in full: "Mr. Clinton",
where it gives nobody's name or only Hillary Clinton's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from index.entities.article_name import Name
from index.entities.completing.titles import name_gender, plain_title, title_gender
from index.entities.resolving.person_names import is_compound
from index.entities.words import gazetteer as gz

_CALLED = {"m": "Mr.", "f": "Ms."}
# Titles that stand before surnames; sisters, fathers and princes are called by given names.
_ADDRESSES = frozenset({"mr", "mrs", "ms"})
_OFFICES = _ADDRESSES | frozenset(
    "president miss lady congressman congresswoman councilman councilwoman chairwoman spokeswoman "
    "actress mme".split()
)
_PRESIDENT = "president"
# A president whose wife is named more often than he is.
_BESIDE_A_WIFE = "clinton"
_LONGEST_ACRONYM = 3


def gender_told(name: Name) -> str:
    """What the title before a surname tells of its bearer, "m", "f" or ""; a president's too, where
    the surname is one of an American president.
    """
    if name.title == _PRESIDENT and name.key[0].title() in gz.presidents():
        return "m"
    return title_gender(name.title)


class Addressed:
    """By which titles an article calls people whose surnames stand alone."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._alone: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if not name.title or name.type != "person":
                continue
            if (len(name.key) == 1 or is_compound(name.key)) and gender_told(name):
                if _is_address(name):
                    self._alone[" ".join(name.key)].add(gender_told(name))
                if _is_address(name) or name.title in _OFFICES:
                    self._beside[" ".join(name.key)].add(gender_told(name))

    def called(self, name: Name, named: Collection[tuple[str, ...]]) -> tuple[str, ...] | None:
        """What somebody is to be called whose surname stands alone and who is none of those `named`
        in full by the article: "Mr. Clinton"; None where no title tells. A bare surname is of whom
        the titles of the article tell, if that is one, and nobody in full.
        """
        told = (
            {gender_told(name)}
            if _is_address(name) or (named and name.title in _OFFICES)
            else set()
        )
        if not told:
            told = (self._beside if named else self._alone).get(" ".join(name.key), set())
            if any(may_be(gender, " ".join(full)) for gender in told for full in named):
                return None
        gender = next(iter(told)) if len(told) == 1 else ""
        if not gender or _is_leader(name, gender):
            return None
        return _CALLED[gender], *map(_written, name.words)


def _is_leader(name: Name, gender: str) -> bool:
    """Whether the surname alone tells who is meant: "Mr. Obama", but not "Mrs. Obama"."""
    if name.words[0].title() not in gz.leaders():
        return False
    return not name.title or (gender == "f") == (name.key[0].title() in gz.leading_women())


def _is_address(name: Name) -> bool:
    wife = name.title == _PRESIDENT and name.key[0] == _BESIDE_A_WIFE
    return wife or name.title in _ADDRESSES


def _written(surname: str) -> str:
    loud = surname.isupper() and len(surname) > _LONGEST_ACRONYM
    return surname.title() if loud else surname


def address(name: str) -> tuple[str, str] | None:
    """Gender and surname of whom an archive knows by a title and a surname alone; None of others.

    "Mr. Clinton" is a man called so by articles that do not name him in full.
    """
    title, _, surname = name.partition(" ")
    if title.casefold() not in {"mr.", "ms."} or not surname or " " in surname:
        return None
    return title_gender(plain_title(title)), surname


def may_be(gender: str, name: str) -> bool:
    """Whether a given name does not speak against a gender."""
    return name_gender(name.partition(" ")[0]) in {"", gender}
