"""RTF: signs in every way they are written, notes, and files that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.documents.rtf_parser import rtf_text
from tests.index.test_readers_documents import read

_FONTS = (
    r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}{\f2\fcharset128 Mincho;}"
    r"{\f3\fnil\cpg1250 Arial;}}"
)


def _texts(body: str, head: str = r"\ansi\ansicpg1252") -> list[str]:
    return [text for _, text in rtf_text(rf"{{\rtf1{head}{_FONTS}{body}}}").paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \'93so\'94", "café “so”"),
        (r"{\f1 \'cc\'e8\'f0} caf\'e9", "Мир café"),
        # The second byte of a sign may be a letter or a brace that is escaped.
        (r"{\f2 \'83A\'83\\\'83\'7b}", "アソボ"),
        (r"{\f3 \'b9}\'b9", "ą¹"),
        (r"\u1052?\u1080\'3f\u1088 ?", "Мир"),
        (r"{\uc2\u1052??\u1080 ab}\u1088?!", "Миr!".replace("r", "р")),
        (r"{\uc0\u8364 5}", "€5"),
        (r"\u-10180?\u-8239?", "🏑"),
        (r"a\~b\_c\-d \{e\} \\", "a b-cd {e} \\"),
        (r"a\emdash b\endash c \ldblquote d\rdblquote  \rquote", "a—b–c “d” ’"),
        (r"one{\*\unknown two}{\*\generator x;}{\header no} three", "one three"),
        (r"{\upr{caf?}{\*\ud{caf\u233 e}}} open", "café open"),
        ("one\r\ntwo\n three", "onetwo three"),
        (r"one \bin5 {}{}{two", "one two"),
        (r"{\pict\pngblip\bin4 }}}}}one", "one"),
    ],
)
def test_signs_are_what_they_are_shown_as(body: str, text: str) -> None:
    assert _texts(body) == [text]


def test_the_code_page_of_a_file_is_that_of_its_fonts_that_name_none() -> None:
    assert _texts(r"\f0 \'cc\'e8\'f0", r"\ansi\ansicpg1251") == ["Мир"]
    assert _texts(r"\'8e", r"\mac") == ["é"]


def test_notes_at_the_end_stand_last_and_signs_of_the_writers_own_stay() -> None:
    rich = rtf_text(
        r"{\rtf1 It{\super\chftn{\footnote\ftnalt\chftn Behind.}} sank{\super\chftn}"
        r"{\footnote\pard\plain{\super\chftn} Below.\par And more.} so*{\footnote * A sign.}.\par"
        r"{\deleted Gone.{\footnote\chftn Gone.}}}"
    )
    assert [text for _, text in rich.paragraphs] == ["It sank so*."]
    assert rich.notes == ["1. Below.", "And more.", "* A sign.", "i. Behind."]


def test_what_a_file_says_of_itself_may_be_in_any_script(tmp_path: Path) -> None:
    info = (
        r"{\info{\title Caf\'e9 \u8220?so\u8221?}{\author \u1052?\u1080?\u1088?}"
        r"{\keywords ports; cranes}{\creatim\yr2018\mo4\dy5\hr7}{\printim\yr2019\mo1\dy1}"
        r"{\revtim\yr2018\mo4\dy9}}"
    )
    (article,) = read(tmp_path, rf"{{\rtf1\ansi{info}It sank.\par}}".encode(), "a.rtf")
    assert isinstance(article, Article)
    assert (article.title, article.byline) == ("Café “so”", "Мир")
    assert (article.date, article.updated, article.tags) == (
        *("2018-04-05", "2018-04-09"),
        ("ports", "cranes"),
    )
    assert article.paragraphs == ("It sank.",)


@pytest.mark.parametrize("body", [r"{\rtf1}", r"{\rtf1{\pict 00}", r"{\rtf1 {\v hidden}\par}"])
def test_a_file_without_a_text_is_told(tmp_path: Path, body: str) -> None:
    (skipped,) = read(tmp_path, body.encode(), "a.rtf")
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no text"


def test_a_sum_in_digits_is_no_picture(tmp_path: Path) -> None:
    picture = r"{\pict\pngblip " + "\n".join(["89504e47" * 16] * 20) + "}"
    told = f"Its sum is {'0f' * 64}, she said."
    (article,) = read(tmp_path, rf"{{\rtf1 It sank.\par {picture}{told}\par}}".encode(), "a.rtf")
    assert isinstance(article, Article)
    assert article.paragraphs == (told,)


def test_a_file_that_is_nested_without_end_is_told() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        rtf_text("{" * 200_000)
    assert _texts("{" * 50_000 + "It sank.") == ["It sank."]


_WHOLE = (
    r"{\rtf1\ansi{\stylesheet{\s1 heading 1;}}\trowd\pard\intbl A\cell B\cell\row\pard"
    r"{\pard\s1 It\u8217?s {\b sunk}\par}{\footnote\chftn Note.}{\shp{\*\shpinst{\shptxt Box.}}}}"
)


@given(st.integers(0, len(_WHOLE)), st.text(st.sampled_from("{}\\*'u1 \n"), max_size=4))
def test_damage_is_read_over(place: int, put: str) -> None:
    rich = rtf_text(_WHOLE[:place] + put + _WHOLE[place + 1 :])
    assert all(text for _, text in rich.paragraphs)
