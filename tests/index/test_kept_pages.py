"""Copies of pages say where the pages were; pages of frames and of old mark-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find

ADDRESS = "https://www.echo.example/2017/08/09/harbour"
STORY = [
    "The harbour of Porthaven was closed on Tuesday after cracks were found in the northern mole.",
    "Ferries will sail from the old quay until the spring, and the trains will wait for them.",
    "Nobody on the board would say who had known of the cracks, and the mayor did not answer.",
]
LAST = "A crane is to be brought from the north, and the mole will be built anew by autumn."
TEXT = "".join(f"<p>{text}</p>" for text in STORY)


def page(head: str = "", body: str = f"<h1>Harbour closed</h1>{TEXT}", before: str = "") -> str:
    return (
        f'{before}<!doctype html><html lang="en"><head><meta charset="utf-8">{head}'
        f"<title>Harbour closed</title></head><body><main>{body}</main></body></html>"
    )


def read(folder: Path, content: str) -> Article | Skipped:
    path = folder / "saved.html"
    path.write_text(content, "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (found,) = source.articles()
    assert isinstance(found, Article | Skipped)
    return found


_CANONICAL = '<link rel="canonical" href="{}">'
_WOMBAT = (
    '<script>__wm.init("https://web.archive.org/web");\n'
    f'__wm.wombat("{ADDRESS}","20170810101112","https://web.archive.org/","web","x");</script>'
)
_CACHE = (
    f'<base href="{ADDRESS}"><div>This is Google&#39;s cache of <a href="{ADDRESS}">{ADDRESS}</a>.'
    " It is a snapshot of the page as it appeared on Aug 10, 2017 10:11:12 GMT.</div>"
)
_READER = (
    f'<div class="header reader-header"><a class="domain reader-domain" href="{ADDRESS}">'
    'echo.example</a><h1 class="reader-title">Harbour closed</h1><div class="credits'
    f' reader-credits">Ann Lee</div></div><div class="moz-reader-content">{TEXT}</div>'
)


@pytest.mark.parametrize(
    ("content", "captured", "byline"),
    [
        (page('<base href="https://www.echo.example/">'
              + _CANONICAL.format("/2017/08/09/harbour")), "", ""),
        (page('<base href="https://www.echo.example/2017/08/x.html">'
              + _CANONICAL.format("09/harbour")), "", ""),
        (page('<base href="https://www.echo.example/"><meta property="og:url"'
              ' content="2017/08/09/harbour">'), "", ""),
        (page(_CANONICAL.format("/2017/08/09/harbour"),
              before="<!-- saved from url=(0031)https://www.echo.example/x/y -->"), "", ""),
        (page(f'<base href="{ADDRESS}-1">'), "", ""),
        (page(_WOMBAT), "2017-08-10T10:11:12", ""),
        (page(f'<base href="https://web.archive.org/web/20170810101112/{ADDRESS}-1">'),
         "2017-08-10T10:11:12", ""),
        (page(before=_CACHE), "2017-08-10T10:11:12+00:00", ""),
        (page(body=_READER), "", "Ann Lee"),
    ],
)  # fmt: skip
def test_a_copy_says_where_the_page_was(
    tmp_path: Path, content: str, captured: str, byline: str
) -> None:
    found = read(tmp_path, content)
    assert isinstance(found, Article)
    assert found.url.removesuffix("-1") == ADDRESS
    assert (found.captured, found.byline, found.outlet) == (captured, byline, "echo.example")
    assert list(found.paragraphs) == STORY


def test_the_day_of_capture_may_stand_at_the_end_of_a_copy(tmp_path: Path) -> None:
    said = (
        "<!--\n     FILE ARCHIVED ON 10:11:12 Feb 16, 2003 AND RETRIEVED FROM THE\n"
        "     INTERNET ARCHIVE ON 08:00:00 Mar 01, 2016.\n-->"
    )
    found = read(tmp_path, page() + said)
    assert isinstance(found, Article)
    assert (found.captured, found.date) == ("2003-02-16T10:11:12", "")


@pytest.mark.parametrize(
    "head",
    [
        '<base href="https://www.echo.example/">',
        '<base href="https://www.echo.example/portal">',
        '<base href="/">' + _CANONICAL.format("/2017/08/09/harbour"),
        _CANONICAL.format("javascript:void(0)"),
    ],
)
def test_a_base_is_no_address_of_its_own(tmp_path: Path, head: str) -> None:
    found = read(tmp_path, page(head))
    assert isinstance(found, Article)
    assert found.url == ""


def test_a_page_of_frames_says_which_page_to_add(tmp_path: Path) -> None:
    content = (
        '<html><head><title>Echo</title></head><frameset cols="20%,80%"><frame src="nav.html">'
        '<frame src="story.html"><noframes><body>No frames.</body></noframes></frameset></html>'
    )
    found = read(tmp_path, content)
    assert isinstance(found, Skipped)
    assert "a page of frames" in found.reason
    assert "“story.html”" in found.reason


def test_a_headline_in_bold_type_above_a_byline_and_breaks(tmp_path: Path) -> None:
    content = (
        "<html><head><title>The Echo: Harbour closed</title></head><body><table><tr><td>"
        '<font size="+2"><b>Harbour closed</b></font><br><i>by Ann Lee</i><br><br>'
        f"{'<br><br>'.join(STORY)}<br><br><b>What comes now</b><br>{LAST}"
        "</td></tr></table></body></html>"
    )
    found = read(tmp_path, content)
    assert isinstance(found, Article)
    assert (found.title, found.byline) == ("Harbour closed", "Ann Lee")
    assert list(found.paragraphs) == [*STORY, "What comes now", LAST]


def test_a_break_within_a_text_is_none_of_paragraphs(tmp_path: Path) -> None:
    body = f"<h1>Harbour closed</h1><div><b>At sea,</b><br>{STORY[0]}<br><br>{STORY[1]}</div>"
    found = read(tmp_path, page(body=body))
    assert isinstance(found, Article)
    assert list(found.paragraphs) == [f"At sea, {STORY[0]}", STORY[1]]


def test_what_editors_of_an_encyclopedia_put_into_a_text_is_none_of_it(tmp_path: Path) -> None:
    edit = (
        '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="e">'
        '<span>edit</span></a><span class="mw-editsection-bracket">]</span></span>'
    )
    needed = (
        '<sup class="noprint Inline-Template" style="white-space:nowrap;">[<i><a href="c"><span'
        ' title="t">citation needed</span></a></i>]</sup>'
    )
    more = f"{STORY[2]}<sup>[<i>when?</i>]</sup> It was “a opinion<sup>[sic]</sup>”."
    body = (
        f"<h1>Harbour closed</h1><p>{STORY[0]}{needed}</p><h2>History{edit}</h2><p>{STORY[1]}</p>"
    )
    found = read(tmp_path, page(body=f"{body}<p>{more}</p>"))
    assert isinstance(found, Article)
    last = f"{STORY[2]} It was “a opinion[sic]”."
    assert list(found.paragraphs) == [STORY[0], "History", STORY[1], last]
