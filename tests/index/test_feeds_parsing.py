"""Feeds and lists of feeds as they are written in the world."""

from __future__ import annotations

import html
import io
import json
import re
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.errors import InputError, NotFound, NutgrafError
from index.ingest.feeds.list_entry import Subscription, feed_address
from index.ingest.feeds.newsboat_urls import read_urls, write_urls
from index.ingest.feeds.opml import read_opml, write_opml
from index.ingest.readers.feed_formats.feed_parser import begins_as_feed, is_feed, parse_feed

HOME = "https://echo.example/feed"

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Echo &amp;amp; Co</title>
<entry><id>urn:1</id><title type="html">A &amp;lt; &lt;b&gt;B&lt;/b&gt;</title>
<link rel="alternate" href="/p/1"/><summary>short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div>
</content><published>2025-10-01T10:00:00+02:00</published><updated>2025-10-02T10:00:00Z</updated>
<author><name>Ana Ruiz</name></author><author><name>Kit Moor</name></author>
<category term="port"/><source><title>Wire</title></source></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Echo</title></channel><item rdf:about="https://echo.example/1">
<title>T</title><link>https://echo.example/1</link><description>D</description>
<dc:date>2025-10-01</dc:date><dc:creator>Ana Ruiz</dc:creator></item></rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Echo",
    "authors": [{"name": "Desk"}],
    "items": [
        {
            "id": 7,
            "url": "/a",
            "title": "T",
            "content_html": "<p>One.</p><p>Two.</p>",
            "date_published": "2025-10-01T10:00:00Z",
            "tags": ["port", 3],
        },
        {"id": "8", "content_text": "Only text.\n\nMore."},
        "no item",
    ],
}


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ("", "Text &lt;tag&gt; kept &amp; so on", "Text <tag> kept & so on"),
        (' type="text"', "1 &lt; 2", "1 < 2"),
        (' type="html"', "The &lt;i&gt;Star&lt;/i&gt; &amp;amp; so on", "The Star & so on"),
    ],
)
def test_a_title_of_atom_is_read_as_its_type_says(kind: str, written: str, title: str) -> None:
    entry = f"<entry><id>1</id><title{kind}>{written}</title><content>It sank.</content></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title>{entry}</feed>'
    (item,) = parse_feed(feed.encode(), "https://echo.example/feed").items
    assert item.title == title


def test_atom_gives_all_it_has() -> None:
    (item,) = parse_feed(ATOM.encode(), HOME).items
    assert (item.title, item.url, item.guid) == ("A < B", "https://echo.example/p/1", "urn:1")
    assert item.paragraphs == ("One.", "Two.")
    assert (item.date, item.updated) == ("2025-10-01T10:00:00+02:00", "2025-10-02T10:00:00+00:00")
    assert (item.byline, item.outlet, item.tags) == ("Ana Ruiz, Kit Moor", "Wire", ("port",))


def test_entries_without_an_author_have_that_of_their_feed() -> None:
    feed = ATOM.replace("<title>Echo", "<author><name>Lea Orr</name></author><title>Echo", 1)
    named, bare = feed, feed.replace("Ana Ruiz", "").replace("Kit Moor", "")
    assert parse_feed(named.encode(), HOME).items[0].byline == "Ana Ruiz, Kit Moor"
    assert parse_feed(bare.encode(), HOME).items[0].byline == "Lea Orr"
    outlet = bare.replace("Lea Orr", "Echo &amp;amp; Co")
    assert parse_feed(outlet.encode(), HOME).items[0].byline == ""


def test_rdf_gives_all_it_has() -> None:
    (item,) = parse_feed(RDF.encode(), HOME).items
    assert (item.title, item.paragraphs, item.date, item.byline) == (
        "T",
        ("D",),
        "2025-10-01",
        "Ana Ruiz",
    )


def test_json_feed_gives_all_it_has() -> None:
    first, second = parse_feed(json.dumps(JSON).encode(), HOME).items
    assert (first.guid, first.url, first.byline) == ("7", "https://echo.example/a", "Desk")
    assert (first.paragraphs, first.date, first.tags) == (
        ("One.", "Two."),
        "2025-10-01T10:00:00+00:00",
        ("port",),
    )
    assert (second.title, second.url, second.paragraphs) == ("", "", ("Only text.", "More."))


def _rss(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Echo</title>{inside}</channel></rss>'.encode()


def test_mistakes_of_the_world_are_read_through() -> None:
    broken = _rss(
        "<item><title>AT&T &nbsp; &eacute;&bogus; \x02</title><link>https://e.example/?a=1&b=2"
        "</link><description><p>One <b>bold<p>Two</description></item><item><title>Next</title>"
    )
    first, second = parse_feed(broken, HOME).items
    assert first.title.startswith("AT&T é")
    assert first.url == "https://e.example/?a=1&b=2"
    assert second.title == "Next"


@pytest.mark.parametrize(
    ("declared", "real", "told"),
    [
        ("utf-8", "latin-1", ""),
        ("latin-1", "utf-8", ""),
        ("", "latin-1", "iso-8859-1"),
        ("nonsense", "utf-8", "x-user"),
        ("utf-8", "utf-16", ""),
    ],
)
def test_encodings_are_told_by_the_bytes(declared: str, real: str, told: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = _rss("<item><title>Müller zahlt £5</title></item>", head).decode().encode(real)
    assert parse_feed(feed, HOME, told).items[0].title == "Müller zahlt £5"


@pytest.mark.parametrize(
    "declarations",
    [
        "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(12)),
        '<!ENTITY e11 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;',
    ],
)
def test_declared_entities_are_never_expanded(declarations: str) -> None:
    head = f'<?xml version="1.0"?><!DOCTYPE rss [{declarations}]>'
    (item,) = parse_feed(_rss("<item><title>A &e11; b</title></item>", head), HOME).items
    assert item.title == "A &e11; b"


def test_of_items_with_one_address_the_last_changed_counts() -> None:
    dated = (
        "<item><title>{}</title><guid>1</guid><link>https://e.example/1</link>"
        "<description>The talks{}</description><pubDate>{}</pubDate></item>"
    )
    feed = _rss(
        dated.format("Old", " …", "Wed, 01 Oct 2025 08:00:00 GMT")
        + dated.format("New", " go on.", "Thu, 02 Oct 2025 08:00:00 GMT")
        + "<item><title>Same guid</title><guid>g</guid><link>https://e.example/2</link></item>"
        + "<item><title>Other page</title><guid>g</guid><link>https://e.example/3</link></item>"
    )
    titles = [item.title for item in parse_feed(feed, HOME).items]
    assert titles == ["New", "Same guid", "Other page"]


def test_items_that_lack_almost_everything_are_items() -> None:
    feed = _rss("<item><title>T</title></item><item><description>D</description></item><item/>")
    assert [(i.title, i.paragraphs, i.url) for i in parse_feed(feed, HOME).items] == [
        ("T", (), ""),
        ("", ("D",), ""),
        ("", (), ""),
    ]
    assert parse_feed(_rss(""), HOME).items == ()


def test_links_other_than_to_the_web_are_none() -> None:
    feed = _rss("<item><title>T</title><link>javascript:alert(1)</link></item>")
    assert parse_feed(feed, HOME).items[0].url == ""


@given(st.binary(max_size=400) | st.text("<>&;/!?[]-\"'= itemrslchanCDATA", max_size=200))
def test_nothing_breaks_the_parser(noise: bytes | str) -> None:
    data = noise.encode() if isinstance(noise, str) else noise
    for document in (data, _rss("") + data, b"<rss><channel><item>" + data, b'{"items": ' + data):
        try:
            parse_feed(document, HOME)
        except InputError:
            continue
        assert is_feed(document)


def test_all_real_lists_are_read(shared: Path) -> None:
    lists = feeds = 0
    with tarfile.open(shared / "opml" / "real-lists.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member)
            if file is None or not member.name.endswith(".opml"):
                continue
            data = file.read()
            bare = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
            written = {
                html.unescape(bare.sub("&amp;", url)).strip()
                for url in re.findall(r'xmlUrl="([^"]*)"', data.decode())
            }
            found = read_opml(data)
            assert {feed.url for feed in found.feeds} == written
            assert found.left_out == ()
            assert set(read_opml(write_opml(found.feeds).encode()).feeds) == set(found.feeds)
            lists, feeds = lists + 1, feeds + len(written)
    assert (lists, feeds) == (59, 833)


def test_folders_and_categories_are_tags() -> None:
    found = read_opml(
        b'<opml><body><outline text="A &amp; B"><outline title="C">'
        b'<outline xmlUrl="http://x.example/?a=1&copy=2" category="/Boston/Weather,z" '
        b'nutgraf:fullText="true"></outline></outline>'
        b'<!-- <outline xmlUrl="http://hidden.example/"/> -->'
        b"<outline type='rss' text='q' xmlUrl='feed://y.example/rss'/></outline>"
        b'<outline xmlUrl="ftp://z.example"/><outline text="Search" type="link" url="http://n"/>'
    )
    assert found.feeds == (
        Subscription(
            "http://x.example/?a=1&copy=2", "", ("A & B", "C", "Boston/Weather", "z"), full=True
        ),
        Subscription("http://y.example/rss", "q", ("A & B",)),
    )
    assert [url for url, _ in found.left_out] == ["ftp://z.example"]


def test_newsboat_urls_are_read_and_commands_left_out() -> None:
    found = read_urls(
        b'# mine\n\nhttps://a.example/rss news "far away" "~The \\"A\\"" !\n'
        b'"query:Unread:unread = \\"yes\\""\nexec:~/feed.sh x\nfilter:cat:https://b.example\n'
        b"https://c.example/feed\nnonsense\n"
    )
    assert found.feeds == (
        Subscription("https://a.example/rss", 'The "A"', ("news", "far away")),
        Subscription("https://c.example/feed"),
    )
    assert len(found.left_out) == 4


_LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
_TAG = _LINE.filter(lambda text: text[0] not in "~!,/" and "," not in text and text[-1] != "/")
_FEEDS = st.lists(
    st.builds(
        Subscription,
        st.integers(1, 10**6).map("https://e.example/?a=1&n={}".format),
        _LINE.filter(lambda text: not text.startswith("~")),
        st.lists(_TAG, max_size=3, unique=True).map(tuple),
    ),
    max_size=5,
    unique_by=lambda feed: feed.url,
)


@given(_FEEDS)
def test_lists_come_back_as_they_were_written(feeds: list[Subscription]) -> None:
    from index.core.clean import clean

    feeds = [
        Subscription(f.url, clean(f.title), tuple(dict.fromkeys(filter(None, map(clean, f.tags)))))
        for f in feeds
    ]
    assert set(read_urls(write_urls(feeds).encode()).feeds) == set(feeds)
    assert set(read_opml(write_opml(feeds).encode()).feeds) == set(feeds)


@given(st.binary(max_size=300) | st.text('<outline xmlUrl="/>&', max_size=120).map(str.encode))
def test_nothing_breaks_the_lists(noise: bytes) -> None:
    read_urls(noise)
    # Noise can make of the whole another encoding, in which it is no list.
    with suppress(NutgrafError):
        read_opml(b"<opml><outline " + noise)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("echo.example/rss", "https://echo.example/rss"),
        ("feed:https://echo.example/rss", "https://echo.example/rss"),
        ("feed://echo.example/rss", "http://echo.example/rss"),
        ("feed:echo.example/rss", "http://echo.example/rss"),
        ("feed://https://echo.example/rss", "https://echo.example/rss"),
        (" http://echo.example/rss#top ", "http://echo.example/rss"),
    ],
)
def test_addresses_are_completed(given_text: str, kept: str) -> None:
    assert feed_address(given_text) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "file:///etc/passwd",
        "ftp://x.example/",
        "http://",
        "http://[",
        "rss",
        "http://a:b@x.example/",
    ],
)
def test_what_is_no_address_of_a_feed_is_refused(wrong: str) -> None:
    with pytest.raises(NutgrafError):
        feed_address(wrong)


def test_desk_follows_finds_and_forgets(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        feeds = archive.feeds
        feed, is_new = feeds.add("echo.example/rss", title="The Echo", tags=["port", "port"])
        assert is_new
        assert feeds.add("https://echo.example/rss", tags=["sea"], full=True) == (
            feeds.find("the echo"),
            False,
        )
        assert (feeds.find("1").tags, feeds.find("echo.ex").full) == (("port", "sea"), True)
        assert not feeds.add("http://www.echo.example/rss/")[1]
        feeds.add("https://echo.example/two")
        with pytest.raises(NotFound, match="several"):
            feeds.find("echo.example")
        with pytest.raises(NotFound):
            feeds.find("nothing")
        listed = io.BytesIO(feeds.export_list().encode())
        feeds.remove("The Echo")
        assert [one.url for one in feeds.all()] == ["https://echo.example/two"]
        report = feeds.import_bytes(listed.getvalue())
        assert (report.added, report.known, report.left_out) == (1, 1, ())
        assert (feeds.find("The Echo").full, feeds.find("The Echo").tags) == (
            True,
            feed.tags + ("sea",),
        )
        assert "two" in feeds.export_list("urls")
        for junk in (b"", b"\n# nothing\n"):
            with pytest.raises(NutgrafError, match="holds no list"):
                feeds.import_bytes(junk)


@pytest.mark.parametrize("nothing", ["", "  ", "\x07"])
def test_no_reference_means_no_feed(tmp_path: Path, nothing: str) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.feeds.add("https://echo.example/rss")
        with pytest.raises(NotFound):
            archive.feeds.remove(nothing)
        assert len(archive.feeds.all()) == 1


def test_saved_feeds_are_files_like_others(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    (tmp_path / "b.json").write_text(json.dumps(JSON))
    (tmp_path / "c.rss").write_bytes(_rss("<item><title>One</title></item><item><title>T")[:-20])
    (tmp_path / "d.xml").write_text("<other/>")
    with Archive.open(tmp_path / "a.db") as archive:
        report = archive.add([tmp_path / name for name in ("a.xml", "b.json", "c.rss", "d.xml")])
        assert report.new == 4
        assert [(Path(one.path).name, one.reason) for one in report.skipped] == [
            ("c.rss", "the feed was cut off; its last item was left out"),
            ("d.xml", "unknown format (.xml); what is text is read under a name with .txt"),
        ]
        assert archive.article(1).outlet == "Wire"


@pytest.mark.parametrize(
    ("document", "is_one"),
    [
        (ATOM, True),
        (f"\ufeff\n<?xml version='1'?><!-- <html> --><!DOCTYPE x [<!ENTITY a 'b'>]>{RDF}", True),
        ("<?xml version='1'?>\n<!DOCTYPE rss PUBLIC '-//x' 'http://x/'><rss></rss>", True),
        ("<?xml version='1'?><rss><channel><title><![CDATA[Echo]]></title>", True),
        ("How feeds work\n\nA feed begins with <rss version='2.0'>.", False),
        ("<html><body><feed></body></html>", False),
        ("<!doctype html><html><rss>", False),
        ("<!-- never closed <rss>", False),
        ('{"items": []}', False),
    ],
)
def test_only_what_begins_as_a_feed_is_taken_for_one(document: str, is_one: bool) -> None:
    assert begins_as_feed(document.encode()) is is_one
    assert begins_as_feed(document.encode("utf-16")) is is_one


def test_feed_without_end_of_items_is_refused() -> None:
    with pytest.raises(InputError, match="more than 50,000 items"):
        parse_feed(_rss("<item/>" * 50_001), HOME)


def test_an_export_of_wordpress_holds_articles_and_other_things() -> None:
    export = b"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
    <channel><wp:wxr_version>1.2</wp:wxr_version><wp:author>
    <wp:author_login><![CDATA[jb]]></wp:author_login>
    <wp:author_display_name><![CDATA[Jo Brandt]]></wp:author_display_name></wp:author>
    <item><title>Quay closed</title><dc:creator>jb</dc:creator><content:encoded><![CDATA[<p>One.</p>
    [caption id="a" width="9"]<img src="x.jpg"/> The crane[/caption]
    Two.

    [gallery ids="1"]]]></content:encoded><wp:post_type>post</wp:post_type>
    <wp:status>publish</wp:status><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate></item>
    <item><title>x.jpg</title><wp:post_type>attachment</wp:post_type></item>
    <item><title>Old</title><wp:post_type>post</wp:post_type><wp:status>trash</wp:status></item>
    <item><title>New</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
    <item><title>Own</title><wp:post_type>page</wp:post_type><wp:status>private</wp:status></item>
    <item><title>May</title><wp:post_type>post</wp:post_type><wp:status>future</wp:status></item>
    <item><title>Due</title><wp:post_type>post</wp:post_type><wp:status>pending</wp:status></item>
    </channel></rss>"""
    parsed = parse_feed(export, "https://echo.example/feed")
    (item,) = parsed.items
    assert parsed.unpublished == {
        "thrown away": 1,
        "draft": 1,
        "private": 1,
        "not yet published": 2,
    }
    assert (item.title, item.byline, item.date) == ("Quay closed", "Jo Brandt", "")
    assert item.paragraphs == ("One.", "The crane", "Two.")


def test_an_id_of_json_feed_is_an_address_where_there_is_no_other() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "https://echo.example/1", "content_text": "One."}],
    }
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (item,) = parse_feed(json.dumps(feed).encode(encoding), "https://echo.example/feed").items
    assert (item.guid, item.url) == ("https://echo.example/1", "https://echo.example/1")


def _feed_of(items: str) -> bytes:
    head = '<rss version="2.0" xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"'
    return (
        f'{head} xmlns:yandex="http://news.yandex.ru"><channel><title>Echo</title>{items}'
        "</channel></rss>"
    ).encode()


@pytest.mark.parametrize("guid", ["", "<guid>https://echo.example/</guid>"])
def test_notices_at_one_link_are_items_each_and_what_is_said_twice_is_one(guid: str) -> None:
    said = [
        ("Works: Mill Street", "Mill Street is closed from 1 to 3 May because of pipes."),
        ("Works: King Street", "King Street is closed from 1 to 3 May because of pipes."),
        ("Works", "Oak Street is closed because of pipes."),
        ("Works", "Buses go round by the station until Friday."),
    ]
    one = "".join(
        f"<item><title>{title}</title><link>https://echo.example/notices</link>{guid}"
        f"<description>{text}</description><pubDate>0{day} May 2024</pubDate></item>"
        for day, (title, text) in enumerate(said, 1)
    )
    items = parse_feed(_feed_of(one + one), HOME).items
    assert [(item.title, *item.paragraphs) for item in items] == said
    assert len({item.guid for item in items}) == len(said)
    changed = parse_feed(_feed_of(one.replace("pipes", "cables")), HOME).items
    assert [item.guid for item in changed] == [item.guid for item in items]


def test_the_fuller_text_and_the_address_behind_the_counter_are_taken() -> None:
    (item,) = parse_feed(
        _feed_of(
            "<item><title>T</title><link>http://feedproxy.google.com/~r/e/~3/x/</link>"
            "<f:origLink>https://echo.example/t</f:origLink><description>Short.</description>"
            "<yandex:full-text>Short.\n\nAnd all the rest of it.</yandex:full-text></item>"
        ),
        HOME,
    ).items
    assert item.url == "https://echo.example/t"
    assert item.paragraphs == ("Short.", "And all the rest of it.")


@pytest.mark.parametrize(
    "tail",
    [
        "The post T &#8211; S appeared first on Echo.",
        "Der Beitrag T erschien zuerst auf Echo.",
        "La entrada T se publicó primero en Echo.",
        "Запись T впервые появилась Echo.",
        "Read more...",
        "Continue reading T – S →",
        "Click here to read the full story",
        "Lire la suite »",
    ],
)
def test_what_programs_write_behind_a_text_is_none_of_it(tail: str) -> None:
    text = f"&lt;p&gt;The talks go on.&lt;/p&gt;&lt;p&gt;{tail.replace('&', '&amp;')}&lt;/p&gt;"
    item = f"<item><title>T – S</title><description>{text}</description></item>"
    assert parse_feed(_feed_of(item), HOME).items[0].paragraphs == ("The talks go on.",)


@pytest.mark.parametrize(
    "said",
    [
        "Read more books, said the minister on Monday.",
        "Read more, said Lund.",
        "Read the full text in court, said the clerk.",
        "Click here to read the verdict, said the clerk, and laughed at us all.",
    ],
)
def test_a_paragraph_that_only_begins_like_a_tail_stays(said: str) -> None:
    text = f"&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;{said}&lt;/p&gt;"
    (item,) = parse_feed(_feed_of(f"<item><description>{text}</description></item>"), HOME).items
    assert len(item.paragraphs) == 2


def test_an_export_of_blogger_is_what_was_posted() -> None:
    kind = (
        '<category scheme="http://schemas.google.com/g/2005#kind"'
        ' term="http://schemas.google.com/blogger/2008/kind#{}"/>'
    )
    post = kind.format("post") + '<category scheme="http://www.blogger.com/atom/ns#" term="quay"/>'
    entries = [
        f"<entry><id>{n}</id>{more}<title>A{n}</title><content>Text {n}.</content></entry>"
        for n, more in enumerate(
            (
                *(post, kind.format("comment"), kind.format("settings")),
                *("<blogger:type>POST</blogger:type>", "<blogger:type>COMMENT</blogger:type>"),
                *(
                    "<app:control><app:draft>yes</app:draft></app:control>",
                    "<blogger:status>DRAFT</blogger:status>",
                ),
            )
        )
    ]
    spaces = (
        'xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"'
        ' xmlns:app="http://purl.org/atom/app#"'
    )
    data = f"<feed {spaces}><title>Echo</title>{''.join(entries)}</feed>".encode()
    assert [(one.title, one.tags) for one in parse_feed(data, "").items] == [
        ("A0", ("quay",)),
        ("A3", ()),
    ]
    assert parse_feed(data, "").unpublished == {"draft": 2}


@given(
    before=st.sampled_from(
        [
            "",
            "\n",
            "<!-- cached -->\n",
            "Warning: mysql_connect() in /a.php on line 5\n",
            "<br />\n",
        ]
    ),
    after=st.sampled_from(["", "\n", "<!-- 0.2 s -->", "<script>f()</script>" + "x" * 9000]),
    count=st.integers(1, 4),
)
def test_what_a_server_lets_slip_takes_no_item_away(before: str, after: str, count: int) -> None:
    items = "".join(
        f"<item><title>Story {n}</title><guid>{n}</guid><description>A crane fell {n}."
        "</description></item>"
        for n in range(count)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    parsed = parse_feed(f"{before}{feed}{after}".encode(), "https://echo.example/rss")
    assert [one.title for one in parsed.items] == [f"Story {n}" for n in range(count)]
    assert parsed.is_whole


def test_an_id_that_several_links_share_is_none() -> None:
    items = "".join(
        f"<item><title>Storm warning for bay {n}</title><link>https://echo.example/{n}</link>"
        f"<guid>same</guid><description>Gales are expected in bay {n}.</description></item>"
        for n in range(3)
    )
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
    parsed = parse_feed(feed.encode(), "https://echo.example/rss")
    assert [one.guid for one in parsed.items] == ["", "", ""]
    assert len({one.key for one in parsed.items}) == 3
