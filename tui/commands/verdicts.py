"""Whether quotations are what they were, told for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tui.commands.comparing import marked, piece_records
from tui.commands.output import Paint, counted
from tui.commands.standing import UNASKED, Standing, Standings
from tui.commands.unproven import Unproven, how_much
from tui.text import clean

if TYPE_CHECKING:
    from index import Extent, Passage, Quotation, ReadBack

_FORMS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines", "bibtex": "BibTeX", "ris": "RIS"}
_FORMS |= {"markdown": "Markdown", "text": "text", "html": "HTML"}
_FILES = {
    "same": "the file it was read from has these words",
    "altered": "the file it was read from has these words no longer",
    "gone": "the file it was read from is gone",
    "unread": "the file it was read from cannot be read",
}
_FIELDS = {"title": "headline", "names": "outlet or byline", "ordinal": "¶"}
_FIELDS |= {"paragraphs": "paragraphs", "url": "address"}
_ORIGINALS = {"kept": "its original was kept", "damaged": "its original was kept and is damaged"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A quotation, its words by its id, and what became of it. `untold` are what the article says
    of changes and the export does not say of it.
    """

    quotation: Quotation
    words: Literal["same", "altered", "unproven"]
    standing: Standing
    untold: Sequence[str] = ()
    is_followed: bool = False
    """Whether the text of today stands in the export too."""
    extent: Extent | None = None
    """How much of the archive's paragraph it is, where it is not all of it as it was."""

    @property
    def since(self) -> str:
        """What is otherwise in the archive than the export says, in a word; "" for nothing."""
        state = self.standing.state
        if state == "missing":
            return state
        if state in ("changed", "gone", "removed"):
            return "" if self.quotation.is_former or self.is_followed else state
        if not self.untold:
            return ""
        return "retracted" if self.standing.is_retracted else "corrected"

    @property
    def is_right(self) -> bool:
        """Whether nothing is to be told of it."""
        return self.words != "altered" and not self.since and not self.standing.sources

    def pieces(self) -> Any:
        """How the text that the archive has becomes that of the file; nothing where it is unknown
        or the same.
        """
        from index import differences  # noqa: PLC0415  (loaded where it is wanted)

        was, now = self.standing.text, self.quotation.text
        is_shown = self.words == "altered" and was and not self.quotation.is_some
        return differences(was, now) if is_shown else ()

    def lines(self, paint: Paint) -> Iterator[str]:
        """The same for people."""
        said = {"same": "as it was", "altered": "ALTERED", "unproven": "not proven"}[self.words]
        said = how_much(self.extent) if self.words == "same" and self.extent else said
        said = paint.strong(said) if self.words == "altered" else said
        told = [said, *(clean(one) for one in _told(self))]
        yield f"{self.quotation.id or 'no id':23}  {' · '.join(told)}"
        if pieces := self.pieces():
            yield f"    {marked(pieces, paint)}"
        elif not self.is_right or self.words == "unproven":
            yield f"    {clean(self.quotation.text)}"

    def record(self) -> dict[str, object]:
        """The same for programs."""
        it = self.standing
        return {
            "id": self.quotation.id,
            "text": self.quotation.text,
            "words": self.words,
            "extent": _extent(self),
            "pieces": piece_records(self.pieces()),
            "since": self.since,
            "state": it.state,
            "version": it.version,
            "versions": it.versions,
            "today": it.today,
            "change_notes": list(it.notes),
            "former_facts": [fact._asdict() for fact in it.facts],
            "source_differences": [one._asdict() for one in it.sources],
            "original": it.original,
            "origin": it.origin,
            "file_state": it.file,
        }


def _extent(verdict: Verdict) -> str:
    """The same in a word; "" where nothing tells."""
    if verdict.words != "same":
        return ""
    if verdict.extent is None or verdict.extent.is_whole:
        return "whole"
    return "shortened" if verdict.extent.left_out or verdict.extent.put_in else "part"


def _told(verdict: Verdict) -> Iterator[str]:
    """What became of a quotation, in words."""
    from index import former  # noqa: PLC0415  (loaded where it is wanted)

    it = verdict.standing
    of = f" (version {it.version} of {it.versions})" if (it.versions or 0) > 1 else ""
    match it.state:
        case "stands":
            yield f"stands there today{of}"
        case "changed":
            yield f"changed since{of}; today it is {it.today}"
        case "gone":
            yield f"no longer in the article{of}"
        case "removed":
            yield "its article was removed"
        case "missing":
            yield "the archive has no such paragraph"
    for one in it.sources:
        name = _FIELDS.get(one.name, one.name)
        known = one.archive or "none"
        yield f"ANOTHER SOURCE, {name}: {one.file} in the file, {known} in the archive"
    for note in it.notes:
        new = " (not told in the file)" if note in verdict.untold else ""
        yield f"the article says now{new}: “{note}”"
    yield from map(former, it.facts)
    if it.original:
        yield _ORIGINALS[it.original]
    if it.file:
        yield f"{_FILES[it.file]}: {it.origin}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file with all that was found in it; `lacking` are paragraphs that it says it has, and
    `unproven` what it quotes without an id.
    """

    name: str
    form: str
    verdicts: Sequence[Verdict]
    lacking: int = 0
    unproven: Sequence[Unproven] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is otherwise than the file says."""
        return not self.lacking and all(one.is_right for one in self.verdicts)

    @property
    def is_complete(self) -> bool:
        """Whether all of it was checked."""
        return all(one.is_checked for one in self.unproven) and all(
            one.words != "unproven" for one in self.verdicts
        )

    def lines(self, paint: Paint) -> Iterator[str]:
        """The same for people."""
        many = counted(len(self.verdicts), "quotation")
        form = _FORMS.get(self.form, self.form)
        yield paint.strong(f"{self.name}: {many}, {form}")
        if self.lacking:
            yield f"    {counted(self.lacking, 'paragraph')} fewer than stand in its head"
        for one in self.verdicts:
            yield from one.lines(paint)
        for each in self.unproven:
            yield from each.lines()

    def record(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "file": self.name,
            "problem": "",
            "format": self.form,
            "lacking": self.lacking,
            "quotations": [one.record() for one in self.verdicts],
            "unproven": [one.record() for one in self.unproven],
        }


def checked(name: str, read: ReadBack, standings: Standings | None) -> CheckedFile:
    """The quotations of a file, held against their ids and, if it may be asked, the archive."""
    from index import Passage  # noqa: PLC0415  (loaded where it is wanted)

    whole = _letters(read.whole)
    ids = {one.id for one in read.quotations}
    verdicts: list[Verdict] = []
    passages: list[Passage] = []
    for one in read.quotations:
        verdict = _verdict(one, standings, whole, ids)
        if one.is_near and verdict.words != "same":
            # The id behind the next passage is not its own.
            passages.append(Passage(text=one.text, kind="passage"))
        else:
            verdicts.append(verdict)
    unproven = [
        Unproven(passage=one, places=standings.places(one.text) if standings else ())
        for one in (*passages, *read.unproven)
    ]
    return CheckedFile(
        name=name, form=read.form, verdicts=verdicts, lacking=read.lacking, unproven=unproven
    )


def _verdict(
    quotation: Quotation, standings: Standings | None, whole: str, ids: set[str]
) -> Verdict:
    standing = standings.of(quotation) if standings and quotation.id else UNASKED
    words, extent = _words(quotation, standing)
    return Verdict(
        quotation=quotation,
        words=words,
        extent=extent,
        standing=standing,
        untold=[note for note in standing.notes if _letters(note)[:_ENOUGH] not in whole],
        is_followed=standing.state == "changed" and standing.today in ids,
    )


_ENOUGH = 100
"""Letters by which a note is known."""


def _letters(text: str) -> str:
    """The letters and digits of a text, which no format writes otherwise."""
    return "".join(filter(str.isalnum, text))


def _words(
    quotation: Quotation, standing: Standing
) -> tuple[Literal["same", "altered", "unproven"], Extent | None]:
    """Whether the words are those that the id was made of, or those of the archive; and how much
    they are of these.
    """
    from index import extent  # noqa: PLC0415  (loaded where it is wanted)

    if not quotation.id:
        return "unproven", None
    if not quotation.is_part and quotation.text:
        # What an older archive holds, an export may have cleaned.
        if quotation.proven is not None or clean(standing.text) in quotation.texts:
            return "same", None
        if not quotation.may_be_part:
            return "altered", None
    if not standing.text:
        return "unproven" if quotation.is_some else "altered", None
    found = extent(quotation.texts[0], standing.text)
    return "same" if found else "altered", found
