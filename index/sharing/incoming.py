"""Articles out of a cluster into an archive: what others hold is hostile until it is clean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.core import told_language
from index.core.article import PRESS, RECORD, Article
from index.core.clean import clean, clean_article
from index.core.dates import days, now
from index.core.file_places import written
from index.core.late_patterns import late
from index.core.mention import Mention
from index.core.page_labels import label_of
from index.core.publication import FormerFact
from index.core.reports import ImportReport, Skipped
from index.core.shared_article import Coming, SharedArticle, SharedParagraph, SharedVersion
from index.core.told_language import in_its_language
from index.store.articles import former_facts, version_order
from index.store.articles.deduplicate import Deduplicated, Met
from index.store.articles.intake import Arrival, Intake, OutdatedError
from index.store.database import Database

ID = late("[a-z2-7]{12}")
_NAMED_BY = late(r"[\w./:+-]{1,100}")
_MET_UNDER = late(f"(?:{RECORD}|{PRESS})?[a-z2-7]{{12}}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A version as this archive takes it, with the id of its article and whom it names, None where
    its text is another one once it is clean; when others met it, and what was said of it before.
    """

    id: str
    article: Article
    names: tuple[tuple[Mention, ...], ...] | None
    met: tuple[Met, ...]
    coming: Coming
    former: tuple[FormerFact, ...]


class Incoming:
    """Takes articles of a cluster in. The caller holds the writer's lock."""

    def __init__(self, database: Database, report: ImportReport) -> None:
        self._database, self._intake = database, Intake(database)
        self._report = report

    def take(self, articles: Sequence[SharedArticle]) -> int:
        """Store what the archive lacks of some articles, all versions in the order in which they
        were met by whomsoever; how many paragraphs came, or stand in another order. Raises
        ArchiveError.
        """
        groups: dict[str, list[list[_Text]]] = defaultdict(list)
        for article in articles:
            texts = self._texts(article)
            if not texts:
                continue
            by = {one.names_by for one in article.versions if _NAMED_BY.fullmatch(one.names_by)}
            # What was named by several, or is named by none, is named by this archive later.
            known = len(by) == 1 and all(one.names is not None for one in texts)
            groups[by.pop() if known else ""].append(texts)
        return sum(self._store(texts, named_by) for named_by, texts in groups.items())

    def _texts(self, article: SharedArticle) -> list[_Text]:
        """The versions of an article, clean; what is wrong is reported."""
        if not ID.fullmatch(article.id):
            self._report.skipped.append(Skipped(clean(article.id)[:40], "its id is none of ours"))
            return []
        met = tuple(
            Met(one.id, written(one.origin), clean(one.url), clean(one.outlet))
            for one in article.sources
            if _MET_UNDER.fullmatch(one.id)
        )
        texts = []
        for version in article.versions:
            taken = clean_article(as_article(version), article.id)
            if isinstance(taken, Skipped):
                self._report.skipped.append(taken)
                continue
            same = taken.paragraphs == tuple(one.text for one in version.paragraphs)
            names = tuple(map(mentions_of, version.paragraphs)) if same else None
            told = in_its_language(taken)
            texts.append(_Text(article.id, told, names, met, _coming(version), version.former))
        return texts

    def _store(self, articles: Sequence[Sequence[_Text]], named_by: str) -> int:
        """Store articles whose names were found by the same version; see `take`."""
        texts = [text for article in articles for text in article]
        while True:
            judged = self._intake.deduplicate(
                [one.article for one in texts], [one.id for one in texts]
            )
            pairs = [
                Arrival(_met(one, text.met), (text.names or ()) if named_by else ())
                for one, text in zip(judged, texts, strict=True)
                if one.changes_archive
            ]
            try:
                if pairs:
                    self._intake.write(pairs, named_by=named_by, told_by=told_language.VERSION)
            except OutdatedError:
                continue
            break
        told: dict[str, dict[str, Coming]] = defaultdict(dict)
        for text, one in zip(texts, judged, strict=True):
            told[one.id][one.digest] = text.coming._replace(hash=one.digest)
        moved = version_order.settle(self._database, told)
        former: dict[str, dict[str, tuple[FormerFact, ...]]] = defaultdict(dict)
        for text, one in zip(texts, judged, strict=True):
            former[one.id][one.digest] = text.former
        former_facts.settle(self._database, former)
        self._count(articles, judged, moved)
        return sum(
            len(one.article.paragraphs) for one in judged if one.has_new_text or one.id in moved
        )

    def _count(
        self, articles: Sequence[Sequence[_Text]], judged: Sequence[Deduplicated], moved: Some[str]
    ) -> None:
        """Count articles, not their versions."""
        verdicts = iter(judged)
        for texts in articles:
            these = [next(verdicts) for _ in texts]
            self._report.removed += all(one.removed for one in these)
            outcomes = {one.outcome for one in these if not one.removed}
            if "new" in outcomes:
                self._report.new += 1
            elif "changed" in outcomes or any(one.id in moved for one in these):
                self._report.changed += 1
            else:
                self._report.unchanged += 1


def _coming(version: SharedVersion) -> Coming:
    """When others say that they met a text; what is no time says nothing."""
    return Coming(
        version.imported if days(version.imported) else now(),
        version.place,
        version.hash,
        version.captured if days(version.captured) else "",
    )


def as_article(version: SharedVersion) -> Article:
    """A version as a reader would have made it."""
    return Article(
        title=version.title,
        paragraphs=tuple(one.text for one in version.paragraphs),
        outlet=version.outlet,
        byline=version.byline,
        date=version.date if days(version.date) else "",
        updated=version.updated if days(version.updated) else "",
        section=version.section,
        language=version.language,
        url=version.url,
        tags=version.tags,
        date_from=version.date_from,
        origin=version.origin,
        captured=version.captured if days(version.captured) else "",
        pages=tuple(map(label_of, version.pages)),
    )


def mentions_of(paragraph: SharedParagraph) -> tuple[Mention, ...]:
    """Whom a paragraph names, by names that are clean."""
    named = [(one, clean(one.name)) for one in paragraph.names]
    return tuple(
        Mention(one.start, one.end, one.type, name, one.confidence) for one, name in named if name
    )


def _met(judged: Deduplicated, met: Sequence[Met]) -> Deduplicated:
    """What is to be written, with where others met the article."""
    return replace(judged, met=tuple(dict.fromkeys((*judged.met, *met))))
