"""Documents: what stands beside the text is kept, each as what it is, and loses nobody's words."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from tests.index.test_readers_documents import docx, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_WORDS = st.lists(
    st.sampled_from("payments Hallam confidential draft annex burn sable limassol".split()),
    min_size=1,
    max_size=5,
).map(" ".join)
_TEXT = "The quay was shut on Monday, the board said."


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def _docx(head: str, foot: str, comment: str) -> bytes:
    parts = {
        "word/header1.xml": f"<w:hdr xmlns:w='{_W}'>{_p(head)}</w:hdr>",
        "word/header2.xml": f"<w:hdr xmlns:w='{_W}'>{_p(head)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr xmlns:w='{_W}'>{_p(foot)}{_p('7')}</w:ftr>",
        "word/comments.xml": f"<w:comments xmlns:w='{_W}'><w:comment w:author='Ann Lee'>"
        f"{_p(comment)}</w:comment></w:comments>",
    }
    return docx(_p(_TEXT), "<none/>", parts)


def _odt(head: str, foot: str, comment: str) -> bytes:
    said = f"<dc:creator>Ann Lee</dc:creator><text:p>{comment}</text:p>"
    body = f"<text:p>{_TEXT}<office:annotation>{said}</office:annotation></text:p>"
    master = (
        f"<style:master-page><style:header><text:p>{head}</text:p></style:header><style:footer>"
        f"<text:p>{foot}</text:p><text:p>7</text:p></style:footer></style:master-page>"
    )
    styles = f"<office:master-styles>{master}</office:master-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}>{text}</office:document-content>",
            "styles.xml": f"<office:document-styles {_SPACES}>{styles}</office:document-styles>",
        }
    )


def _rtf(head: str, foot: str, comment: str) -> bytes:
    around = rf"{{\header\pard {head}\par}}{{\headerf\pard {head}\par}}{{\footer\pard {foot}\par}}"
    said = rf"{{\*\atnid AL}}{{\*\atnauthor Ann Lee}}{{\*\annotation\pard {comment}}}"
    return rf"{{\rtf1\ansi {around}\pard {_TEXT}{said}\par}}".encode()


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
@settings(max_examples=25, deadline=None)
@given(head=_WORDS, foot=_WORDS, comment=_WORDS)
def test_heads_are_kept_once_and_comments_with_their_writers(
    form: str, head: str, foot: str, comment: str
) -> None:
    made = {"docx": _docx, "odt": _odt, "rtf": _rtf}[form](head, foot, comment)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{form}")
        path.write_bytes(made)
        (source,) = find([path], ReadOptions())
        assert isinstance(source, Source)
        (article,) = source.articles()
    assert isinstance(article, Article)
    by = "" if form == "rtf" else " by Ann Lee"
    heads = list(dict.fromkeys([head, foot]))
    assert list(article.paragraphs) == [_TEXT, *heads, f"Comment{by}: {comment}"]
