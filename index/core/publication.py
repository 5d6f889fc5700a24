"""What is known of a published text beside its words: the one value that is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

GUESSED = "page: text or address"
"""Where a date was found that a page does not say is that of publication."""

GUESSED_IN_TEXT = "text: a day below the headline"
"""The same of a text."""

MADE = "document: created"
"""The same of a document, of which no more is known than when its file was made."""

CAPTURED = "web archive: time of capture"
"""The same of a page, of which no more is known than when somebody kept it."""

RECEIVED = "mail: Received"
"""The same of a letter that does not say when it was written."""

SENT = "mail: Date"
"""Where letters say when they were sent."""

SENT_WITH = "mail: sent with it"
"""The same of a paper, of which no more is known than when it was sent with a letter."""

LAST_RESORTS = (MADE, CAPTURED, RECEIVED)
"""What such places begin with that every other one comes before."""

ABOUT = ", about"
"""Ends where a date was found that is said to be so roughly: ca. 1911."""

_DOUBTFUL = (GUESSED, GUESSED_IN_TEXT, SENT_WITH, *LAST_RESORTS)


_INFERRED = ("file name", "address", *_DOUBTFUL)


def is_doubtful(date_from: str) -> bool:
    """Whether a date that was found there may well be another than that of publication."""
    return date_from.startswith(_DOUBTFUL) or date_from.endswith(ABOUT)


PASSED_ON_BY = "passed on by "
"""What the tag of a letter begins with that somebody passed on, before who that was."""

LETTER_PEOPLE = {"From": "from ", "To": "to ", "Cc": "cc ", "Bcc": "bcc ", "Reply-To": "reply to "}
"""The same of the people whom a letter names, by the headers that do."""


class FormerFact(NamedTuple):
    """What a source said of a publication before it said otherwise: `name` is the field, `until`
    when the archive got to know the other value, ISO 8601 in UTC.
    """

    name: str
    value: str
    until: str


class Heading(NamedTuple):
    """What a row shows of a publication, see there, and by which its words are marked. A tuple,
    because one is made for every row of every answer.
    """

    title: str = ""
    outlet: str = ""
    date: str = ""
    date_from: str = ""
    language: str = ""

    @property
    def is_date_doubtful(self) -> bool:
        """Whether the date may well be another than that of publication."""
        return bool(self.date) and is_doubtful(self.date_from)

    @property
    def day(self) -> str:
        """The date as far as the day, "≈" before a doubtful one; "undated" where it has none."""
        return "≈ " * self.is_date_doubtful + self.date[:10] if self.date else "undated"


class Publication(NamedTuple):
    """Headline, place and time of a publication; what is not known is "".

    `date` and `updated` are ISO 8601 as far as they are known (a year, a month, a day, an instant);
    `imported` is when the archive got it, or, of what was pulled, when any did; ISO 8601 in UTC.
    `url` holds no password. `date_from` is where the date was found; `captured` is when the page
    was kept as it is in a capture (WARC, HAR, a page saved as one file), ISO 8601, "" where nothing
    says so.
    """

    title: str = ""
    outlet: str = ""
    byline: str = ""
    date: str = ""
    updated: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    imported: str = ""
    date_from: str = ""
    captured: str = ""

    @property
    def heading(self) -> Heading:
        """What a row shows of it."""
        return Heading(self.title, self.outlet, self.date, self.date_from, self.language)

    @property
    def day(self) -> str:
        """The date in a line; see `Heading.day`."""
        return self.heading.day

    @property
    def is_date_doubtful(self) -> bool:
        """See `Heading.is_date_doubtful`."""
        return self.heading.is_date_doubtful


class Published:
    """Whatever is of a publication: what is known of that can be asked of it directly."""

    __slots__ = ()

    if TYPE_CHECKING:
        # Of most a field, which a property here would be the default of.
        @property
        def publication(self) -> Publication: ...

    @property
    def title(self) -> str:
        """The headline."""
        return self.publication.title

    @property
    def outlet(self) -> str:
        """Who published it: a paper, a station, a site."""
        return self.publication.outlet

    @property
    def byline(self) -> str:
        """Who wrote it."""
        return self.publication.byline

    @property
    def date(self) -> str:
        """When it was published."""
        return self.publication.date

    @property
    def is_date_doubtful(self) -> bool:
        """Whether that may well be the date of something else."""
        return self.publication.is_date_doubtful

    @property
    def date_inferred_from(self) -> str:
        """Where it was found, in words, where nothing that is known of the article gives it; ""
        else.
        """
        where = self.publication.date_from
        return where if where.startswith(_INFERRED) or where.endswith("dateline") else ""

    @property
    def day(self) -> str:
        """That as far as the day, in a line; see `Publication.day`."""
        return self.publication.day

    @property
    def updated(self) -> str:
        """When its source last changed it."""
        return self.publication.updated

    @property
    def section(self) -> str:
        """The part of the outlet it stood in."""
        return self.publication.section

    @property
    def language(self) -> str:
        """Its language, as its source calls it."""
        return self.publication.language

    @property
    def url(self) -> str:
        """Its address."""
        return self.publication.url

    @property
    def imported(self) -> str:
        """When the archive got it."""
        return self.publication.imported

    @property
    def captured(self) -> str:
        """When the page was kept that its text is of."""
        return self.publication.captured
