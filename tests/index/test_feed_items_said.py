"""What items of feeds say of themselves, and what the feed around them says in vain."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.feed_formats.feed_items import Item
from index.ingest.readers.feed_formats.feed_parser import parse_feed

HOME = "https://echo.example/feed"
_GERMAN = (
    "Die Stadt hat am Freitag beschlossen, dass die Brücke bis zum Herbst gesperrt bleibt.",
    "Der Rat will das Geld nicht ausgeben, weil es auch für die Schulen gebraucht wird.",
)
_FRENCH = (
    "La ville a décidé vendredi que le pont sera fermé jusqu’à la fin de l’été.",
    "Le conseil ne veut pas dépenser cet argent, dont les écoles ont aussi besoin.",
)
_ENGLISH = (
    "The town decided on Friday that the bridge will be shut until the end of the summer.",
    "The council does not want to spend the money, which is needed for the schools as well.",
)


def _rss(item: str, channel: str = "") -> Item:
    feed = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<channel><title>Echo</title>{channel}<item><title>Quay shut</title>{item}</item>"
        "</channel></rss>"
    )
    (found,) = parse_feed(feed.encode(), HOME).items
    return found


@given(
    st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,8}(\.[a-z]{2,12}){1,2}", fullmatch=True),
    st.sampled_from(["author", "dc:creator"]),
    st.sampled_from(
        ["{}", "mailto:{}", "&lt;{}&gt;", "Ann Lee &lt;{}&gt;", "Ann Lee {}", "{} (Ann Lee)"]
    ),
)
def test_an_address_of_mail_is_no_author_and_nor_is_a_part_of_it(
    address: str, element: str, form: str
) -> None:
    found = _rss(f"<{element}>{form.format(address)}</{element}>").byline
    assert found == ("Ann Lee" if "Ann Lee" in form else "")


@pytest.mark.parametrize(
    "channel",
    [
        "<managingEditor>boss@paper.com (Big Boss)</managingEditor>",
        "<webMaster>web@paper.com (Web Master)</webMaster>",
        "<itunes:author>The Network</itunes:author>",
        "<dc:creator>Channel Creator</dc:creator>",
    ],
)
def test_who_answers_for_a_channel_did_not_write_its_items(channel: str) -> None:
    assert _rss("", channel).byline == ""
    assert _rss("<dc:creator>Ann Lee</dc:creator>", channel).byline == "Ann Lee"


@pytest.mark.parametrize(
    ("own", "source", "byline"),
    [
        ("", "<author><name>Blogger B</name></author>", "Blogger B"),
        ("", "", "Planet Admin"),
        ("<author><name>Ann Lee</name></author>", "<author><name>B</name></author>", "Ann Lee"),
    ],
)
def test_authors_of_the_feed_that_an_entry_was_taken_from_count_before_those_of_this_one(
    own: str, source: str, byline: str
) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>'
        "<author><name>Planet Admin</name></author><entry><id>1</id><title>A</title>"
        f"{own}<source><id>x</id><title>Blog B</title>{source}</source></entry></feed>"
    )
    (item,) = parse_feed(feed.encode(), HOME).items
    assert (item.byline, item.outlet) == (byline, "Blog B")


@pytest.mark.parametrize(
    ("stated", "texts", "language"),
    [
        ("en-US", _GERMAN, ""),
        ("en", _FRENCH, ""),
        ("en-GB", _ENGLISH, "en"),
        ("de", _GERMAN, "de"),
        # Whoever says another language than English has said it.
        ("de", _ENGLISH, "de"),
        ("en", ("Too few words.",), "en"),
    ],
)
def test_what_a_channel_says_of_its_language_counts_unless_words_tell_better(
    stated: str, texts: tuple[str, ...], language: str
) -> None:
    text = "".join(f"<p>{one}</p>" for one in texts)
    item = _rss(f"<description>{html.escape(text)}</description>", f"<language>{stated}</language>")
    assert item.language == language
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": stated,
        "items": [{"id": "1", "content_html": text}],
    }
    (item,) = parse_feed(json.dumps(feed).encode(), HOME).items
    assert item.language == language


@pytest.mark.parametrize("times", [1, 2, 3])
def test_text_that_was_escaped_over_and_over_is_read_as_what_it_is(times: int) -> None:
    text = "<p>One paragraph of it.</p><p>Two, with &lt;b&gt; in it.</p>"
    for _ in range(times):
        text = html.escape(text)
    found = _rss(f"<description>{text}</description>")
    assert found.paragraphs[0] == "One paragraph of it."
    assert len(found.paragraphs) == 2


def test_a_title_has_no_tags_however_often_it_was_escaped() -> None:
    feed = "<rss version='2.0'><channel><item><title>{}</title></item></channel></rss>"
    for title in ("&lt;b&gt;5G&lt;/b&gt; is here", "&amp;lt;b&amp;gt;5G&amp;lt;/b&amp;gt; is here"):
        (item,) = parse_feed(feed.format(title).encode(), HOME).items
        assert item.title == "5G is here"
