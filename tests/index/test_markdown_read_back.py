"""Markdown read back gives the very texts that went into it, wherever in it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from index.compare.articles import compare
from index.core.article_view import ArticleView, ParagraphView
from index.core.hits import Hit, Unshown
from index.core.ledger import LedgerEntry, Variant
from index.core.publication import Heading, Publication
from index.core.quote_view import QuoteKind, QuoteView
from index.export.comparison_markdown import comparison_markdown
from index.export.escaping import block, clean
from index.export.quote_formats import quote_parts
from index.search.pivot import PivotItem, PivotTable
from tests.excerpts import excerpt, markdown
from tests.index.test_export_markdown import hostile_text
from tui.pivot_text import markdown as table_markdown

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_READER.use(footnote_plugin).use(front_matter_plugin)
SOME = hostile_text.filter(clean)


def _inline(text: str) -> Iterator[tuple[list[str], Token]]:
    """Each line of text that is shown, with what it stands in."""
    inside: list[str] = []
    for token in _READER.parse(text):
        if token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            yield list(inside), token


def _shown(token: Token) -> str:
    """What a reader sees of a line; what is no text by its type."""
    signs = {"text": "", "softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        child.content or signs[child.type] if child.type in signs else f"<{child.type}>"
        for child in token.children or []
    )


_TYPOGRAPHER = MarkdownIt("commonmark", {"typographer": True}).enable("replacements")


@given(st.text(" .-–—…:ab:+!?", max_size=30))
@example("three dots ... and a dash -- as --- printed :smile: a-b.")
def test_no_typographer_changes_dots_and_dashes(text: str) -> None:
    shown = "".join(
        child.content
        for token in _TYPOGRAPHER.parse("> " + block(text))
        for child in token.children or []
    )
    # “Really?!!!!” loses a mark there, whatever is escaped: that is left.
    assert shown.replace("!", "").replace("?", "") == clean(text).replace("!", "").replace("?", "")


@given(hostile_text)
def test_a_note_is_read_as_it_was_written(note: str) -> None:
    text = markdown([excerpt(paragraph_id="a-1", text="A.", ordinal=1, paragraphs=1, note=note)])
    shown = [_shown(token) for inside, token in _inline(text) if inside == ["paragraph_open"]]
    parts = re.split(r"\n\s*\n", note.replace("\r\n", "\n"))
    wanted = ["\n".join(filter(None, map(clean, part.split("\n")))) for part in parts]
    assert "\n\n".join(shown) == "Note: " * bool(shown) + "\n\n".join(filter(None, wanted))


@given(SOME, SOME, SOME)
def test_a_source_is_read_as_it_is_called(title: str, outlet: str, byline: str) -> None:
    one = excerpt(
        paragraph_id="a-1", text="A.", ordinal=1, paragraphs=3,
        title=title, outlet=outlet, byline=byline,
    )  # fmt: skip
    text = markdown([one], title=title)
    sources = [_shown(token) for inside, token in _inline(text) if "footnote_open" in inside]
    assert sources == [f"{clean(outlet)}, “{clean(title)}”, {clean(byline)}, undated, ¶ 1 of 3"]
    heads = [_shown(token) for inside, token in _inline(text) if inside == ["heading_open"]]
    assert heads == [clean(title)]


def _article(version: int, title: str, texts: list[str]) -> ArticleView:
    return ArticleView(
        number=1, id="aaaaaaaaaaaa", version=version, versions=2, tags=(), origin="", date_from="",
        publication=Publication(title=title, outlet="Echo"),
        paragraphs=tuple(
            ParagraphView(at, f"a-{at}", at, text) for at, text in enumerate(texts, 1)
        ),
    )  # fmt: skip


def _sides(token: Token) -> tuple[str, str]:
    """What a line says was before, and what it says is now."""
    before, after, kind = "", "", ""
    for child in token.children or []:
        if child.type == "html_inline":
            kind = child.content.strip("</>") * (not child.content.startswith("</"))
            assert kind in ("", "del", "ins")
        elif child.type in ("text", "hardbreak"):
            shown = "\n" if child.type == "hardbreak" else child.content
            before += shown * (kind != "ins")
            after += shown * (kind != "del")
        else:
            assert child.type in ("strong_open", "strong_close", "em_open", "em_close")
    return before, after


def _bare(text: str) -> str:
    """A text with single blanks, of whatever kind they were."""
    return " ".join(text.split())


TEXTS = st.lists(SOME.map(clean), min_size=1, max_size=4)


@given(TEXTS, st.data(), SOME.map(clean), SOME.map(clean))
def test_what_changed_is_read_as_it_was_and_as_it_is(old, data, title, other) -> None:
    new = data.draw(st.lists(st.sampled_from(old) | SOME.map(clean), min_size=1, max_size=4))
    compared = compare(_article(1, title, old), _article(2, other, new))
    lines = list(_inline(comparison_markdown(compared)))
    head, *_ = [_shown(token) for inside, token in lines if inside == ["heading_open"]]
    assert head == other
    shown = [_sides(token) for inside, token in lines if inside == ["paragraph_open"]]
    told = [pair for pair in shown if "\n" in pair[1]]
    wanted = [one for one in compared.changes if one.is_change]
    assert len(told) == len(wanted)
    for (before, after), one in zip(told, wanted, strict=True):
        if one.old is not None:
            assert _bare(before.partition("\n")[2]) == _bare(old[one.old - 1])
        if one.new is not None:
            assert _bare(after.partition("\n")[2]) == _bare(new[one.new - 1])


def _quote(number: int, words: str, kind: QuoteKind, outlet: str) -> QuoteView:
    about = Publication(title="T", outlet=outlet)
    hit = Hit(
        number, number, 1, 1, Heading(title="T", outlet=outlet, date=""), words, 0.0, (), False,
        lambda number: Unshown(f"a{number}", f"a{number}-1", about),
    )  # fmt: skip
    return QuoteView(hit, 0, len(words), "", kind=kind)


@given(SOME, SOME, SOME, SOME, st.sampled_from(["direct", "mixed", "indirect"]))
def test_quotes_are_read_as_they_were_said(words, others, name, outlet, kind) -> None:
    quote, other = _quote(1, words, kind, outlet), _quote(2, others, "direct", outlet)
    entry = LedgerEntry(quote, variants=(Variant(other, ()),))
    lines = list(_inline("".join(quote_parts([(name, entry)], "markdown"))))
    heads = [_shown(token) for inside, token in lines if inside == ["heading_open"]]
    assert heads == [clean(name)]
    said = [re.sub(r" <footnote_ref> \^\S+$", "", _shown(token)) for inside, token in lines
            if "footnote_open" not in inside and inside != ["heading_open"]]  # fmt: skip
    lead = "As reported, without marks: "
    if kind != "indirect":
        lead = "As reported, in part between marks: " * quote.is_reported
    assert said == [
        f"{lead}{clean(quote.shown)}",
        f"In other words, {clean(outlet)}: {clean(other.shown)}",
    ]


@given(st.lists(SOME, min_size=1, max_size=3), st.lists(SOME, min_size=1, max_size=3))
def test_a_table_has_its_names_each_in_a_cell(rows: list[str], columns: list[str]) -> None:
    items = [tuple(PivotItem(one, "", 1) for one in each) for each in (rows, columns)]
    counts = tuple((1,) * len(columns) for _ in rows)
    table = PivotTable("person", "outlet", items[0], items[1], counts, len(rows))
    cells = [_shown(token) for _, token in _inline(table_markdown(table))]
    width = len(columns) + 2
    assert cells[2:width] == [*map(clean, columns)]
    assert [cells[at] for at in range(2 * width, len(cells), width)] == [*map(clean, rows)]
