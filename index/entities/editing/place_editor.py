"""The place editor: what a reader says of one place, or of words in one article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from index.core import anchors
from index.core.bookmark import Anchor
from index.core.clean import clean
from index.core.correction import Correction, ListedCorrection, Target
from index.core.entity_edits import identity
from index.core.errors import InputError, NotFound
from index.core.values import CorrectionKind
from index.entities.editing import correction_file
from index.entities.editing.changes import Changes, Places
from index.library.undo import History, Progress, Stop
from index.store.database import Database
from index.store.names import corrected_names, entity_names, kept_corrections, kept_edits
from index.store.names.entity_names import own_names


class PlaceEditor:
    """The corrections of an archive. What is said of a place again is said in the place of what was
    said before. Each change is a step of undo.

    `derive` goes through what follows from names, quotes first of all; `settle` says anew what goes
    without saying of them; `changed` is called then, to bring the index up to date.
    """

    def __init__(
        self,
        database: Database,
        history: History,
        *,
        derive: Callable[[Progress | None, Stop | None], object],
        settle: Callable[[], object],
        changed: Callable[[], object],
    ) -> None:
        self._database, self._history = database, history
        self._derive, self._settle, self._changed = derive, settle, changed

    def kept(self) -> Sequence[ListedCorrection]:
        """All corrections, the last one first."""
        with self._database.snapshot():
            return kept_corrections.listed(self._database.connection)

    def at(
        self, paragraph: int, start: int, end: int, kind: CorrectionKind = "name"
    ) -> ListedCorrection | None:
        """The correction of a kind that lies in a part of a paragraph, if any."""
        with self._database.snapshot():
            connection = self._database.connection
            there = kept_corrections.covering(connection, paragraph, start, end, kind)
            if not there:
                return None
            return next(
                (one for one in kept_corrections.listed(connection) if one.number == there[0]), None
            )

    def naming(self, number: int) -> Changes:
        """The paragraphs of current texts in which a correction lies, as a preview shows them."""
        with self._database.snapshot():
            connection = self._database.connection
            said = [one for one in kept_corrections.kept(connection) if one.number == number]
            places: Places = {}
            for paragraph, start, end in kept_corrections.places_of(connection, number):
                to = said[0].correction.to if said else None
                places.setdefault(paragraph, []).append((start, end, to and (to.type, to.name)))
            return Changes.newest_first(self._database, places)

    def name(
        self,
        paragraph: int,
        start: int,
        end: int,
        to: Target | None,
        *,
        everywhere: bool = False,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> str:
        """Say whom some words of a paragraph (by number) name, None for nobody; what was done, in
        words. `everywhere`: wherever the article has the words.

        Raises NotFound where there is no such paragraph, and InputError that says what is wrong.
        """
        with self._history.step() as step:
            correction, instead = self._proposed(paragraph, start, end, to, everywhere=everywhere)
            step.label = str(correction)
            step.did(corrected_names.add(self._database, [correction], instead))
        self._follow(progress, stop)
        return str(correction)

    def speaker(
        self,
        paragraph: int,
        start: int,
        end: int,
        to: Target | None,
        *,
        role: str = "",
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> str:
        """Say whose the quote is that stands in a part of a paragraph (by number): somebody's with
        a name, that of somebody who is called what is given as `role`, or, without either, that it
        is no speech; what was done, in words. Raises as `name` does.
        """
        with self._history.step() as step:
            role = " ".join(clean(role).split())
            correction, instead = self._said(paragraph, start, end, to, role)
            step.label = str(correction)
            step.did(corrected_names.add(self._database, [correction], instead))
        self._follow(progress, stop)
        return str(correction)

    def take_back(
        self,
        numbers: Collection[int],
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Take corrections back, whenever they were made, as if they had never been; how many there
        were.
        """
        with self._history.step() as step:
            known = {one.number: one for one in self.kept()}
            gone = [known[number] for number in numbers if number in known]
            what = str(gone[0]) if len(gone) == 1 else f"{len(gone)} corrections"
            step.label = f"removal of: {what}"
            step.did(corrected_names.remove(self._database, {one.number for one in gone}))
        if gone:
            self._follow(progress, stop)
        return len(gone)

    def rules(self) -> str:
        """All corrections as a part of the file of edits (TOML), in the order they were made."""
        return correction_file.write((one.article, one.correction) for one in self.kept()[::-1])

    def read_rules(self, text: str) -> tuple[int, int]:
        """Make the corrections of such a file that are not made yet; how many they were, and how
        many are about articles that the archive has not. Raises InputError that names what is
        wrong; then none was made.
        """
        with self._history.step() as step:
            connection = self._database.connection
            articles = kept_corrections.article_numbers(connection)
            every, lacking = correction_file.read(text, articles)
            known = {one.correction for one in kept_corrections.kept(connection)}
            new = [one for one in dict.fromkeys(every) if one not in known]
            step.label = f"{len(new)} corrections taken over"
            step.did(corrected_names.add(self._database, new))
        if new:
            self._follow(None, None)
        return len(new), lacking

    def check_rules(self, text: str) -> None:
        """Raises InputError where `read_rules` would."""
        with self._database.snapshot():
            numbers = kept_corrections.article_numbers(self._database.connection)
        correction_file.read(text, numbers)

    def _follow(self, progress: Progress | None, stop: Stop | None) -> None:
        self._settle()
        self._derive(progress, stop)
        self._changed()

    def _proposed(
        self, paragraph: int, start: int, end: int, to: Target | None, *, everywhere: bool
    ) -> tuple[Correction, set[int]]:
        """A correction, and those that it takes the place of."""
        connection = self._database.connection
        article, words, anchor = self._place(paragraph, start, end)
        there = set(kept_corrections.covering(connection, paragraph, start, end))
        if to is None and not (
            there or kept_corrections.is_named(connection, paragraph, start, end)
        ):
            raise InputError(f"“{words}” is no name here as it is.")
        correction = Correction(
            article=article,
            words=words,
            to=None if to is None else self._meant(to),
            anchor=None if everywhere else anchor,
            start=0 if everywhere else start,
        )
        return correction, {
            one.number
            for one in kept_corrections.kept(connection, [article])
            if one.correction.kind == "name"
            and (one.correction.anchor is None) == everywhere
            and (one.correction.words == words if everywhere else one.number in there)
        }

    def _said(
        self, paragraph: int, start: int, end: int, to: Target | None, role: str
    ) -> tuple[Correction, set[int]]:
        """The same of a quote."""
        article, words, anchor = self._place(paragraph, start, end)
        correction = Correction(
            kind="speaker",
            article=article,
            words=words,
            to=None if to is None else self._meant(to),
            role="" if to else role,
            anchor=anchor,
            start=start,
        )
        connection = self._database.connection
        return correction, {
            *kept_corrections.covering(connection, paragraph, start, end, "speaker")
        }

    def _place(self, paragraph: int, start: int, end: int) -> tuple[int, str, Anchor]:
        """The article, the words, and what finds their paragraph again."""
        article, texts = kept_corrections.text_around(self._database.connection, paragraph)
        at = next((at for at, (number, _) in enumerate(texts) if number == paragraph), None)
        if at is None:
            raise NotFound(f"There is no paragraph {paragraph}.")
        text = texts[at][1]
        words = text[start:end]
        if not 0 <= start < end <= len(text) or words != words.strip():
            raise InputError("These are no words of the paragraph.")
        return article, words, anchors.make([text for _, text in texts], at)

    def _meant(self, to: Target) -> Target:
        """Whom edits lead to somebody: what is found is kept, and edits of names lead it."""
        connection = self._database.connection
        edits = kept_edits.edits_of(kept_edits.kept(connection))
        wanted = identity(*to)
        led = edits.lead(wanted, "")
        if led == wanted:
            return to
        for one in sorted(edits.sources):
            if edits.lead(one, "") == wanted:
                number = kept_edits.numbered(connection, one)
                return Target(one.type, own_names(connection, [number]).get(number, one.key))
        if led is None:
            raise InputError(f"An edit says that {to.name} is not a name.", _BACK)
        if entity_names.mentions(self._database, kept_edits.numbered(connection, wanted)):
            raise InputError(f"An edit leads {to.name} to {edits.names.get(led, led.key)}.", _BACK)
        return to


_BACK = "Take that edit back first, on the entity desk."
