"""Pages of scanned papers: blocks are paragraphs, and parted words are whole again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.documents.scans import joined
from tests.index.test_readers_tools import put, read

ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace><TextBlock>'
    '<TextLine><String CONTENT="STORM"/><SP/><String CONTENT="AT SEA"/></TextLine></TextBlock>'
    '<ComposedBlock><TextBlock><TextLine><String CONTENT="The"/><SP/><String CONTENT="har"'
    ' SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/><HYP CONTENT="-"/></TextLine><TextLine>'
    '<String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour"/><SP/>'
    '<String CONTENT="was shut on"/><String CONTENT="Mon"/><HYP CONTENT="-"/></TextLine><TextLine>'
    '<String CONTENT="day."/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout>'
    "</alto>"
)
LINE = "<TextLine><TextEquiv><Unicode>{}</Unicode></TextEquiv></TextLine>"
PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>'
    '<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="b"/><RegionRefIndexed'
    ' index="1" regionRef="a"/></OrderedGroup></ReadingOrder><TextRegion id="a">'
    f"{LINE.format('The har¬')}{LINE.format('bour was shut on Monday.')}</TextRegion>"
    '<TextRegion id="b"><TextEquiv><Unicode>STORM AT SEA</Unicode></TextEquiv></TextRegion></Page>'
    "</PcGts>"
)
SPAN = "<span class='ocr_line'>{}</span>"
HOCR = (
    "<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title></title></head><body>"
    "<div class='ocr_page'><p class='ocr_par'><span class='ocr_header'>STORM AT SEA</span></p>"
    f"<p class='ocr_par' lang='eng'>{SPAN.format('The har-')}{SPAN.format('bour was shut on')}"
    f"{SPAN.format('Monday.')}</p></div></body></html>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [("p.xml", ALTO), ("p.xml", PAGE), ("p.hocr", HOCR), ("p.html", HOCR)],
)
def test_a_scanned_page_is_its_blocks(tmp_path: Path, name: str, text: str) -> None:
    (one,) = read(put(tmp_path, name, text))
    assert one.paragraphs == ("STORM AT SEA", "The harbour was shut on Monday.")


def test_a_list_of_pages_says_where_their_texts_are(tmp_path: Path) -> None:
    text = '<mets xmlns="http://www.loc.gov/METS/"><fileSec/></mets>'
    (source,) = find([put(tmp_path, "mets.xml", text)], ReadOptions())
    assert not isinstance(source, Skipped)
    (told,) = source.articles()
    assert isinstance(told, Skipped)
    assert "files beside it" in told.reason


WORDS = st.lists(st.text("abcdefgh", min_size=4, max_size=9), min_size=1, max_size=12)


@given(words=WORDS, cuts=st.lists(st.integers(1, 3), min_size=12, max_size=12))
def test_words_parted_at_the_ends_of_lines_are_whole(words: list[str], cuts: list[int]) -> None:
    text = " ".join(words)
    parted = " ".join(
        f"{word[:cut]}-\n{word[cut:]}" for word, cut in zip(words, cuts, strict=False)
    )
    assert joined(parted.split("\n")) == text
    assert joined(words) == text
