"""An article as the reader shows it, with all of its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.file_places import name_of_file
from index.core.publication import FormerFact, Publication, Published
from index.core.quote_view import QuoteMark
from index.core.values import EntityType


@dataclass(frozen=True, slots=True)
class MentionView:
    """A name in a paragraph and the entity it means; offsets in characters, end exclusive.

    `put_right`: the reader said so of this place, or of the words in this article.
    """

    start: int
    end: int
    entity: int
    type: EntityType
    name: str
    confidence: float
    put_right: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as the reader shows it. `number` is the archive's, `ordinal` counts from 1.

    `furniture`: it stands in many articles of the outlet and tells nothing of this one. `quotes`
    are all that are kept of it, in order; `page` is the printed one (`index.core.page_labels`), ""
    where that is not known.
    """

    number: int
    id: str
    ordinal: int
    text: str
    mentions: tuple[MentionView, ...] = ()
    furniture: bool = False
    quotes: tuple[QuoteMark, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class FurnitureText:
    """A text that is furniture, or of which the reader said that it is none (`furniture`): the
    number and the id of one of its paragraphs, and how many there are in how many articles. `said`:
    by the reader.
    """

    paragraph: int
    id: str
    text: str
    paragraphs: int
    articles: int
    furniture: bool
    said: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A place an article was met at: the file, feed or page, the address it had there, when."""

    origin: str
    url: str
    outlet: str
    seen: str


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where an article stands in its story: the how manieth of how many, by time; `id` is what the
    story is asked for by.
    """

    id: str
    place: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText(Published):
    """How much of an article's text stands in another: so many of its `paragraphs` `of` all.

    `article` is the other one, `paragraph` the first that both have; `articles` are all that have
    more than one. `before`: the other had it first, as far as dates tell.
    """

    paragraphs: int
    of: int
    article: int
    paragraph: int
    publication: Publication
    articles: int
    before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(Published):
    """One version of an article with all of its paragraphs. Unknown metadata is "".

    `sources` are all places the article was met at, the first one first. `shared` says how much of
    it stands in another article, where it was read for a reader. `former_facts` were said of its
    publication before. `removed`: the reader took it out of the archive.
    """

    number: int
    id: str
    version: int
    versions: int
    publication: Publication
    tags: tuple[str, ...]
    origin: str
    date_from: str
    paragraphs: tuple[ParagraphView, ...]
    sources: tuple[SourceView, ...] = ()
    shared: SharedText | None = None
    story: StoryPlace | None = None
    former_facts: tuple[FormerFact, ...] = ()
    removed: bool = False

    @property
    def file(self) -> str:
        """The name of the file that it was read from, where it has no address and is from a file;
        "" else.
        """
        return "" if self.url else name_of_file(self.origin)
