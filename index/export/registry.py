"""The export formats: what they are called, which one is meant, and how their files are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePath

from index.core.errors import NutgrafError, StoppedError
from index.core.plugins import Plugins
from index.export import escaping
from index.export.citation_formats import BibtexFormat, RisFormat
from index.export.excerpt import Excerpt
from index.export.format import ExportFormat, Heading
from index.export.html_format import HtmlFormat
from index.export.markdown_format import MarkdownFormat
from index.export.record_formats import CsvFormat, JsonFormat, JsonLinesFormat
from index.export.text_format import TextFormat

FORMATS: tuple[ExportFormat, ...] = (
    MarkdownFormat(),
    TextFormat(),
    HtmlFormat(),
    CsvFormat(),
    JsonFormat(),
    JsonLinesFormat(),
    BibtexFormat(),
    RisFormat(),
)
"""Ours; the first one is meant where none is named."""

DEFAULT = FORMATS[0].name

PLUGINS: Plugins[ExportFormat] = Plugins(
    "nutgraf.exports", {"name": str, "suffix": str, "describe": str}, ("parts",)
)
_LONGEST_NAME = 60


def export_formats() -> tuple[ExportFormat, ...]:
    """All formats, ours first. Another package's takes the place of ours of the same name."""
    by_name = {each.name: each for each in (*FORMATS, *PLUGINS.found())}
    return tuple(by_name.values())


def export_format(name: str) -> ExportFormat:
    """The format of a name. Raises NutgrafError where there is none."""
    known = {each.name: each for each in export_formats()}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
        raise NutgrafError(f"There is no export format “{name}”.", hint)
    return known[name]


def parts(name: str, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
    """Excerpts in a format. Raises NutgrafError where there is none, and while it is read when a
    format of another package fails.
    """
    chosen = export_format(name)
    if chosen in FORMATS:
        return chosen.parts(excerpts, heading)
    return _telling(chosen, excerpts, heading)


def _telling(chosen: ExportFormat, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
    try:
        yield from chosen.parts(excerpts, heading)
    except (NutgrafError, StoppedError):
        raise
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"
        raise NutgrafError(
            f"The export format “{chosen.name}” failed ({reason}).", "Choose another format."
        ) from error


def format_of(file: PurePath) -> str:
    """The name of the format that a file's name says it is in, of the default one else."""
    suffix = file.suffix.lower()
    return next((each.name for each in export_formats() if each.suffix == suffix), DEFAULT)


def for_file(form: str, parts: Iterable[str]) -> Iterator[str]:
    """What a file gets of an export: a table begins with the mark by which spreadsheets know that
    it is UTF-8, which programs that it is piped to do not want.
    """
    if form == CsvFormat.name:
        yield "\ufeff"
    yield from parts


def filename(title: str, form: str = DEFAULT) -> str:
    """A name for a file: the title's letters and digits in lower case, at most 60, and the suffix
    of the format.
    """
    plain = unicodedata.normalize("NFC", escaping.clean(title)).casefold()
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")[:_LONGEST_NAME]
    while len(slug.encode()) > 3 * _LONGEST_NAME:
        slug = slug[:-1]
    return f"{slug.strip('-') or 'nutgraf'}{export_format(form).suffix}"
