"""Hypothesis: what was annotated on pages, as its client exports it and its API gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dumps.json_stream import Rows, elements, names_keys, objects
from index.ingest.readers.other_programs.read_later import by_another, first_text, names_in, saved

_KEYS = ("target", "uri", "tags", "permissions")


class HypothesisReader:
    """Annotations, put together by the page they are on."""

    name = "hypothesis"
    suffixes = ()
    describe = "Hypothesis' JSON (export, API); annotations become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if names_keys(head, _KEYS) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        pages: dict[str, list[dict[str, Any]]] = {}
        own = ""
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                own = own or (first_text(value, "export_userid") if isinstance(value, dict) else "")
                for one in _listed(value):
                    url = first_text(one, "uri")
                    if url:
                        pages.setdefault(url, []).append(one)
                    else:
                        yield Skipped(source.path, "an annotation without the address of its page")
        everybody = {first_text(one, "user") for found in pages.values() for one in found}
        own = own or (everybody.pop() if len(everybody) == 1 else "")
        for number, (url, found) in enumerate(pages.items(), 1):
            title = next(filter(None, map(_title, found)), "")
            article = saved(title, url, highlights=list(_marks(found, own)))
            yield replace(article, origin=f"{source.path}:{number}")


def _listed(value: Any) -> Iterator[dict[str, Any]]:
    inner = [value.get(key) for key in ("annotations", "rows")] if isinstance(value, dict) else []
    listed = next((one for one in inner if isinstance(one, list)), [value])
    yield from objects(listed)


def _title(annotation: dict[str, Any]) -> str:
    document = annotation.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    return next(names_in(titles if isinstance(titles, list) else [titles]), "")


def _marks(annotations: list[dict[str, Any]], own: str) -> Iterator[Highlight]:
    """What was marked on a page; answers stand below the note they answer. `own` is the user whose
    export it is; what others wrote is given with their names.
    """
    answers: dict[str, list[str]] = {}
    for one in annotations:
        before = one.get("references")
        if isinstance(before, list) and before and first_text(one, "text"):
            answers.setdefault(str(before[0]), []).append(_said(one, own))
    for one in annotations:
        number = first_text(one, "id")
        words = next(filter(None, map(_quote, objects(one.get("target")))), "")
        note = "\n".join(filter(None, (_said(one, own), *answers.get(number, ()))))
        if (words or note) and not one.get("references"):
            yield Highlight(
                text=words,
                note=note,
                tags=tuple(names_in(one.get("tags"))),
                created=find_date(first_text(one, "created")),
                id=f"hypothesis:{number}" if number else "",
            )


def _said(annotation: dict[str, Any], own: str) -> str:
    """The note of an annotation; with the name of who wrote it, or marked it, where that is not
    the reader.
    """
    text, user = first_text(annotation, "text"), first_text(annotation, "user")
    info = annotation.get("user_info")
    shown = first_text(info, "display_name") if isinstance(info, dict) else ""
    name = shown or user.removeprefix("acct:").partition("@")[0]
    return by_another(text, name if user != own else "")


def _quote(target: dict[str, Any]) -> str:
    exact = (first_text(one, "exact") for one in objects(target.get("selector")))
    return next(filter(None, exact), "")
