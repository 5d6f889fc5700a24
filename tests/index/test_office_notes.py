"""Notes of documents are text, in their order and with the numbers they go by."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from index.core.article import Article
from tests.index.test_readers_documents import docx, read, zipped

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _p(*parts: str) -> str:
    return f"<w:p>{''.join(parts)}</w:p>"


def _t(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _notes(kind: str, **texts: tuple[str, ...]) -> str:
    """A part with notes by their ids, as Word writes it."""
    made = [f"<w:{kind} w:type='separator' w:id='-1'>{_p('<w:r><w:separator/></w:r>')}</w:{kind}>"]
    for key, paragraphs in texts.items():
        inner = "".join(_p(f"<w:r><w:{kind}Ref/></w:r>", _t(f" {text}")) for text in paragraphs)
        made.append(f"<w:{kind} w:id='{key[1:]}'>{inner}</w:{kind}>")
    return f"<w:{kind}s xmlns:w='{_WORD}'>{''.join(made)}</w:{kind}s>"


def _ref(key: int, kind: str = "footnote", more: str = "") -> str:
    return f"<w:r><w:{kind}Reference w:id='{key}'{more}/></w:r>"


def _docx(folder: Path, body: str, **parts: str) -> Article:
    files = {f"word/{name}.xml": text for name, text in parts.items()}
    (article,) = read(folder, docx(body, more=files))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("order", [*permutations((2, 3, 7))])
def test_footnotes_of_a_docx_are_numbered_as_its_text_names_them(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    body = _p(_t("It sank."), *(_ref(key) for key in order)) + _p(_t("So it ended."))
    notes = _notes("footnote", n2=("Echo.",), n3=("Post.", "And more."), n7=("Herald.",), n9=("x",))
    article = _docx(tmp_path, body, footnotes=notes)
    texts = {2: ["{}. Echo."], 3: ["{}. Post.", "And more."], 7: ["{}. Herald."]}
    told = [text.format(n) for n, key in enumerate(order, 1) for text in texts[key]]
    assert list(article.paragraphs) == ["It sank.", "So it ended.", *told]
    assert article.remarks == ()


def test_notes_at_the_end_of_a_docx_and_signs_of_the_writers_own(tmp_path: Path) -> None:
    sign = " w:customMarkFollows='1'"
    body = _p(
        *(_t("It sank."), _ref(1, "endnote"), _ref(5, more=sign), _t("*"), _ref(4, "endnote")),
        *(_ref(6), f"<w:del>{_ref(8)}</w:del>"),
    )
    article = _docx(
        tmp_path,
        body,
        footnotes=_notes("footnote", n5=("* A sign.",), n6=("Below.",), n8=("Gone.",)),
        endnotes=_notes("endnote", n1=("First.",), n4=("Second.",)),
    )
    assert article.paragraphs == (
        *("It sank.*", "* A sign.", "1. Below."),
        *("i. First.", "ii. Second."),
    )


def test_notes_that_a_docx_does_not_hold_are_told(tmp_path: Path) -> None:
    body = _p(_t("It sank."), _ref(2), _ref(3))
    article = _docx(tmp_path, body, footnotes=_notes("footnote", n2=("Echo.",)))
    assert article.paragraphs == ("It sank.", "1. Echo.")
    assert article.remarks == ("1 note below or behind the text left out",)
    assert _docx(tmp_path, body).remarks == ("2 notes below or behind the text left out",)


def test_notes_of_an_odt_have_the_numbers_that_it_gives_them(tmp_path: Path) -> None:
    def note(kind: str, number: str, *texts: str) -> str:
        inner = "".join(f"<t:p>{text}</t:p>" for text in texts)
        return (
            f"<t:note t:note-class='{kind}'><t:note-citation>{number}</t:note-citation>"
            f"<t:note-body>{inner}</t:note-body></t:note>"
        )

    text = (
        f"<t:p>It sank{note('endnote', 'i', 'Behind.')} on"
        f" Monday{note('footnote', '1', 'Echo.', 'And more.')}"
        f"{note('footnote', '*', 'A sign.')}.</t:p>"
    )
    gone = f"<t:tracked-changes><t:p>{note('footnote', '9', 'Gone.')}</t:p></t:tracked-changes>"
    content = (
        f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0">'
        f"<o:body><o:text>{gone}{text}<t:p>So it ended.</t:p></o:text></o:body>"
        "</o:document-content>"
    )
    made = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    (article,) = read(tmp_path, made)
    assert article.paragraphs == (
        *("It sank on Monday.", "So it ended."),
        *("1. Echo.", "And more.", "* A sign.", "i. Behind."),
    )
    assert article.remarks == ()
