"""What holds for DOCX holds for ODT, packed or flat, and RTF: a document says the same in each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.text_parts.shown_text import STRUCK
from tests.index.test_readers_documents import docx, read, zipped

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_URN}:{space}:1.0"'
    for name, space in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("svg", "svg-compatible"), ("meta", "meta")),
    )
)
_LONG = "The harbour board said that the crane on quay seven would be mended before winter comes."
# Who made the file.
_MAKER = "<dc:creator>Typist</dc:creator>"
_RTF_STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2\sbasedon0 Title;}{\s3 Author;}{\s4 Date;}}"
)


def _docx(body: str, title: str = "") -> bytes:
    notes = "<w:footnote w:id='2'><w:p><w:r><w:t>Echo, p. 3.</w:t></w:r></w:p></w:footnote>"
    names = ("heading 1", "Title", "Author", "Date")
    styles = "".join(
        f"<w:style w:styleId='s{number}'><w:name w:val='{name}'/></w:style>"
        for number, name in enumerate(names, 1)
    )
    hidden = "<w:style w:styleId='s9'><w:name w:val='x'/><w:rPr><w:vanish/></w:rPr></w:style>"
    hidden += (
        "<w:style w:styleId='s8'><w:name w:val='y'/><w:rPr><w:vertAlign w:val='subscript'/></w:rPr>"
        "</w:style>"
    )
    hidden += "<w:style w:styleId='s6'><w:name w:val='z'/><w:rPr><w:dstrike/></w:rPr></w:style>"
    hidden += "<w:style w:styleId='s5'><w:name w:val='v'/><w:basedOn w:val='s6'/></w:style>"
    hidden += (
        "<w:style w:styleId='s0'><w:name w:val='w'/><w:basedOn w:val='s5'/><w:rPr>"
        "<w:dstrike w:val='0'/></w:rPr></w:style>"
    )
    core = f'<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>{title}</dc:title>{_MAKER}</c:p>'
    more = {
        "word/footnotes.xml": f"<w:footnotes xmlns:w='{_WORD}'>{notes}</w:footnotes>",
        "word/styles.xml": f"<w:styles xmlns:w='{_WORD}'>{styles}{hidden}</w:styles>",
        "word/comments.xml": f"<w:comments xmlns:w='{_WORD}'>{_dp('COMMENT')}</w:comments>",
    }
    return docx(body, core, more)


def _odt(body: str, title: str = "") -> bytes:
    made, named, about = _odt_parts(title)
    content = (
        f"<office:document-content {_SPACES}>{made}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": f'<office:m {_SPACES} xmlns:dc="dc">{about}</office:m>',
            "styles.xml": f"<office:s {_SPACES}>{named}</office:s>",
        }
    )


def _fodt(body: str, title: str = "") -> bytes:
    made, named, about = _odt_parts(title)
    return (
        f'<?xml version="1.0"?><office:document {_SPACES} xmlns:dc="dc"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{about}</office:meta><office:styles>{named}</office:styles>{made}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def _odt_parts(title: str) -> tuple[str, str, str]:
    """The styles of one text, those that have a name, and what is said of the document."""
    named = "".join(
        f'<style:style style:name="{name}"/>'
        for name in ("Heading_20_1", "Title", "Author", "Date")
    )
    made = "".join(
        f'<style:style style:name="s{number}" style:parent-style-name="{above}"/>'
        for number, above in enumerate(("Heading_20_1", "Title", "Author", "Date"), 1)
    )
    made += (
        '<style:style style:name="s9"><style:text-properties text:display="none"/></style:style>'
    )
    made += (
        '<style:style style:name="s6"><style:text-properties'
        ' style:text-line-through-style="solid"/></style:style>'
    )
    made += "".join(
        f'<style:style style:name="{name}"><style:text-properties style:text-position="{place}"/>'
        "</style:style>"
        for name, place in (("s7", "33% 58%"), ("s8", "sub 58%"), ("s0", "0% 100%"))
    )
    made += '<style:style style:name="s5" style:parent-style-name="s6"/>'
    made += (
        '<style:style style:name="s11" style:parent-style-name="s5"><style:text-properties'
        ' style:text-line-through-style="none"/></style:style>'
    )
    about = f"<dc:title>{title}</dc:title>{_MAKER}"
    return f"<office:automatic-styles>{made}</office:automatic-styles>", named, about


def _rtf(body: str, title: str = "") -> bytes:
    info = rf"{{\info{{\title {title}}}{{\author Typist}}{{\printim\yr0\mo0\dy0}}}}"
    head = r"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}"
    return f"{head}{_RTF_STYLES}{info}{body}}}".encode("cp1252")


_MADE: dict[str, Callable[[str, str], bytes]] = {
    "docx": _docx,
    "odt": _odt,
    "fodt": _fodt,
    "rtf": _rtf,
}
_OFFICE = tuple(_MADE)
# Of pages and of Markdown, which know less of what documents have.
_MADE |= {
    "html": lambda body, title: (
        f"<html><head><title>{title}</title><meta name=author content=Typist></head><body>"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    ).encode(),
    "md": lambda body, title: f"---\ntitle: {title}\nauthor: Typist\n---\n\n{body}\n".encode(),
}
# Written as another format is.
_SAME = {"fodt": "odt"}


def _dp(*parts: str, style: str = "") -> str:
    """A paragraph of DOCX of texts and what is XML already."""
    about = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{about}{''.join(map(_dr, parts))}</w:p>"


def _dr(part: str, about: str = "", text: str = "t") -> str:
    if part.startswith("<"):
        return part
    return f"<w:r>{about}<w:{text} xml:space='preserve'>{part}</w:{text}></w:r>"


def _op(*parts: str, style: str = "") -> str:
    about = f' text:style-name="{style}"' if style else ""
    return f"<text:p{about}>{''.join(parts)}</text:p>"


def _rp(*parts: str, style: int = 0) -> str:
    return rf"\pard\plain\s{style} {''.join(parts)}\par "


def _dcell(*inside: str) -> str:
    return f"<w:tc>{''.join(one if one.startswith('<') else _dp(one) for one in inside)}</w:tc>"


def _ocell(*inside: str) -> str:
    made = "".join(one if one.startswith("<") else _op(one) for one in inside)
    return f"<table:table-cell>{made}</table:table-cell>"


def _dtable(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


def _otable(*cells: str) -> str:
    return f"<table:table><table:table-row>{''.join(cells)}</table:table-row></table:table>"


# Each property as it is written in each format, and what there is to be read.
ALIKE: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "tracked deletion": (
        {
            "docx": _dp("It ", f"<w:del>{_dr('never ', text='delText')}</w:del>", "sank."),
            "odt": "<text:tracked-changes><text:changed-region><text:deletion><text:p>never"
            "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            + _op('It <text:change text:change-id="c1"/>sank.'),
            "rtf": _rp(r"It {\deleted\revauthdel1 never }{\revised sank}."),
        },
        ("It sank.",),
    ),
    "moved text": (
        {
            "docx": _dp("It ", f"<w:moveFrom>{_dr('never ')}</w:moveFrom>", "sank."),
            "odt": _op("It sank."),
            "rtf": _rp(r"It {\mvf\mvauth1 never }sank."),
        },
        ("It sank.",),
    ),
    "struck end of a paragraph": (
        {
            "docx": "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
            + _dr("It sank") + "</w:p>" + _dp("on Monday."),
            "odt": _op('It sank <text:change text:change-id="c1"/>on Monday.'),
            "rtf": r"\pard It sank {\deleted\par}on Monday.\par",
        },
        ("It sank on Monday.",),
    ),
    "hidden text": (
        {
            "docx": _dp("It ", _dr("never ", "<w:rPr><w:vanish/></w:rPr>"), "sank."),
            "odt": _op('It <text:span text:style-name="s9">never </text:span>sank.'),
            "rtf": _rp(r"It {\v never }sank."),
            "html": '<p>It <span style="display:none">never </span>sank.</p>',
        },
        ("It sank.",),
    ),
    "struck through": (
        {
            "docx": _dp("It ", _dr("never ", "<w:rPr><w:strike/></w:rPr>"),
                        _dr("rarely ", "<w:rPr><w:rStyle w:val='s6'/></w:rPr>"), "sank.",
                        _dr(" So.", "<w:rPr><w:strike w:val='0'/></w:rPr>")),
            "odt": _op('It <text:span text:style-name="s6">never rarely </text:span>sank. So.'),
            "rtf": _rp(r"It {\strike never }{\striked1 rarely }sank.{\strike\strike0  So.}"),
            "html": "<p>It <s>never </s><span style='text-decoration:line-through'>rarely "
            "</span>sank. So.</p>",
            "md": "It ~~never~~ <del>rarely</del> sank. So.",
        },
        ("It sank. So.",),
    ),
    "struck through by a style made of another": (
        {
            "docx": _dp("It ", _dr("never ", "<w:rPr><w:rStyle w:val='s5'/></w:rPr>"), "sank.",
                        _dr(" So.", "<w:rPr><w:rStyle w:val='s0'/></w:rPr>")),
            "odt": _op('It <text:span text:style-name="s5">never </text:span>sank.'
                       '<text:span text:style-name="s11"> So.</text:span>'),
            "rtf": _rp(r"It {\strike never }sank.{\strike\strike0  So.}"),
        },
        ("It sank. So.",),
    ),
    "struck end": (
        {
            "docx": "<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>" + _dr("It sank.")
            + "</w:p>" + _dp("So."),
            "odt": _op("It sank.") + _op("So."),
            "rtf": r"\pard It sank.{\strike\par}So.\par",
        },
        ("It sank.", "So."),
    ),
    "hidden by its style": (
        {
            "docx": _dp("It ", _dr("never ", "<w:rPr><w:rStyle w:val='s9'/></w:rPr>"), "sank."),
            "odt": _op("It sank.") + _op("Never.", style="s9")
            + '<text:section text:display="none">' + _op("Never.") + "</text:section>",
            "rtf": _rp("It sank.") + r"{\pard\v Never.\par}",
        },
        ("It sank.",),
    ),
    "footnote": (
        {
            "docx": _dp("It sank.", "<w:r><w:footnoteReference w:id='2'/></w:r>") + _dp("So."),
            "odt": _op('It sank.<text:note text:note-class="footnote"><text:note-citation>1'
                       "</text:note-citation><text:note-body>" + _op("Echo, p. 3.")
                       + "</text:note-body></text:note>") + _op("So."),
            "rtf": _rp(r"It sank.{\super\chftn}{\footnote\pard\plain{\super\chftn} Echo, p. 3.}")
            + _rp("So."),
        },
        ("It sank.", "So.", "1. Echo, p. 3."),
    ),
    "table of data": (
        {
            "docx": _dtable(_dcell("Steel"), _dcell("£5", "(est.)"), _dcell("")),
            "odt": _otable(_ocell("Steel"), _ocell("£5", "(est.)"), _ocell("")),
            "rtf": r"\trowd\cellx1\cellx2\pard\intbl Steel\cell £5\par(est.)\cell\cell\row\pard ",
            "html": "<table><tr><td>Steel</td><td>£5 (est.)</td><td></td></tr></table>",
        },
        ("Steel | £5 (est.)",),
    ),
    "table of a layout": (
        {
            "docx": _dtable(_dcell(_LONG, "It sank."), _dcell("Echo")) + _dp("So."),
            "odt": _otable(_ocell(_LONG, "It sank."), _ocell("Echo")) + _op("So."),
            "rtf": rf"\trowd\pard\intbl {_LONG}\par It sank.\cell Echo\cell\row\pard So.\par",
        },
        (_LONG, "It sank.", "Echo", "So."),
    ),
    "table in a table": (
        {
            "docx": _dtable(_dcell("It sank."), _dcell(_dtable(_dcell("A"), _dcell("B")), "C")),
            "odt": _otable(_ocell("It sank."), _ocell(_otable(_ocell("A"), _ocell("B")), "C")),
            "rtf": r"\trowd\pard\intbl It sank.\cell\pard\intbl\itap2 A\nestcell B\nestcell"
            r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl C\cell\row\pard ",
        },
        ("It sank.", "A | B", "C"),
    ),
    "text box": (
        {
            "docx": _dp("It ", f"<w:txbxContent>{_dp('In a box.')}{_dp('Too.')}</w:txbxContent>",
                        "sank.") + _dp("So."),
            "odt": _op("It <draw:frame><draw:text-box>", _op("In a box."), _op("Too."),
                       "</draw:text-box></draw:frame>sank.") + _op("So."),
            "rtf": _rp(r"It {\shp{\*\shpinst\shpleft0{\sp{\sn fillType}{\sv 0}}{\shptxt \pard "
                       r"In a box.\par Too.\par}}{\shprslt{\*\do{\dptxbxtext Again.}}}}sank.")
            + _rp("So."),
        },
        ("It sank.", "In a box.", "Too.", "So."),
    ),
    "comment": (
        {
            "docx": _dp("It sank.", "<w:r><w:commentReference w:id='0'/></w:r>"),
            "html": "<p>It sank.<!-- COMMENT --></p>",
            "md": "It sank.<!-- COMMENT -->",
        },
        ("It sank.",),
    ),
    "words for a picture": (
        {
            "docx": _dp("It ", "<w:r><w:drawing><w:docPr descr='A ship'/></w:drawing></w:r>",
                        "sank."),
            "odt": _op("It <draw:frame><svg:title>A ship</svg:title><svg:desc>A ship</svg:desc>"
                       "</draw:frame>sank."),
            "rtf": _rp(r"It {\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv A ship}}}"
                       r"\pngblip 89504e47}}sank."),
            "html": "<p>It <svg><title>A ship</title></svg>sank.</p>",
        },
        ("It sank.",),
    ),
    "hyphens": (
        {
            "docx": _dp("Donau\u00addampf", "<w:r><w:softHyphen/></w:r>", "schiff, non",
                        "<w:r><w:noBreakHyphen/></w:r>", "stop, F\u201116"),
            "odt": _op("Donau\u00addampfschiff, non\u2011stop, F\u201116"),
            "rtf": _rp(r"Donau\-dampf\-schiff, non\_stop, F\u8209-16"),
        },
        ("Donaudampfschiff, non-stop, F-16",),
    ),
    "raised figures": (
        {
            "docx": _dp("9 km", _dr("2", "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"),
                        " of CO", _dr("2", "<w:rPr><w:rStyle w:val='s8'/></w:rPr>")),
            "odt": _op('9 km<text:span text:style-name="s7">2</text:span> of '
                       'CO<text:span text:style-name="s8">2</text:span>'),
            "rtf": _rp(r"9 km{\super 2} of CO{\sub 2}"),
        },
        ("9 km² of CO₂",),
    ),
    "figures raised by points": (
        {
            "docx": _dp("9 km", _dr("2", "<w:rPr><w:position w:val='8'/></w:rPr>"),
                        " of CO", _dr("2", "<w:rPr><w:position w:val='-2'/></w:rPr>"),
                        _dr("0", "<w:rPr><w:position w:val='0'/></w:rPr>")),
            "odt": _op('9 km<text:span text:style-name="s7">2</text:span> of '
                       'CO<text:span text:style-name="s8">2</text:span>'
                       '<text:span text:style-name="s0">0</text:span>'),
            "rtf": _rp(r"9 km{\up8 2} of CO{\dn4 2}{\up0 0}"),
        },
        ("9 km² of CO₂0",),
    ),
    "items of a list": (
        {
            "docx": _dp("First."),
            "odt": "<text:list><text:list-item>" + _op("First.") + "</text:list-item></text:list>",
            "rtf": _rp(r"{\listtext\bullet\tab}First."),
            "md": "- First.",
        },
        ("First.",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (kind, form)
        for kind, (written, _) in ALIKE.items()
        for form in _MADE
        if _SAME.get(form, form) in written
    ],
)
def test_a_document_says_the_same_in_every_format(tmp_path: Path, kind: str, form: str) -> None:
    written, expected = ALIKE[kind]
    (article,) = read(tmp_path, _MADE[form](written[_SAME.get(form, form)], "Cranes"), f"a.{form}")
    assert isinstance(article, Article)
    assert (article.title, article.byline, article.paragraphs) == ("Cranes", "Typist", expected)
    if kind in _GONE and form not in ("html", "md"):
        (remark,) = article.remarks
        assert re.fullmatch(rf"\d {_GONE[kind]}s? left out", remark)
    else:
        assert article.remarks == ((STRUCK,) if kind.startswith("struck through") else ())


_GONE = {
    "tracked deletion": "tracked deletion",
    "hidden text": "hidden passage",
    "hidden by its style": "hidden passage",
}
"""What is said of what is left out."""


def _written(form: str, paragraphs: list[tuple[int, str]]) -> str:
    if form == "rtf":
        return "".join(_rp(text, style=style) for style, text in paragraphs)
    made = _dp if form == "docx" else _op
    return "".join(made(text, style=f"s{style}" if style else "") for style, text in paragraphs)


_TITLE, _AUTHOR, _DAY, _HEADLINE, _TEXT = 2, 3, 4, 1, 0


@pytest.mark.parametrize("form", _OFFICE)
def test_styles_say_what_is_headline_author_and_day(tmp_path: Path, form: str) -> None:
    head = [(_TITLE, "Quay shut"), (_AUTHOR, "Ann Lee"), (_DAY, "5 April 2018")]
    body = _written(form, [*head, (_HEADLINE, "What the board says"), (_TEXT, _LONG)])
    (article,) = read(tmp_path, _MADE[form](body, "Draft 7"), f"a.{form}")
    assert (article.title, article.byline, article.date) == ("Quay shut", "Ann Lee", "2018-04-05")
    assert article.paragraphs == ("What the board says", _LONG)


@pytest.mark.parametrize("form", _OFFICE)
def test_lines_below_the_headline_say_who_and_when(tmp_path: Path, form: str) -> None:
    head = [(_HEADLINE, "Quay shut"), (_TEXT, "By Ann Lee"), (_TEXT, "5 April 2018")]
    body = _written(form, [*head, (_TEXT, _LONG)])
    (article,) = read(tmp_path, _MADE[form](body, ""), f"a.{form}")
    assert (article.title, article.byline, article.date) == ("Quay shut", "Ann Lee", "2018-04-05")
    assert article.paragraphs == (_LONG,)


@pytest.mark.parametrize("form", _OFFICE)
@pytest.mark.parametrize("named", ["Press review May 2018", ""])
def test_a_document_of_several_articles_keeps_their_headlines_and_is_told(
    tmp_path: Path, form: str, named: str
) -> None:
    heads = [("Quay shut", "The Echo, 5 April 2018"), ("Quay open", "The Post, 9 April 2018")]
    parts = [
        part for title, day in heads for part in ((_HEADLINE, title), (_TEXT, day), (_TEXT, _LONG))
    ]
    made = _MADE[form](_written(form, parts), named)
    (article,) = read(tmp_path, made, f"news-of-the-harbour.{form}")
    assert article.title == (named or "News of the harbour")
    assert article.paragraphs == tuple(text for _, text in parts)
    (remark,) = article.remarks
    assert remark == (
        "looks like several articles in one file (2 headlines with a day below each);"
        " it was read as one"
    )


@pytest.mark.parametrize("form", _OFFICE)
def test_chapters_are_no_articles(tmp_path: Path, form: str) -> None:
    parts = [
        (_HEADLINE, "Aims"),
        (_TEXT, _LONG),
        (_HEADLINE, "Means"),
        (_TEXT, f"On 5 May 2018. {_LONG}"),
    ]
    (article,) = read(tmp_path, _MADE[form](_written(form, parts), "Report"), f"a.{form}")
    assert (article.title, article.remarks) == ("Report", ())
    assert article.paragraphs == tuple(text for _, text in parts)


def test_what_a_program_put_into_a_docx_as_a_page_is_told(tmp_path: Path) -> None:
    (article,) = read(tmp_path, _docx(_dp("It sank.") + "<w:altChunk/>"), "a.docx")
    assert article.paragraphs == ("It sank.",)
    (remark,) = article.remarks
    assert remark.startswith("1 part of it, put in as a page or document of its own, left out")
    (skipped,) = read(tmp_path, _docx("<w:altChunk/><w:altChunk/>"), "a.docx")
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("2 parts of it, put in")


_LOOKS = {
    "bold": ("<w:rPr><w:b/></w:rPr>", "", 'fo:font-weight="bold"', ""),
    "larger": ("<w:rPr><w:sz w:val='36'/></w:rPr>", "", 'fo:font-size="18pt"', ""),
    "in the middle": ("", "<w:jc w:val='center'/>", "", 'fo:text-align="center"'),
}


def _looking(form: str, look: str, lines: list[str], below: list[str]) -> bytes:
    """A document without styles, some lines of which look otherwise than those below them."""
    run, about, text, place = _LOOKS[look]
    if form == "docx":
        made = (f"<w:p><w:pPr>{about}</w:pPr>{_dr(line, run)}</w:p>" for line in lines)
        return _docx("".join(made) + "".join(map(_dp, below)))
    style = (
        f'<style:style style:name="L" xmlns:fo="urn:fo"><style:text-properties {text}/>'
        f"<style:paragraph-properties {place}/></style:style></office:automatic-styles>"
    )
    made = (_op(line, style="L") for line in lines)
    return _fodt("".join(made) + "".join(map(_op, below))).replace(
        b"</office:automatic-styles>", style.encode()
    )


@pytest.mark.parametrize("form", ["docx", "fodt"])
@pytest.mark.parametrize("look", _LOOKS)
def test_a_first_line_that_looks_like_a_headline_is_one(
    tmp_path: Path, form: str, look: str
) -> None:
    text = [f"{_LONG} {_LONG}", "So."]
    head = ["Quay shut for the winter", "By Ann Lee", "5 April 2018"]
    for lines, below in ((head, text), (head[:1], [*head[1:], *text])):
        (article,) = read(tmp_path, _looking(form, look, lines, below), f"a.{form}")
        assert (article.title, article.byline) == ("Quay shut for the winter", "Ann Lee")
        assert article.paragraphs == tuple(text)


def test_the_first_of_several_headlines_by_their_looks_is_none(tmp_path: Path) -> None:
    bold = _LOOKS["bold"][0]
    story = (_dr("Quay shut", bold), _dr("The Echo, 5 April 2018"), _dr(f"{_LONG} {_LONG}"))
    body = "".join(f"<w:p>{run}</w:p>" for run in story * 2)
    (article,) = read(tmp_path, _docx(body), "news-of-may.docx")
    assert article.title == "News of may"


def test_what_was_taken_out_of_an_odt_is_no_headline(tmp_path: Path) -> None:
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + _op("Gone", "so", style="L")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    made = _looking("fodt", "bold", ["Quay shut"], [f"{_LONG} {_LONG}"])
    (article,) = read(
        tmp_path, made.replace(b"<office:text>", f"<office:text>{gone}".encode()), "a.fodt"
    )
    assert article.title == "Quay shut"


@pytest.mark.parametrize("form", ["docx", "fodt"])
@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (["The quay is shut, she said."], [f"{_LONG} {_LONG}"]),
        (["Press review", "Quay shut for winter"], [f"{_LONG} {_LONG}"]),
        (["Echo"], [f"{_LONG} {_LONG}"]),
        (["5 April 2018"], [f"{_LONG} {_LONG}"]),
        (["Quay shut", f"{_LONG} {_LONG}"], [f"{_LONG} {_LONG}"]),
        ([], ["Quay shut", f"{_LONG} {_LONG}"]),
        (["Quay shut"], ["So."]),
    ],
)
def test_what_may_be_something_else_is_no_headline(
    tmp_path: Path, form: str, lines: list[str], below: list[str]
) -> None:
    (article,) = read(tmp_path, _looking(form, "bold", lines, below), f"news-of-may.{form}")
    assert article.title == "News of may"
