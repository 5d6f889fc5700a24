# ruff: noqa: E501  (sentences of made-up news)
"""A small archive in memory with the facade of the real one, for texts the real one would clean."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from fake_dossiers import FakeDossiers

from index.compare.articles import compare
from index.core.article_view import ArticleView, MentionView, ParagraphView
from index.core.bookmark import Anchor, Bookmark, Draft
from index.core.counts import ClauseCount, CoOccurrence, EntityCount, Facets, JointDates, NameCounts
from index.core.entity_view import EntityView
from index.core.hits import Hit, Unshown
from index.core.hop import Hop
from index.core.ledger import LedgerEntry, SpeakerCount
from index.core.publication import Publication
from index.core.quote_view import QuoteView
from index.core.reports import Feed, FeedOutcome, FetchReport, Stats
from index.core.story import Story, StoryPart
from index.core.values import Span
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.history import History
from index.export.registry import DEFAULT, parts
from index.export.selection import of_bookmark
from index.query.nodes import Everything, Query, Repair
from index.search.ledger_entries import Said
from index.search.peaks import Peak
from index.search.pivot import Axis, PivotTable
from index.search.results import Relaxation, Results
from index.search.timeline import Bar, Dated

if TYPE_CHECKING:
    from index import (
        Cancellation,
        Change,
        ChangedArticle,
        Comparison,
        Duplicate,
        Edit,
        EntityType,
        FileName,
        FormerParagraph,
        KeptEdit,
        ListedCorrection,
        MarkChange,
        NutgrafError,
        Occurrences,
        Related,
        Scope,
        SharedText,
        Sort,
        Target,
        WatchedName,
    )
    from tui.asked import Asked, Progress, Stop


def article(
    number, title, paragraphs, *, outlet="Harbour Courier", date="2025-11-01", url="", names=()
):
    views = []
    for at, text in enumerate(paragraphs, 1):
        mentions = []
        for key, (kind, name) in enumerate(names, 1):
            start = text.find(name)
            if start >= 0:
                mentions.append(MentionView(start, start + len(name), key, kind, name, 0.9))
        mentions.sort(key=lambda mention: mention.start)
        views.append(
            ParagraphView(number * 10000 + at, f"a{number}-{at}", at, text, tuple(mentions))
        )
    return ArticleView(
        number=number, id=f"a{number}", version=1, versions=1, tags=("apec",), origin="",
        publication=Publication(
            title=title, outlet=outlet, byline="Mara Lindqvist", date=date, section="world",
            language="en", url=url or f"https://news.example/{number}",
        ),
        date_from="", paragraphs=tuple(views),
    )  # fmt: skip


_Step = tuple[str, dict[int, Bookmark]]
"""What was done, and the bookmarks before it."""


class FakeHits:
    def __init__(self, rows):
        self._rows = rows

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, at):
        return self._rows[at]

    def numbers(self):
        return [row.number for row in self._rows]

    def firsts(self):
        articles = [row.article for row in self._rows]
        return [articles.index(each) for each in articles]

    def unmarked(self):
        return self


class FakeNames(NameCounts):
    def __init__(self, names: Iterable[EntityCount] = ()) -> None:
        self._names = tuple(names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, at):
        return self._names[at]

    def containing(self, words: str) -> Sequence[EntityCount]:
        return FakeNames(each for each in self if words.lower() in each.name.lower())


class FakeRulings:
    """No text comes again and again."""

    def among(self, paragraphs: Sequence[int]) -> frozenset[int]:
        return frozenset()

    def say(self, paragraphs: Sequence[int], *, is_furniture: bool) -> int:
        raise NotImplementedError


class FakeRemovals:
    """Nothing is taken out."""

    def articles_of(self, paragraphs: Sequence[int]) -> Sequence[int]:
        return []

    def among(self, paragraphs: Collection[int]) -> Mapping[int, int]:
        return {}

    def remove(self, articles: Sequence[int]) -> int:
        raise NotImplementedError


class FakeVersions:
    """Every article has one version."""

    def states(self, article: int) -> Sequence[int]:
        return [1]

    def between(self, article: int, old: int, new: int) -> Comparison:
        raise NotImplementedError

    def compare(self, old: ArticleView, new: ArticleView) -> Comparison:
        return compare(old, new)

    def changed(self, paragraphs: Sequence[int] | None = None) -> Sequence[ChangedArticle]:
        return []


class FakeQuotes:
    """Nobody says anything."""

    def speakers(
        self,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
    ) -> Sequence[SpeakerCount]:
        return ()

    def said(
        self,
        speaker: int,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
    ) -> Said:
        raise NotImplementedError

    def by_others(self, entry: LedgerEntry) -> Sequence[QuoteView]:
        return ()


class FakeCopies:
    """No paragraph stands in two articles."""

    def of(self, paragraph: int) -> Sequence[Hit]:
        return []

    def text_of(self, article: int) -> SharedText | None:
        return None


class FakeStories:
    """No two articles tell one event."""

    def of(self, results: Results | None = None) -> Sequence[Story]:
        return []

    def parts(self, story: Story) -> Sequence[StoryPart]:
        raise NotImplementedError

    def look(self, story: Story) -> None:
        raise NotImplementedError


class FakeTrail:
    """Hops in memory."""

    def __init__(self) -> None:
        self._hops: dict[int, Hop] = {}

    def keep(self, hop: Hop) -> None:
        self._hops[hop.number] = hop

    def hops(self) -> Sequence[Hop]:
        return [self._hops[number] for number in sorted(self._hops)]


class FakeRelated:
    """Nothing is related."""

    def of(self, paragraph: int, count: int = 20) -> Sequence[Related]:
        return []


class FakeEntityEditor:
    """Entities without edits."""

    def __init__(self, archive: FakeArchive) -> None:
        self._archive = archive

    def entities(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        return self._archive.entities(words, kind)

    def doubtful(self, words: str = "", kind: EntityType | None = None) -> Sequence[EntityCount]:
        return []

    def duplicates(self, limit: int = 300) -> Sequence[Duplicate]:
        return []

    def kept(self) -> Sequence[KeptEdit]:
        return []

    def preview(self, edits: Sequence[Edit]) -> Sequence[Change]:
        return []

    def naming(self, entity: int) -> Sequence[Change]:
        return []

    def apply(self, edits: Sequence[Edit]) -> str:
        return "nothing"

    def take_back(self, numbers: Sequence[int]) -> None:
        raise NotImplementedError


class FakeWatchList:
    """No names are watched for."""

    def names(self) -> Sequence[WatchedName]:
        return []

    def preview(self, names: Sequence[WatchedName]) -> Occurrences:
        raise NotImplementedError

    def naming(self, name: WatchedName) -> Sequence[Change]:
        return []

    def add(self, names: Sequence[WatchedName], **_: object) -> int:
        return 0

    def remove(self, names: Sequence[WatchedName], **_: object) -> int:
        return 0


class FakePlaces:
    """No place was put right by itself."""

    def kept(self) -> Sequence[ListedCorrection]:
        return []

    def at(
        self, paragraph: int, start: int, end: int, kind: str = "name"
    ) -> ListedCorrection | None:
        return None

    def speaker(self, paragraph: int, start: int, end: int, to: Target | None, **_: object) -> str:
        raise NotImplementedError

    def naming(self, number: int) -> Sequence[Change]:
        return []

    def name(self, paragraph: int, start: int, end: int, to: Target | None, **_: object) -> str:
        raise NotImplementedError

    def take_back(self, numbers: Collection[int], **_: object) -> int:
        return 0


def _feed(number: int, title: str, **told) -> Feed:
    return Feed(number=number, url=f"https://{title.lower()}.example/rss", title=title, **told)


class FakeFeeds:
    """Two feeds, one of which cannot be read; nothing comes from either."""

    def all(self) -> list[Feed]:
        at = "2025-11-03T10:12:00+00:00"
        return [
            _feed(1, "Echo", fetched=at, answered=at, status=200),
            _feed(2, "Tide", fetched=at, status=404, error="HTTP 404"),
        ]

    def fetch(self, references=(), options=None, *, tell=None, stop=None) -> FetchReport:
        outcomes = [
            FeedOutcome(feed=feed, state="failed" if feed.fails else "same", message=feed.error)
            for feed in self.all()
            if str(feed.number) in references
        ]
        for one in outcomes:
            tell(one)
        return FetchReport(outcomes=outcomes)


class FakeEnrichment:
    """Everything is up to date."""

    is_pending = False

    def run(self) -> int:
        return 0

    def pending(self, name: str) -> int:
        return 0


class FakeArchive:
    """Words are found as plain pieces of text, all of them."""

    notice = address = lacking = ""

    def damage(self) -> NutgrafError | None:
        """Nothing is wrong with what it holds, whatever a test has it raise."""
        return None

    def __init__(self, articles: Iterable[ArticleView]) -> None:
        self._articles = {each.number: each for each in articles}
        self._marks: dict[int, Bookmark] = {}
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._history: list[str] = []
        self._seen: set[int] = set()
        self._saved: dict[str, str] = {}
        self.dossiers = FakeDossiers(self)
        self.news = False
        self._places: dict[int, int] = {}
        self._drafts: dict[str, Draft | None] = {}
        self.trail = FakeTrail()

    def search(
        self,
        text: str,
        *,
        filters: Sequence[str] = (),
        sort: Sort | None = None,
        scope: Scope | None = None,
        typing: bool = False,
        fold: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Results:
        words = text.lower().split()
        marked = "is:bookmarked" in words
        words = [word for word in words if ":" not in word]
        wanted = [f.partition(":")[2].strip('"').lower() for f in filters if not f.startswith("-")]
        unwanted = [f.partition(":")[2].strip('"').lower() for f in filters if f.startswith("-")]
        rows: list[Hit] = []
        names: Counter[tuple[int, EntityType, str]] = Counter()
        outlets: Counter[str] = Counter()
        months: Counter[str] = Counter()
        days: Counter[str] = Counter()

        def highlight(passage):
            low = passage.lower()
            return tuple(
                sorted((low.find(w), low.find(w) + len(w)) for w in words if low.find(w) >= 0)
            )

        for art in self._articles.values():
            for p in art.paragraphs:
                if marked and p.number not in self._marks:
                    continue
                hay = (p.text + " " + art.outlet).lower()
                if not all(w in hay for w in [*words, *wanted]) or any(w in hay for w in unwanted):
                    continue
                rows.append(
                    Hit(
                        number=p.number,
                        article=art.number,
                        ordinal=p.ordinal,
                        paragraphs=len(art.paragraphs),
                        heading=art.publication.heading,
                        text=p.text,
                        score=1.0,
                        spans=highlight(p.text),
                        bookmarked=p.number in self._marks,
                        beside=partial(_beside, Unshown(art.id, p.id, art.publication)),
                    )
                )
                outlets[art.outlet] += 1
                months[art.date[:7]] += 1
                days[art.date[:10]] += 1
                for key in {(m.entity, m.type, m.name) for m in p.mentions}:
                    names[key] += 1
        counts = [EntityCount(k[0], k[1], k[2], n) for k, n in names.most_common()]
        clauses, at = [], 0
        for word in words:
            at = text.lower().find(word, at)
            clauses.append(ClauseCount(Span(at, at + len(word)), len(rows) + 5, len(rows)))
            at += len(word)
        repairs: tuple[Repair, ...] = ()
        if text.count('"') % 2 and not typing:
            repairs = (
                Repair(
                    Span(text.rfind('"'), text.rfind('"') + 1), "The quote is closed at the end."
                ),
            )
        ways = (
            (Relaxation(f"without {words[-1]}", " ".join(words[:-1]), 3),)
            if words and not rows and not typing
            else ()
        )
        return Results(
            query=Query(text, Everything(span=Span(0, 0)), sort or "newest", scope or "paragraph", repairs),
            hits=FakeHits(rows), paragraphs=len(rows), articles=len({r.article for r in rows}),
            clauses=tuple(clauses),
            counted=lambda: Facets(
                people=FakeNames(c for c in counts if c.type == "person"),
                organisations=FakeNames(c for c in counts if c.type == "org"),
                places=FakeNames(c for c in counts if c.type == "place"),
                outlets=tuple(outlets.most_common()), months=tuple(sorted(months.items())),
            ),
            dated=lambda: sorted(days.items()), milliseconds=3.0, killer=clauses[-1].span if clauses and not rows else None,
            wider=lambda: ways, highlight=lambda each, _: highlight(each.text), highlight_title=lambda title, _: highlight(title), only_here=lambda kind: FakeNames(),
            basis=(tuple(self._articles), self._own(text)),
        )  # fmt: skip

    @property
    def versions(self) -> FakeVersions:
        return FakeVersions()

    @property
    def quotes(self) -> FakeQuotes:
        return FakeQuotes()

    @property
    def stories(self) -> FakeStories:
        return FakeStories()

    @property
    def copies(self) -> FakeCopies:
        return FakeCopies()

    @property
    def related(self) -> FakeRelated:
        return FakeRelated()

    @property
    def furniture(self) -> FakeRulings:
        return FakeRulings()

    @property
    def removals(self) -> FakeRemovals:
        return FakeRemovals()

    def see(self, paragraphs: Collection[int]) -> None:
        self._seen |= set(paragraphs)

    def seen(self) -> frozenset[int]:
        return frozenset(self._seen)

    def co_occurrences(self, number: int, kind: EntityType | None = None) -> Sequence[CoOccurrence]:
        return self.entity(number).co_occurrences

    @property
    def places(self) -> FakePlaces:
        return FakePlaces()

    def watched_names(self) -> FakeWatchList:
        return FakeWatchList()

    @property
    def entity_editor(self) -> FakeEntityEditor:
        return FakeEntityEditor(self)

    def entity(self, number: int) -> EntityView:
        one = next(each for each in self.entities() if each.entity == number)
        company = [CoOccurrence(c.entity, c.type, c.name, 1, 1.0) for c in self.entities()]
        return EntityView(
            number=number, type=one.type, name=one.name, aliases=((one.name, one.count),),
            paragraphs=one.count, articles=1, first="2025-11-01", last="2025-11-02",
            months=(("2025-11", one.count),), co_occurrences=[c for c in company if c.entity != number],
            newest=self.search(one.name).hits[0:9],
        )  # fmt: skip

    def joint_dates(self, number: int, others: Sequence[int]) -> Sequence[JointDates]:
        return [
            JointDates(other, (("2025-11", 1),), "2025-11-01", "2025-11-01") for other in others
        ]

    def pivot(self, results: Results, rows: Axis, columns: Axis) -> PivotTable:
        return PivotTable(rows, columns, (), (), (), results.paragraphs)

    def peaks(self, results: Results, bars: Sequence[Bar], most: int = 5) -> Sequence[Peak]:
        return []

    def dated(self, results: Results, clauses: Sequence[str]) -> Sequence[Dated]:
        return [self.search(results.query.text, filters=[clause]).dated() for clause in clauses]

    def article_of(self, paragraph: int) -> ArticleView:
        # An article may have more than ten thousand.
        return next(
            one
            for one in self._articles.values()
            if 0 < paragraph - one.number * 10000 <= len(one.paragraphs)
        )

    def _paragraph(self, number):
        art = self.article_of(number)
        return art, art.paragraphs[number - art.number * 10000 - 1]

    def entities(
        self, prefix: str = "", kind: EntityType | None = None, limit: int = 200
    ) -> Sequence[EntityCount]:
        found = [
            c for f in [self.search("").facets] for c in (*f.people, *f.organisations, *f.places)
        ]
        return [c for c in found if prefix.lower() in c.name.lower() and kind in (None, c.type)][
            :limit
        ]

    def bookmarks(self) -> Sequence[Bookmark]:
        return list(self._marks.values())[::-1]

    def noted(self) -> frozenset[int]:
        return frozenset(number for number, mark in self._marks.items() if mark.note)

    def keep_place(self, paragraph: int) -> None:
        self._places[self.article_of(paragraph).number] = paragraph

    def place(self, article: int) -> int | None:
        return self._places.get(article)

    def keep_draft(self, subject: str, draft: Draft | None) -> None:
        self._drafts[subject] = draft

    def draft(self, subject: str) -> Draft | None:
        return self._drafts.get(subject)

    def is_written_elsewhere(self, subject: str) -> bool:
        return False

    def bookmarked(self) -> frozenset[int]:
        return frozenset(self._marks)

    def bookmark(self, paragraph):
        return self._marks.get(paragraph)

    def add_bookmark(self, paragraph):
        self.add_bookmarks([paragraph])
        return self._marks[paragraph]

    def add_bookmarks(
        self,
        paragraphs: Sequence[int],
        change: MarkChange | None = None,
        *,
        progress: Progress = None,
        stop: Stop = None,
    ) -> int:
        new = [number for number in paragraphs if number not in self._marks]
        self._remember((change and change.what) or _label("bookmark", len(new)))
        for number in new:
            self._mark(number)
        self._change(paragraphs, change)
        return len(new)

    def change_bookmarks(
        self,
        numbers: Sequence[int],
        change: MarkChange,
        *,
        progress: Progress = None,
        stop: Stop = None,
    ) -> int:
        self._remember(change.what)
        self._change(numbers, change)
        return len(numbers)

    def remove_bookmarks(
        self, numbers: Sequence[int], *, progress: Progress = None, stop: Stop = None
    ) -> int:
        self._remember(f"removal of {len(numbers)} bookmarks")
        for number in numbers:
            del self._marks[number]
        return len(numbers)

    def paragraph_marked(self, bookmark: Bookmark) -> int | None:
        return next((at for at, mark in self._marks.items() if mark == bookmark), None)

    def today(self, paragraphs: Collection[int]) -> dict[int, FormerParagraph]:
        return {}

    def bookmarks_on(self, paragraphs: Collection[int]) -> Sequence[Bookmark]:
        return [self._marks[number] for number in paragraphs if number in self._marks]

    def remove_bookmarks_on(
        self, paragraphs: Sequence[int], *, progress: Progress = None, stop: Stop = None
    ) -> int:
        gone = [number for number in paragraphs if number in self._marks]
        return self.remove_bookmarks(gone)

    def _change(self, numbers, change):
        for number in numbers if change else ():
            mark = self._marks[number]
            self._marks[number] = dataclasses.replace(
                mark, note=change.noted(mark.note), tags=change.tagged(mark.tags)
            )

    def _mark(self, paragraph):
        if paragraph not in self._marks:
            art, p = self._paragraph(paragraph)
            anchor = Anchor(exact=p.text, prefix="", suffix="", ordinal=p.ordinal, hash=0)
            self._marks[paragraph] = Bookmark(
                number=paragraph, anchor=anchor, article=art.number, article_id=art.id, version=1,
                paragraph=paragraph, paragraph_id=p.id, ordinal=p.ordinal,
                paragraphs=len(art.paragraphs), text=p.text, state="kept", note="", tags=(),
                created="", publication=art.publication,
            )  # fmt: skip

    def _remember(self, what):
        self._undo.append((what, dict(self._marks)))

    def remove_bookmark(self, number):
        self._remember("bookmark taken away")
        del self._marks[number]

    def set_note(self, number, note):
        self._remember("note")
        self._marks[number] = dataclasses.replace(self._marks[number], note=note)

    def set_tags(self, number, tags):
        self._remember("tags")
        self._marks[number] = dataclasses.replace(self._marks[number], tags=tuple(tags))

    def others_step(self, *, again: bool = False) -> str:
        """All that is done to it is done in one session."""
        del again
        return ""

    def step_besides_names(self, *, again: bool = False) -> str:
        """Marks are all that can be undone in it."""
        kept = self._redo if again else self._undo
        return kept[-1][0] if kept else ""

    def undo(self, *, progress: Progress = None, stop: Stop = None) -> str | None:
        if not self._undo:
            return None
        what, before = self._undo.pop()
        self._redo.append((what, self._marks))
        self._marks = before
        return what

    def redo(self, *, progress: Progress = None, stop: Stop = None) -> str | None:
        if not self._redo:
            return None
        what, after = self._redo.pop()
        self._undo.append((what, self._marks))
        self._marks = after
        return what

    def history(self) -> Sequence[str]:
        return self._history[::-1]

    def remember(self, text: str) -> None:
        self._history.append(text)

    def files(self, words: str = "", limit: int = 8) -> Sequence[FileName]:
        return ()

    def saved(self) -> dict[str, str]:
        return dict(self._saved)

    def save_search(self, name: str, text: str, *, looked_at: bool = False) -> None:
        self._saved[name] = text

    def forget_search(self, name: str) -> None:
        del self._saved[name]

    reached = 0

    def news_of(self, name: str) -> Sequence[int]:
        return ()

    def standing_for(self, texts: Sequence[str]) -> dict[str, str]:
        return {}

    def rename_search(self, name: str, new: str) -> int:
        self._saved[new] = self._saved.pop(name)
        return 0

    def look_at_saved(self, name: str, reached: int | None = None) -> None:
        pass

    def nothing_new(self, name: str, reached: int | None = None) -> None:
        pass

    def looked_at_saved(self) -> frozenset[str]:
        return frozenset(self._saved)

    def is_current(self, results: Results) -> bool:
        rested = results.basis
        return rested == (tuple(self._articles), self._own(results.query.text))

    def _own(self, text):
        return tuple(self._marks) if "is:bookmarked" in text else ()

    def refresh(self) -> bool:
        news, self.news = self.news, False
        return news

    def prepare(self) -> str:
        return ""

    @property
    def feeds(self) -> FakeFeeds:
        return FakeFeeds()

    def enrichment(self) -> FakeEnrichment:
        return FakeEnrichment()

    def stats(self) -> Stats:
        outlets = Counter(a.outlet for a in self._articles.values())
        return Stats(
            articles=len(self._articles), versions=0, paragraphs=0, furniture=0, undated=0, first_date="",
            last_date="", outlets=tuple(outlets.items()), entities={}, mentions=0, bookmarks=0,
            notes=0, archive_bytes=0, index_bytes=0,
        )  # fmt: skip

    def selection(self, paragraphs: Sequence[int]) -> Sequence[Excerpt]:
        pairs = [self._paragraph(number) for number in paragraphs]
        return [
            Excerpt(
                paragraph_id=p.id,
                text=p.text,
                ordinal=p.ordinal,
                paragraphs=len(art.paragraphs),
                publication=art.publication,
                history=History(file=art.origin.rpartition("/")[2]),
            )
            for art, p in pairs
        ]

    def export(
        self, excerpts: Sequence[Excerpt], form: str = "", heading: Heading | None = None
    ) -> Iterator[str]:
        return parts(form or DEFAULT, excerpts, heading or Heading())

    def marked(self, bookmarks: Sequence[Bookmark]) -> Sequence[Excerpt]:
        return [of_bookmark(mark) for mark in bookmarks]

    def interrupt(self) -> None:
        pass

    def close(self):
        pass


if TYPE_CHECKING:

    def _it_is_what_the_screen_asks(archive: FakeArchive) -> Asked:
        return archive


def _beside(known: Unshown, _number: int) -> Unshown:
    return known


def _label(what, count):
    return what if count == 1 else f"{count} {what}s"


NAMES = (
    ("person", "Lee Jae-myung"),
    ("person", "Xi Jinping"),
    ("place", "Gyeongju"),
    ("org", "Hanwha Ocean"),
    ("place", "Beijing"),
    ("org", "Apec"),
)


def sample():
    """Enough articles to look at."""
    lead = "Lee Jae-myung met Xi Jinping in Gyeongju on Saturday, the last day of the Apec summit, and both said they wanted ties back on track after years of drift."
    rest = [
        "“Both sides wish to restore trust,” the national security adviser told reporters in Beijing. Seven agreements were signed, among them a won–yuan currency swap worth 70 trillion won over five years.",
        "The talks touched on the disputed waters west of the peninsula and on sanctions against five units of Hanwha Ocean, which Beijing announced in October.",
        "No joint statement followed. Officials from both delegations described the mood as frank and said working-level contacts would resume before the end of the year.",
        "Outside the museum a few hundred protesters stood behind police lines; others waved flags of both countries as the motorcade left for the airport.",
    ]
    return [
        article(n, title, [lead, *rest * (1 + n % 3)], outlet=outlet, date=date, names=NAMES)
        for n, (title, outlet, date) in enumerate(
            [
                ("Lee and Xi agree to restore ties at Gyeongju summit", "Harbour Courier", "2025-11-01"),
                ("Currency swap leads list of seven agreements", "The Northern Ledger", "2025-11-02"),
                ("Hanwha Ocean sanctions left for working-level talks", "Strait Observer", "2025-10-31"),
                ("What the summit did not settle", "Harbour Courier", "2025-11-03"),
                ("Apec leaders close with a joint declaration", "Daily Meridian", "2025-11"),
                ("Protesters gather outside the museum in Gyeongju", "Strait Observer", ""),
            ] * 4,
            1,
        )
    ]  # fmt: skip
