"""What keys do to the paragraphs the eye is on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from index import Heading
from tui import present
from tui.controllers.marks import Chosen
from tui.screens.dialogs import Confirm
from tui.text import clean, fit, in_marks

if TYPE_CHECKING:
    from tui.controllers.collecting import CollectingController
    from tui.controllers.host import Host
    from tui.controllers.marks import MarksController
    from tui.controllers.sharing import SharingController
    from tui.session import Session

_LEFT_OUT = """Furniture is what stands in many articles and tells nothing of any.
This text is left out of results, counts and names wherever it stands."""
_TITLE = 40  # cells of a headline in a message


class ParagraphsController:
    """Marks and shares paragraphs, and says so where there is none."""

    def __init__(
        self,
        host: Host,
        session: Session,
        marks: MarksController,
        sharing: SharingController,
        collecting: CollectingController,
        *,
        targets: Callable[[], Awaitable[list[int]]],
    ) -> None:
        """`targets` gives the numbers of the paragraphs that a key acts on."""
        self._host, self._session = host, session
        self._marks, self._sharing, self._targets = marks, sharing, targets
        self._collecting = collecting

    async def _or_say(self, nothing: str = "There is no paragraph here.") -> list[int]:
        """The paragraphs that a key acts on; that there is none is said."""
        if not (numbers := await self._targets()):
            self._host.say(nothing)
        return numbers

    async def _to_mark(self, nothing: str = "There is no paragraph here.") -> list[int]:
        """Those of them that can be marked: none of an article that was removed; that is said."""
        numbers = await self._or_say(nothing)
        removed = await self._session.read(self._session.archive.removals.among, numbers)
        left = [number for number in numbers if number not in removed]
        if numbers and not left:
            its = "Its article was" if len(numbers) == 1 else "Their articles were"
            self._host.say(f"{its} removed, and nothing is marked there.")
        return left

    async def bookmark(self) -> None:
        if numbers := await self._to_mark("There is no paragraph to bookmark."):
            await self._marks.press(numbers)

    async def note(self) -> None:
        if numbers := await self._to_mark():
            await self._marks.note(await self._session.read(self._chosen, numbers))

    async def tags(self) -> None:
        if numbers := await self._to_mark():
            await self._marks.tags(await self._session.read(self._chosen, numbers))

    async def collect(self) -> None:
        if numbers := await self._to_mark():
            await self._collecting.paragraphs(numbers)

    def _chosen(self, numbers: Sequence[int]) -> Chosen:
        """Paragraphs with the bookmarks they have; called in a thread."""
        archive = self._session.archive
        marks = archive.bookmarks_on(numbers)
        if len(numbers) > 1:
            return Chosen(marks, numbers)
        article = archive.article_of(numbers[0])
        passage = next(each.text for each in article.paragraphs if each.number == numbers[0])
        return Chosen(marks, numbers, passage)

    async def copy(self) -> None:
        if numbers := await self._or_say("There is no paragraph to copy."):
            await self._sharing.copy(
                await self._session.read(self._session.archive.selection, numbers)
            )

    async def export(
        self,
        query: str,
        every: Sequence[int] = (),
        *,
        found: int = 0,
        lost: Callable[[int], bool] = lambda _: False,
        folded: int = 0,
        furniture: Callable[[], int] = int,
        elsewhere: int = 0,
    ) -> None:
        """Export them, or `every` one of some paragraphs, as what a query found; see `Heading`.
        `lost` says which ones it finds no longer, `furniture` how many are left out as such,
        `elsewhere` how many are not on view.
        """
        if numbers := every or await self._or_say("There is nothing to export."):
            excerpts = await self._session.read(self._session.archive.selection, numbers)
            gone = sum(map(lost, numbers))
            hidden = await self._session.read(furniture)
            heading = Heading(query=query, found=found, lost=gone, folded=folded, furniture=hidden)
            await self._sharing.export(excerpts, heading, elsewhere=elsewhere)

    async def furniture(self) -> None:
        """Say of texts that they are no furniture; of one that is none, that it is."""
        if not (numbers := await self._to_mark()):
            return
        rulings = self._session.archive.furniture
        among = await self._session.read(rulings.among, numbers)
        if not among and len(numbers) > 1:
            self._host.say("Only one paragraph at a time is made furniture.")
            return
        asked = Confirm("Is this furniture?", _LEFT_OUT, "Leave out")
        if not among and await self._host.ask(asked) != "yes":
            return
        texts = await self._session.do(
            partial(rulings.say, sorted(among) or numbers, is_furniture=not among)
        )
        undo, again = self._marks.undo_sign, "is" if texts == 1 else "are"
        what = "This text" if texts == 1 else present.plural(texts, "text")
        told = f"{again} shown again" if among else f"{again} furniture now, and left out,"
        self._host.say(f"{what} {told} wherever it stands; {undo} undoes that.")
        await self._marks.refresh()

    async def remove(self, elsewhere: int = 0) -> None:
        """Take the articles of paragraphs out of the archive, after a question where some of these,
        `elsewhere`, are not on view.
        """
        if not (numbers := await self._or_say("There is no article here.")):
            return
        removals = self._session.archive.removals
        articles = await self._session.read(removals.articles_of, numbers)
        if elsewhere:
            some, of = present.number(elsewhere), present.plural(len(numbers), "selected paragraph")
            words = f"{present.plural(len(articles), 'article')}. Of {of} {some} are not on view."
            if await self._host.ask(Confirm("Remove what is selected?", words, "Remove")) != "yes":
                return
        title = await self._session.read(self._title, numbers[0])
        removed = await self._session.do(partial(removals.remove, articles))
        if not removed:
            self._host.say("What is chosen was removed already.")
            return
        what = f"{title} is" if removed == 1 else f"{present.plural(removed, 'article')} are"
        back = "it" if removed == 1 else "them"
        self._host.say(f"{what} removed; {self._marks.undo_sign} brings {back} back.")
        await self._marks.refresh()

    def _title(self, paragraph: int) -> str:
        """What a message calls the article of a paragraph; called in a thread."""
        title = clean(self._session.archive.article_of(paragraph).publication.title)
        return in_marks(fit(title, _TITLE)) if title else "This article"

    async def browse(self) -> None:
        if numbers := await self._or_say():
            read = self._session.read
            excerpts = await read(self._session.archive.selection, numbers)
            self._sharing.browse([one.url for one in excerpts], excerpts[0].cited.history.file)
