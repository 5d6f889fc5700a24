"""Records (a JSON object, a front matter, a block of headers) to articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.core.addresses import is_front_page, site_of
from index.core.article import Article
from index.core.byline_names import as_said, without_by, without_mail
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.publication import ABOUT
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.dates.date_formats import unlikely
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.dates.stated_dates import is_about
from index.ingest.readers.field_names import keys_by_field, plain_key, stands_for_more
from index.ingest.readers.fields.record_shapes import (
    is_nothing,
    plain_record,
    unescaped,
    without_cut,
)
from index.ingest.readers.fields.record_texts import headline_of, paragraphs_of
from index.ingest.readers.fields.written_values import written_value
from index.ingest.readers.text_parts.page_names import without_outlet
from index.ingest.readers.text_parts.text_tails import without_tail

# What a list element or a nested object is called by, and what it says.
_NAME_KEYS = (
    *("name", "main", "original", "by", "title", "webTitle", "term", "label", "displayname"),
    *("value", "id"),
    *("$date", "$numberLong", "$numberInt", "$oid", "basic"),
)
# Of a tag with a kind and a value, the value is the tag.
_TAG_KEYS = ("value", "tag", "term", "label", *_NAME_KEYS)
# A comma that parts tags; in “Washington, D.C.” and “Gannett, Inc.” it does not.
_BETWEEN_TAGS = late(r"[;|]|,(?!\s*(?:(?:[A-Z]\.){2,}|(?:Inc|Ltd|Co|Corp|Jr|Sr)\b\.?|LLC\b))")
# What stands in a date's place and is longer is a text.
_LONGEST_DATE = 80
_ON_THE_WEB = late(r"https?://", re.IGNORECASE)
_PICTURE = late(r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|mp[34])(?:\?|$)", re.IGNORECASE)


class Fields:
    """The fields of ours that a record holds, by the caller's map first and by usual names else."""

    def __init__(
        self, record: Mapping[Any, Any], options: ReadOptions, days: DayOrder | None = None
    ) -> None:
        self._record = record = plain_record(record)
        self._days = days or DayOrder(day_first=options.day_first)
        self._keys = keys_by_field(tuple(key for key in record if isinstance(key, str)))
        self._map = options.map

    def has(self, key: str) -> bool:
        """Whether the record says something by that very name, whatever its letters."""
        return any(
            plain_key(str(one)) == key and not is_nothing(self._record[one]) for one in self._record
        )

    def text(self, field: str) -> str:
        """The field as one text; "" when there is none."""
        return ", ".join(self.texts(field))

    def texts(self, field: str) -> list[str]:
        """The field as a list of texts: names of objects, items of lists."""
        keys = _TAG_KEYS if field == "tags" else _NAME_KEYS
        for _, value in self._values(field):
            found = [text for text in _names(value, keys=keys) if not is_nothing(text)]
            if found:
                return found
        return []

    def dates(self) -> Iterator[tuple[str, str]]:
        """All that is said of dates, each with the key that says it."""
        for field in ("date", "updated"):
            for key, value in self._values(field):
                yield from ((key, text) for text in _names(value))

    def date(self, field: str) -> tuple[str, str]:
        """The first key of the field that holds a date, as (date, key); `ABOUT` is behind the key
        of one that is said roughly.

        Where none does, the key tells what stands there, best what reads like a date.
        """
        amiss: dict[bool, str] = {}
        for key, value in self._values(field):
            for text in _names(value):
                found = self._days.find(text, key)
                if found:
                    return found, key + ABOUT * is_about(text)
                shown = " ".join(text.split())
                if 1 < len(shown) <= _LONGEST_DATE:
                    amiss.setdefault(bool(unlikely(text)), f"{key} ({shown})")
        return "", amiss.get(True) or amiss.get(False, "")

    def paragraphs(self) -> tuple[list[str], bool]:
        """The article's text, and whether it is a summary in the place of one."""
        for key, value in self._values("text"):
            found = paragraphs_of(value)
            if found:
                return found, stands_for_more(key) and "text" not in self._map
        return [], False

    def address(self) -> str:
        """Where the article stands: the first that is an address of the web, else the first."""
        found = [text for _, value in self._values("url") for text in _names(value)]
        on_the_web = filter(_ON_THE_WEB.match, found)
        return next(on_the_web, next(iter(found), ""))

    def outlet(self) -> tuple[str, str]:
        """Who published it, and the address that stood where that should, if one did.

        The address of a front page stands for its host; one of a picture is neither.
        """
        elsewhere = ""
        for _, value in self._values("outlet"):
            found = ", ".join(text for text in _names(value) if not is_nothing(text))
            if not _ON_THE_WEB.match(found):
                if found:
                    return found, elsewhere
            elif is_front_page(found):
                return site_of(found), elsewhere
            elif not _PICTURE.search(found):
                elsewhere = elsewhere or found
        return "", elsewhere

    def _values(self, field: str) -> Iterable[tuple[str, Any]]:
        path = self._map.get(field)
        if path:
            return [(path, _at(self._record, path))]
        found = ((key, self._record[key]) for key in self._keys[field])
        return [(plain_key(key), value) for key, value in found if not is_nothing(value)]


def article_of(
    record: Mapping[Any, Any],
    options: ReadOptions,
    where: str,
    paragraphs: Iterable[str] | None = None,
    days: DayOrder | None = None,
) -> Article:
    """The article in a record, or the one with these paragraphs that a record describes.

    `where` names the kind of record, for the origin of the date. Without a text the article has
    no paragraphs. `days` decides dates that may be read either way.
    """
    own = DayOrder(day_first=options.day_first)
    fields = Fields(record, options, days or own)
    date, key = fields.date("date")
    outlet, elsewhere = fields.outlet()
    title = headline_of(fields.text("title"))
    found, is_summary = fields.paragraphs() if paragraphs is None else (list(paragraphs), False)
    found = without_tail(found, title)
    last, was_cut = without_cut(found[-1]) if found else ("", False)
    return Article(
        title=without_outlet(title, outlet),
        paragraphs=tuple([*found[:-1], last] if found else ()),
        text_from="feed" if was_cut else "summary" if is_summary else "file",
        outlet=outlet,
        byline=_byline(fields),
        date=date,
        date_from=f"{where}: {key}" if key else "",
        updated=fields.date("updated")[0],
        section=fields.text("section"),
        language=language_of(fields.text("language")),
        url=fields.address() or elsewhere,
        tags=tuple(tags_of(fields.texts("tags"))),
        source_id=fields.text("id"),
        remarks=own.remarks(),
    )


def _byline(fields: Fields) -> str:
    """The names of a record in one; a number is none. A byline of one text was printed so."""
    names = fields.texts("byline")
    is_printed = len(names) == 1 and ";" not in names[0] and fields.has("byline")
    names = [without_mail(without_by(name)) for name in names]
    found = ", ".join(names if is_printed else as_said(names))
    return found if any(map(str.isalpha, found)) else ""


def _at(record: Any, path: str) -> Any:
    """The value at a key, or at a path of keys and positions joined by dots."""
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for step in path.split("."):
        if isinstance(record, Mapping):
            record = record.get(step)
        elif isinstance(record, list) and step.isdecimal() and int(step) < len(record):
            record = record[int(step)]
        else:
            return None
    return record


def _names(value: Any, depth: int = 3, keys: Sequence[str] = _NAME_KEYS) -> list[str]:
    if isinstance(value, str):
        written = written_value(value)
        inner = _names(written, depth - 1, keys) if written is not None and depth else []
        return inner or [unescaped(value.strip())]
    if isinstance(value, bool) or depth == 0:
        return []
    if isinstance(value, int | float):
        return [_number(value)]
    if isinstance(value, Mapping):
        found = (value[key] for key in keys if not is_nothing(value.get(key)))
        inner = _names(next(found, None), depth - 1, keys)
        return inner or _names(value.get("rendered"), depth - 1, keys)
    if isinstance(value, list):
        return [text for item in value for text in _names(item, depth - 1, keys)]
    return []


def _number(value: float) -> str:
    # Python refuses to write integers of more than 4300 digits.
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)


def tags_of(texts: Sequence[str]) -> Iterable[str]:
    """Tags out of one text that lists them, or out of a list of them, each as it stands: in
    “Washington, D.C.” the comma parts nothing.
    """
    for text in texts:
        found = _BETWEEN_TAGS.split(text) if len(texts) == 1 else [text]
        yield from filter(None, (tag.strip(" #") for tag in found))
