"""Records in the shapes that programs give them: data frames, MongoDB, WordPress, APIs of news."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.field_names import field_of, fields_among

# What programs write where there is nothing.
_NOTHING = frozenset(
    {"nan", "none", "null", "\\n", "<na>", "nat", "n/a", "(null)", "undefined", "[removed]"}
)
_LONGEST = max(map(len, _NOTHING))
# A dump of MySQL writes line ends and quotes as letters behind a backslash.
_ESCAPED = late(r"\\(?:r\\n|[nrt'\"\\0])")
_MYSQL = {"n": "\n", "r": "\r", "t": "\t", "0": "", "'": "'", '"': '"', "\\": "\\"}
_ENTITY = late(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d?);")
_CUT = late(r"\s*(?:…|\.\.\.)\s*\[\+?\d+ chars\]\s*$")


def is_nothing(value: Any) -> bool:
    """Whether a value stands where there is none: empty, NaN, or a word such as None or NULL."""
    if isinstance(value, str):
        said = value.strip()
        return not value or (len(said) <= _LONGEST and said.casefold() in _NOTHING)
    return value is None or value in ([], {}) or (isinstance(value, float) and value != value)  # noqa: PLR0124


def unescaped(text: str) -> str:
    """A text with the escapes of MySQL undone, where they can be nothing else."""
    if "\\" not in text or "\\" in _ESCAPED.sub("", text):
        return text
    if not re.search(r"\\['\"]|\\r\\n|\\n(?:\\n|[^a-z]|$)", text):
        return text
    return re.sub(r"\\([nrt0'\"\\])", lambda found: _MYSQL[found[1]], text)


def plain_record(record: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A record as others are: of those of WordPress, the names instead of the numbers; of those of
    services, what they mean by names that mean something else elsewhere.
    """
    content = record.get("content")
    if isinstance(content, Mapping) and "rendered" in content:
        return _of_wordpress(record)
    own = next((shape(record) for keys, shape in _SHAPES if keys <= record.keys()), {})
    return {**record, **own} if own else record


def _of_webz(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The site stands beside what was posted there."""
    thread = record["thread"]
    is_lacking = isinstance(thread, Mapping) and "site" in thread and "site" not in record
    return {"site": thread["site"]} if is_lacking else {}


def _of_trove(record: Mapping[Any, Any]) -> dict[str, Any]:
    """What Trove calls the title is the newspaper."""
    newspaper, page = record["title"], record.get("troveUrl")
    if not isinstance(newspaper, Mapping):
        return {}
    return {"title": record["heading"], "source": newspaper.get("title"), "url": page}


def _of_reader(record: Mapping[Any, Any]) -> dict[str, Any]:
    """Google Reader's form, which all exchange that came after it: the summary is the text, and of
    the categories those are tags which the reader gave.
    """
    listed = [record.get(key) for key in ("canonical", "alternate")]
    links = [one for found in listed if isinstance(found, list) for one in found]
    categories = record.get("categories")
    labels = [
        one.partition("/label/")[2]
        for one in (categories if isinstance(categories, list) else ())
        if isinstance(one, str) and "/label/" in one
    ]
    return {
        "text": record.get("content") or record.get("summary"),
        "summary": None,
        "categories": None,
        "tags": labels,
        "url": next((one.get("href") for one in links if isinstance(one, Mapping)), ""),
        "canonical": None,
        "source": record["origin"],
    }


def _of_factiva(record: Mapping[Any, Any]) -> dict[str, Any]:
    """Factiva's data have the first paragraph in one field and the others in another."""
    lead, rest = record["snippet"], record["body"]
    if not isinstance(lead, str) or not isinstance(rest, str) or rest.startswith(lead):
        return {"id": record["an"]}
    return {"id": record["an"], "body": f"{lead}\n\n{rest}"}


def _of_pinboard(record: Mapping[Any, Any]) -> dict[str, Any]:
    """Pinboard's description is the headline, and its tags have no blanks in them."""
    tags = str(record.get("tags") or "").split()
    return {"title": record["description"], "description": record["extended"], "tags": tags}


# By keys that hardly any other record has together.
_SHAPES: tuple[tuple[frozenset[str], Callable[[Mapping[Any, Any]], dict[str, Any]]], ...] = (
    (frozenset({"thread"}), _of_webz),
    (frozenset({"heading", "title", "troveUrl"}), _of_trove),
    (frozenset({"origin", "crawlTimeMsec"}), _of_reader),
    (frozenset({"origin", "alternate", "categories"}), _of_reader),
    (frozenset({"an", "snippet", "body"}), _of_factiva),
    (frozenset({"href", "description", "extended", "toread"}), _of_pinboard),
)


def _of_wordpress(record: Mapping[Any, Any]) -> Mapping[Any, Any]:
    found = {key: value for key, value in record.items() if not _is_number(value) or key == "id"}
    embedded = record.get("_embedded")
    embedded = embedded if isinstance(embedded, Mapping) else {}
    for key in ("author", "categories", "tags"):
        found.pop(key, None)
    found["author"] = embedded.get("author")
    terms = [term for listed in _lists(embedded.get("wp:term")) for term in listed]
    for key, taxonomy in (("categories", "category"), ("tags", "post_tag")):
        found[key] = [
            term.get("name")
            for term in terms
            if isinstance(term, Mapping) and term.get("taxonomy") == taxonomy
        ]
    return found


def frame_rows(value: Any) -> Iterator[dict[str, Any]] | None:
    """The rows of a data frame as pandas writes it (split, index, columns) or as lists by column;
    None for anything else.
    """
    if not isinstance(value, dict) or not value:
        return None
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and _are_names(columns):
        return (dict(zip(columns, row, strict=False)) for row in data if isinstance(row, list))
    if all(isinstance(one, dict) for one in value.values()):
        rows = list(value.values())
        if all("text" in fields_among(map(str, row)) for row in rows[:20]):
            return iter(rows)
        known = {key for key in value if field_of(key)}
        if (
            len(known) >= 2
            and "text" in fields_among(known)
            and _share_keys([value[key] for key in known])
        ):
            return _by_column(value, list(value[next(iter(known))]))
    lists = {key: one for key, one in value.items() if isinstance(one, list)}
    if len(lists) == len(value) and {"title", "text"} <= fields_among(value):
        lengths = {len(one) for one in lists.values()}
        if len(lengths) == 1 and lengths.pop() > 1:
            return _by_column(lists, range(len(next(iter(lists.values())))))
    return None


def title_of(text: str) -> str:
    """A text with its entities resolved: “AT&amp;T” is AT&T."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_cut(text: str) -> tuple[str, bool]:
    """A text without the note of an API that it was cut there, and whether it was."""
    found = _CUT.sub("…", text)
    return found, found != text


def _by_column(columns: Mapping[str, Any], keys: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for key in keys:
        yield {name: values[key] for name, values in columns.items() if _has(values, key)}


def _has(values: Any, key: Any) -> bool:
    return key in values if isinstance(values, dict) else key < len(values)


def _are_names(columns: list[Any]) -> bool:
    return all(isinstance(one, str) for one in columns)


def _share_keys(columns: list[dict[str, Any]]) -> bool:
    return all(one.keys() == columns[0].keys() for one in columns)


def _lists(value: Any) -> Iterator[list[Any]]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, list):
            yield one


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
