"""XML that texts, records and citations are kept in, and citations that are no XML."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from tests.index.test_readers_tools import ONE, TWO, put, read

BODY = f"<p>{ONE}</p><p>{TWO}</p>"
META = (
    "<article-meta><article-id pub-id-type='doi'>10.1/talks</article-id><article-title>"
    "Talks <italic>go</italic> on</article-title><contrib-group><contrib"
    " contrib-type='author'><name><surname>Lee</surname><given-names>Ann</given-names></name>"
    "</contrib></contrib-group><pub-date><year>2016</year></pub-date><pub-date><day>21</day><month>3"
    "</month><year>2016</year></pub-date><kwd-group><kwd>steel</kwd></kwd-group></article-meta>"
)
JATS = (
    "<article xml:lang='en'><front>"
    "<journal-meta><journal-title>The Post</journal-title></journal-meta>{meta}</front><body>"
    "<p>{one}<xref>1</xref></p><fig><caption><p>A crane</p></caption></fig><sec>"
    "<title>And then?</title><p>{two}</p></sec></body>"
    "<back><ref-list><ref>Smith</ref></ref-list></back></article>"
)
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title><author>Ann Lee</author></titleStmt>"
    "<publicationStmt><date when='2020'/></publicationStmt><sourceDesc><bibl><title level='j'>The"
    " Post</title><date when='2016-03-21'>Monday</date></bibl></sourceDesc></fileDesc><profileDesc>"
    "<langUsage><language ident='en'/></langUsage></profileDesc></teiHeader>"
)
TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}<text><body>{body}</body></text></TEI>"


@pytest.mark.parametrize("around", ["{}", "<pmc-articleset>{}</pmc-articleset>"])
def test_an_article_of_a_journal_is_its_text(tmp_path: Path, around: str) -> None:
    page = JATS.format(meta=META, one=ONE, two=TWO)
    (one,) = read(put(tmp_path, "a.xml", around.format(page)))
    assert (one.title, one.outlet, one.byline) == ("Talks go on", "The Post", "Ann Lee")
    assert (one.date, one.url) == ("2016-03-21", "https://doi.org/10.1/talks")
    assert one.tags == ("steel",)
    assert one.paragraphs == (f"{ONE}1", "And then?", TWO)


def test_chapters_of_a_book_are_articles(tmp_path: Path) -> None:
    part = (
        "<book-part id='{0}'><book-part-meta><title>{0}</title></book-part-meta><body><p>{1}</p>"
        "</body></book-part>"
    )
    inner = part.format("A", ONE) + part.format("B", TWO)
    book = (
        "<book><book-meta><book-title>Ports</book-title></book-meta><book-body><book-part>"
        f"<book-part-meta><title>Part I</title></book-part-meta><body>{inner}</body></book-part>"
        "</book-body></book>"
    )
    found = read(put(tmp_path, "a.xml", book))
    assert [(one.title, one.outlet, one.paragraphs) for one in found] == [
        ("A", "Ports", (ONE,)),
        ("B", "Ports", (TWO,)),
    ]


def test_a_text_of_tei_is_dated_by_its_source(tmp_path: Path) -> None:
    body = (
        f"<div><head>Talks go on</head><p>{ONE}<note>Sic.</note></p><figure><p>A</p></figure>"
        f"<p>{TWO}</p></div>"
    )
    header = HEADER.format(title="Talks go on")
    (one,) = read(put(tmp_path, "a.xml", TEI.format(header=header, body=body)))
    assert (one.title, one.outlet, one.byline) == ("Talks go on", "The Post", "Ann Lee")
    assert (one.date, one.language, one.paragraphs) == ("2016-03-21", "en", (ONE, TWO))


def test_an_issue_in_tei_is_parted_into_its_articles(tmp_path: Path) -> None:
    parts = [("Talks go on", ONE), ("Nearer", TWO)]
    body = "".join(f"<div type='article'><head>{t}</head><p>{x}</p></div>" for t, x in parts)
    header = HEADER.format(title="The Post, 21 March 2016")
    found = read(put(tmp_path, "a.xml", TEI.format(header=header, body=f"<div>{body}</div>")))
    assert [(one.title, one.paragraphs) for one in found] == [(t, (x,)) for t, x in parts]
    assert {(one.outlet, one.date) for one in found} == {("The Post", "2016-03-21")}


ELEMENTS = f"""<a><b><story><headline>Talks go on</headline><pubDate>2016-03-21</pubDate>
<author>Ann Lee</author><author>Bo Xi</author><source>The Post</source><body>{BODY}</body></story>
</b></a>"""
ATTRIBUTES = f"""<doc title='Talks go on' date='2016-03-21' author='Ann Lee, Bo Xi'
sitename='The Post'><main>{BODY}</main><comments/></doc>"""
NAMED = f"""<add><doc><field name='title'>Talks go on</field><field name='date'>2016-03-21</field>
<field name='author'>Ann Lee</field><field name='author'>Bo Xi</field>
<field name='source'>The Post</field><field name='text'>{escape(BODY)}</field></doc></add>"""


@pytest.mark.parametrize("content", [ELEMENTS, ATTRIBUTES, NAMED])
def test_records_in_xml_are_read_as_others_are(tmp_path: Path, content: str) -> None:
    (one,) = read(put(tmp_path, "a.xml", f'<?xml version="1.0"?>\n{content}'))
    assert (one.title, one.date, one.outlet) == ("Talks go on", "2016-03-21", "The Post")
    assert (one.byline, one.paragraphs) == ("Ann Lee, Bo Xi", (ONE, TWO))


def test_xml_of_other_things_is_no_news(tmp_path: Path) -> None:
    for content in ("<svg><title>A</title><path d=''/></svg>", "<project><name>A</name></project>"):
        (one,) = read(put(tmp_path, "a.xml", content))
        assert one.reason.startswith(("unknown format", "XML in which no element"))


ABSTRACT = "Müller & Søn said that talks go on."
BIB = """% kept by hand
@string{post = "The Post"}
@article{lee2016,
  title = {Talks {Go} on},
  author = "Lee, Ann and M{\\"u}ller, J{\\o}rgen",
  date = {2016-03-21}, journaltitle = {The Post},
  abstract = {M\\"{u}ller \\& S{\\o}n said
     that talks go on.},
  url={https://post.example/talks}, keywords = {steel, trade}
}"""
XML = f"""<xml><records><record><ref-type name="Newspaper Article">23</ref-type><contributors>
<authors><author><style>Lee, Ann</style></author><author>Müller, Jørgen</author></authors>
</contributors><titles><title><style>Talks Go on</style></title>
<secondary-title>The Post</secondary-title></titles>
<keywords><keyword>steel</keyword><keyword>trade</keyword></keywords><dates>
<year>2016</year><pub-dates><date>March 21</date></pub-dates></dates>
<abstract>{escape(ABSTRACT)}</abstract>
<urls><related-urls><url>https://post.example/talks</url></related-urls></urls></record>
</records></xml>"""
TAGGED = f"""%0 Newspaper Article
%A Lee, Ann
%A Müller, Jørgen
%T Talks Go on
%B The Post
%D 2016
%8 March 21
%X {ABSTRACT}
%K steel
trade
%U https://post.example/talks
"""


@pytest.mark.parametrize(("name", "content"), [("a.bib", BIB), ("a.xml", XML), ("a.enw", TAGGED)])
def test_citations_are_read_as_those_in_ris(tmp_path: Path, name: str, content: str) -> None:
    (one,) = read(put(tmp_path, name, content))
    assert (one.title, one.outlet, one.date) == ("Talks Go on", "The Post", "2016-03-21")
    assert (one.byline, one.paragraphs) == ("Ann Lee, Jørgen Müller", (ABSTRACT,))
    assert (one.url, one.tags, one.text_from) == (
        *("https://post.example/talks", ("steel", "trade")),
        "summary",
    )


@given(
    st.lists(
        st.text("abc \\\"',=@\n%é", max_size=40),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 400),
)
def test_any_bibtex_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], cut: int
) -> None:
    entries = "".join(f"@misc{{k{n},\n title = {{A{v}}}\n}}\n" for n, v in enumerate(values))
    folder = tmp_path_factory.mktemp("b")
    whole = read(put(folder, "a.bib", "@comment{x,\n a = b}\n" + entries))
    whole += read(put(folder, "b.bib", "@misc{k, title = {A}}" + BIB[:cut]))
    assert all(one.title if isinstance(one, Article) else one.reason for one in whole)
