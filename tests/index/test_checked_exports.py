"""An export proves itself: whatever it holds, its words are told from others by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.core.article import paragraph_hash, paragraph_id
from index.core.clean import clean
from index.core.errors import InputError
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.history import History
from index.export.reading_back.exported_files import read_back
from index.export.reading_back.quotation import ReadBack
from index.export.registry import FORMATS, export_format, for_file
from tests.effort import runs
from tests.excerpts import excerpt

_NAMES = [each.name for each in FORMATS]
_MARKUP = (
    *(
        "<p>x</p>",
        "</blockquote>",
        "&amp;lt;",
        "&#65;",
        "{x}",
        "}",
        "},",
        "{",
        "\\{",
        "\\textbraceleft{}",
    ),
    *("--", "``a''", "~^%$#_&", "> [^a] ^a", "**b**", "\\*", "1. a", "[", "]", "“a”", "„a”", '"a"'),
    *(
        " — ",
        " [as marked: “x”] — ",
        "] [",
        "=1+1",
        "'=1",
        "-2",
        "@x",
        ", ¶ 4. ",
        "ER  - ",
        "N1  - ",
    ),
    *("Note: a", "As it stands now:", "¶ 4 of 9 (abcdefghijkl-0123456789): “x”", "క్‍ష", "👩‍👩", "é"),
    *(
        " [abcdefghijkl-0123456789]",
        "“a” — b, ¶ 4. [abcdefghijkl-0123456789]",
        "\u0085",
        "\u2028",
        "\r\n",
        "---",
        "3 paragraphs of 1 article",
        ",",
    ),
)
_TEXT = (
    st.lists(st.one_of(st.sampled_from(_MARKUP), st.text(max_size=8)), min_size=1, max_size=6)
    .map("".join)
    .map(clean)
    .filter(bool)
)
_ARTICLE = "abcdefghijk"


def _of(text: str, at: int, **given: object) -> Excerpt:
    name = paragraph_id(_ARTICLE + "abcdefgh"[at], paragraph_hash(text))
    return excerpt(paragraph_id=name, text=text, ordinal=at + 1, paragraphs=9, **given)


def _was(now: Excerpt, marked: str) -> Excerpt:
    """An excerpt that was marked when another text stood there."""
    origin = replace(
        now,
        paragraph_id=paragraph_id(now.article_id, paragraph_hash(marked)),
        text=marked,
        earlier=1,
        history=History(1, 2),
    )
    return replace(now, marked_text=marked, state="changed", created="2025", origin=origin)


@st.composite
def _excerpts(draw: st.DrawFn) -> list[Excerpt]:
    found = []
    for at, text in enumerate(draw(st.lists(_TEXT, min_size=1, max_size=4))):
        said = draw(st.lists(_TEXT, min_size=5, max_size=5))
        page = draw(st.sampled_from(("", "12", "iv", "12–13", "A4; B", said[0])))
        note = f"{said[3]}\n{said[4]}"
        one = _of(text, at, title=said[0], outlet=said[1], byline=said[2], note=note, page=page)
        if draw(st.booleans()):
            one = replace(one, history=History(1, 2, (said[4],)))
        kind = draw(st.sampled_from(("", "kept", "changed", "gone")))
        if kind == "kept":
            one = replace(one, marked_text=text, created="2025")
        elif kind == "changed" and said[4] != text:
            one = _was(one, said[4])
        elif kind == "gone":
            one = replace(one, text="", marked_text=text, state="gone", created="2025")
        found.append(one)
    return found


def _written(form: str, excerpts: Sequence[Excerpt], query: str = "") -> bytes:
    parts = export_format(form).parts(excerpts, Heading(title=query, query=query))
    return "".join(for_file(form, parts)).encode("utf-8")


def _expected(excerpts: Sequence[Excerpt]) -> set[tuple[str, str]]:
    """The ids that an export gives, each with the text that it was made of."""
    found = set()
    for one in excerpts:
        if one.text:
            found.add((one.paragraph_id, one.text))
        if one.marked_text and one.marked_text != one.text:
            cited = one.cited
            found.add((cited.paragraph_id, one.marked_text))
    return found


def _proven(read: ReadBack) -> set[tuple[str, str | None]]:
    return {(one.id, one.proven) for one in read.quotations}


@pytest.mark.parametrize("form", _NAMES)
@settings(max_examples=runs(60, 3000))
@given(_excerpts(), st.one_of(st.just(""), _TEXT))
def test_whatever_it_holds_each_text_is_proven_by_its_id(
    form: str, excerpts: list[Excerpt], query: str
) -> None:
    suffix = export_format(form).suffix
    data = _written(form, excerpts, query)
    for name in (f"a{suffix}", ""):
        read = read_back(data, name)
        assert read.form == form
        assert _proven(read) == _expected(excerpts)
        assert read.lacking == 0


@pytest.mark.parametrize("form", _NAMES)
@settings(max_examples=runs(30, 1500))
@given(st.data())
def test_a_letter_that_was_altered_is_told_of_its_text_and_of_no_other(
    form: str, data: st.DataObject
) -> None:
    words = st.text("abcdefg ,“”\\{}<&*[", min_size=3, max_size=20).map(clean).filter(bool)
    texts = data.draw(st.lists(words, min_size=2, max_size=4, unique=True), label="texts")
    excerpts = [_of(text, at) for at, text in enumerate(texts)]
    hit = data.draw(st.integers(0, len(texts) - 1), label="hit")
    place = data.draw(st.integers(0, len(texts[hit]) - 1), label="place")
    assume(texts[hit][place].isalpha())
    other = texts[hit][:place] + "X" + texts[hit][place + 1 :]
    altered = [replace(one, text=other) if at == hit else one for at, one in enumerate(excerpts)]
    read = read_back(_written(form, altered))
    found = {one.id: one for one in read.quotations}
    assert {key for key, one in found.items() if one.proven is None} == {excerpts[hit].paragraph_id}
    assert other in found[excerpts[hit].paragraph_id].texts


def test_a_page_label_is_no_markup() -> None:
    now = _of("Never.", 0, page="<p>x</p>", title="A")
    for one in (now, _was(now, "Ever.")):
        page = _written("html", [replace(one, page="<p>x</p>")]).decode()
        assert "<p>x</p>" not in page
        assert "p. &lt;p&gt;x&lt;/p&gt;" in page


def test_what_is_nested_beyond_measure_is_said_to_be() -> None:
    for data in (b"[" * 100_000, b'{"a":' * 100_000):
        with pytest.raises(InputError):
            read_back(data, "a.json")


def test_an_export_in_another_encoding_has_the_same_words() -> None:
    data = _written("text", [_of("“Café” — so it was called", 0, note="née")])
    other = data.decode("utf-8").removeprefix("\ufeff").encode("utf-16")
    assert read_back(other).quotations == read_back(data).quotations
    assert read_back(other).whole == read_back(data).whole.removeprefix("\ufeff")
