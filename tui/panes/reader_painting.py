"""A line of the reader: the margin, the text, and in it hits and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.matches import HEADLINE
from tui.panes.reader_margin import margin, said_on

if TYPE_CHECKING:
    from index import ArticleView
    from tui.matches import MatchCursor
    from tui.panes.reader_layout import Line, ReaderLayout
    from tui.panes.reader_names import NameCursor
    from tui.panes.reader_words import WordSelection


@dataclass(frozen=True, slots=True)
class Look:
    """What else than its text decides how an article looks. `margin` is in cells, `paragraph` the
    position of the current one, `focus` whether the reader has it.
    """

    hits: MatchCursor
    names: NameCursor
    words: WordSelection
    bookmarked: frozenset[int]
    noted: frozenset[int]
    margin: int
    paragraph: int
    focus: bool

    def sign(self, number: int) -> str:
        """What says that a paragraph is bookmarked, or has a note too."""
        if number in self.noted:
            return "✎"
        return "★" if number in self.bookmarked else ""


def line_content(article: ArticleView, lines: ReaderLayout, y: int, look: Look) -> Content:
    """Line `y` of an article, the margin before it."""
    line, blank = lines.line(y), Content(" " * look.margin)
    match line.kind:
        case "title":
            text = Content.styled(line.text, present.HEADLINE)
            marks = look.hits.styles(HEADLINE, present.HIT, present.CURSOR_HIT)
            return blank + present.marked(text, line.start, line.end, marks)
        case "meta":
            return blank + Content.styled(line.text, present.QUIET)
        case "blank":
            return blank
        case "fold":
            beside = _beside(article, lines, line, y, look)
            return beside + Content.styled(line.text, present.FAINT)
        case "text":
            beside = _beside(article, lines, line, y, look)
            indent = Content(" " * lines.indent(line))
            return beside + indent + _text(article, lines, line, look)


def _beside(article: ArticleView, lines: ReaderLayout, line: Line, y: int, look: Look) -> Content:
    paragraph = article.paragraphs[line.paragraph]
    return margin(
        paragraph,
        look.margin,
        first=y == lines.tops[line.paragraph],
        current=line.paragraph == look.paragraph,
        focus=look.focus,
        sign=look.sign(paragraph.number),
        said=said_on(paragraph.quotes, line.start, line.end) if line.kind == "text" else "",
    )


def _text(article: ArticleView, lines: ReaderLayout, line: Line, look: Look) -> Content:
    styles = present.mention_styles(article.paragraphs[line.paragraph].mentions)
    styles += look.hits.styles(line.paragraph, present.HIT, present.CURSOR_HIT)
    if (name := look.names.current_in(line.paragraph)) is not None:
        styles.append((name.start, name.end, present.CURSOR_NAME))
    if look.words.paragraph == line.paragraph and (span := look.words.span) is not None:
        styles.append((*span, present.CURSOR_HIT))
    return present.styled_line(lines.texts[line.paragraph], line.start, line.end, styles)
