"""Where the source that stands beside a quotation is another than the archive's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.core.addresses import normalise_url
from index.core.article_view import ArticleView
from index.core.clean import clean
from index.core.dates import days
from index.core.page_labels import cited_page
from index.export.citation import spoken_date
from index.export.reading_back.quotation import Named


class SourceDifference(NamedTuple):
    """A field with what the file says and what the archive says, "" for nothing."""

    name: str
    file: str
    archive: str


def source_differences(
    named: Named, views: Sequence[ArticleView], paragraph_id: str
) -> list[SourceDifference]:
    """The fields of a source that no version of the article has so, nor had before; the first of
    `views` is the version that the paragraph stands in. A field that is not named is none.
    """
    known = _Known(views, paragraph_id)
    found = []
    for name, said in named:
        if not known.has(name, said):
            found.append(SourceDifference(name, said, known.told(name)))
    return found


class _Known:
    """What the archive knows of a paragraph's publication, in all versions, today and before."""

    def __init__(self, views: Sequence[ArticleView], paragraph_id: str) -> None:
        self._views = views
        self._facts = [(fact.name, fact.value) for view in views for fact in view.former_facts]
        self._places = [
            (view, one)
            for view in views
            for one in view.paragraphs
            if one.id == paragraph_id or one.id.startswith(f"{paragraph_id}-")
        ]

    def has(self, name: str, said: str) -> bool:
        """Whether a field may be said so."""
        if name == "date":
            return any(_is_same_date(said, each) for each in self._values(name))
        if name == "url":
            return _address(said) in map(_address, self._values(name))
        if name == "file":
            ending = f"/{_letters(said)}"
            return any(f"/{_path(each)}".endswith(ending) for each in self._values(name))
        if name == "names":
            both = zip(self._values("outlet"), self._values("byline"), strict=False)
            joined = [
                each for one, other in both for each in (f"{one}, {other}", f"{other}, {one}")
            ]
            names = [*joined, *self._values("outlet"), *self._values("byline")]
            return _letters(said) in map(_letters, names)
        if name == "page":
            return not self._places or said in self._values(name)
        if name in ("outlet", "byline"):
            # Writers have them in either order.
            others = (*self._values("outlet"), *self._values("byline"))
            return _letters(said) in map(_letters, others)
        if name == "title":
            said = said.removesuffix("…") if said.endswith("…") else said
            return any(
                _letters(each) == _letters(said) or (each.startswith(said) and len(said) > _CUT)
                for each in self._values(name)
            )
        return said in self._values(name) if self._places else True

    def told(self, name: str) -> str:
        """What the archive says of a field today."""
        values = self._values("outlet" if name == "names" else name, today=True)
        value = next(filter(None, values), "")
        if name == "names":
            byline = next(filter(None, self._values("byline", today=True)), "")
            return ", ".join(filter(None, (value, byline)))
        return spoken_date(value) if name == "date" else value

    def _values(self, name: str, *, today: bool = False) -> list[str]:
        """The values of a field, the first that of the version the paragraph stands in."""
        if name == "ordinal":
            return [str(one.ordinal) for _, one in self._places]
        if name == "paragraphs":
            return [str(len(view.paragraphs)) for view, _ in self._places]
        if name == "page":
            labels = [one.page for _, one in self._places]
            return [*labels, *(cited_page(one).partition(" ")[2] for one in labels)]
        if name == "file":
            return [*_met(self._views, "origin")]
        values = [str(getattr(view, name)) for view in self._views]
        if name == "url":
            return [*values, *_met(self._views, "url")]
        former = () if today else (value for field, value in self._facts if field == name)
        return [*values, *former]


_CUT = 20
"""Letters of a headline that may stand for the rest of it."""


def _met(views: Iterable[ArticleView], name: str) -> Iterable[str]:
    for view in views:
        if name == "origin":
            yield view.origin
        yield from (getattr(one, name) for one in view.sources)


def _is_same_date(said: str, known: str) -> bool:
    """Whether a date is said, in words or figures, as far as it is known or less far."""
    if said in (known, spoken_date(known)):
        return True
    span = days(known)
    if span is None:
        return days(said) is None and said == "undated"
    first, last = span
    months = spoken_date(f"{first:%Y-%m}") if first.month == last.month else ""
    told = days(said)
    is_within = told is not None and told[0] <= first and last <= told[1]
    return is_within or said in (str(first.year), months)


def _address(url: str) -> str:
    return normalise_url(url.partition("#:~:")[0].removesuffix("#"))


def _letters(text: str) -> str:
    return "".join(clean(text).split())


def _path(origin: str) -> str:
    return _letters(origin.replace("\\", "/"))
