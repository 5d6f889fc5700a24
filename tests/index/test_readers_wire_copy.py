"""Copy of wires, words in columns, pages as browsers keep them, lists of addresses."""

from __future__ import annotations

import base64
import json
import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.test_readers_tools import ONE, PAGE, TWO, put, read

ANPA = (
    "\x16\x16\x01a0123\r\nr i bc-EU--Talks     03-21 0056\r\n^BC-EU--Talks,0056<\r\n"
    "^Talks go on<\r\n^Eds: Adds byline.<\r\n^By ANN LEE=\r\n^The Wire=\r\n\x02   {one}\r\n"
    "   {two}\r\n\x03\r\nAP-WS-03-21-16 0546EDT<\r\n\x04"
)
IPTC = (
    "\x01eco0123 4 pol 56 WIRE/AA-1\r\n\r\nSteel/Trade/\r\n\x02Talks go on\r\n=\r\n{one}"
    "\r\n\r\n{two}\r\n(Schluss) bl/al\r\n\x03 210546 Mär 16\r\n\x04"
)
STORY = "ZCZC\r\nECO0123\r\n\r\nTALKS GO ON\r\n\r\n{one}\r\n\r\n{two}\r\n\r\nNNNN\r\n"


@pytest.mark.parametrize("message", [ANPA, IPTC, STORY])
@pytest.mark.parametrize("count", [1, 3])
def test_a_message_of_a_wire_is_an_article(tmp_path: Path, message: str, count: int) -> None:
    found = read(put(tmp_path, "a.txt", message.format(one=ONE, two=TWO) * count))
    assert [one.title.lower() for one in found] == ["talks go on"] * count
    assert {one.paragraphs for one in found} == {(ONE, TWO)}


def test_a_message_says_who_sent_it_and_when(tmp_path: Path) -> None:
    (one,) = read(put(tmp_path, "a.txt", ANPA.format(one=ONE, two=TWO)))
    assert (one.outlet, one.byline, one.date) == ("The Wire", "ANN LEE", "2016-03-21")
    (one,) = read(put(tmp_path, "b.txt", IPTC.format(one=ONE, two=TWO)))
    assert (one.tags, one.date) == (("Steel", "Trade"), "2016-03-21")


COLUMNS = """-DOCSTART- -X- O O

Talks NNS B-NP O
( ( O O
again RB O O
) ) O O
go VBP B-VP O
on RP O O
. . O O

Nobody NN B-NP O
left VBD O O
. . O O

-DOCSTART- -X- O O

"""
UNIVERSAL = """# newdoc id = a
# newpar
# sent_id = 1
1-2\tDu\t_\t_\t_\t_\t_\t_\t_\t_
1\tDe\tde\tADP\t_\t_\t0\troot\t_\t_
2\tle\tle\tDET\t_\t_\t1\tdet\t_\t_
3\tport\tport\tNOUN\t_\t_\t1\tdep\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_

# newpar
# text = It isn't "over".
1\tIt\tit\tPRON\t_\t_\t0\troot\t_\t_

# newdoc id = b
# text = Left.
1\tLeft\tleave\tVERB\t_\t_\t0\troot\t_\t_
"""


def test_words_in_columns_are_put_together(tmp_path: Path) -> None:
    (one,) = read(put(tmp_path, "a.conll", COLUMNS))
    assert one.paragraphs == ("Talks (again) go on. Nobody left.",)
    one, two = read(put(tmp_path, "a.conllu", UNIVERSAL))
    assert (one.source_id, one.paragraphs) == ("a", ("Du port.", 'It isn\'t "over".'))
    assert (two.source_id, two.paragraphs) == ("b", ("Left.",))


@given(st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=9))
def test_no_word_of_a_column_is_lost(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    lines = "".join(f"{word} X O\n" for word in words)
    (one,) = read(put(tmp_path_factory.mktemp("a"), "a.bio", lines))
    assert one.paragraphs == (" ".join(words),)


HTML = f"<!DOCTYPE html><html><head><title>Talks go on</title></head><body>{PAGE}</body></html>"


def har(*bodies: str, packed: bool = False) -> str:
    entries = [
        {
            "startedDateTime": "2025-04-02T10:00:00Z",
            "request": {"url": f"https://post.example/{n}"},
            "response": {
                "status": 200,
                "content": {
                    "mimeType": "text/html; charset=utf-8" if body else "text/css",
                    "text": base64.b64encode(body.encode()).decode() if packed else body,
                    **({"encoding": "base64"} if packed else {}),
                },
            },
        }
        for n, body in enumerate(bodies)
    ]
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}})


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_log_of_requests_are_articles(tmp_path: Path, packed: bool) -> None:
    found = read(
        put(tmp_path, "a.har", har(HTML, "", HTML.replace("Talks", "Wars"), packed=packed))
    )
    assert [(one.title, one.url) for one in found] == [
        ("Talks go on", "https://post.example/0"),
        ("Wars go on", "https://post.example/2"),
    ]
    assert {(one.paragraphs, one.date[:10]) for one in found} == {((ONE, TWO), "2025-04-02")}
    assert all("capture" in one.date_from for one in found)


def safari(page: bytes, encoding: str = "UTF-8") -> bytes:
    """A page as Safari keeps it."""
    resource = {"WebResourceData": page, "WebResourceTextEncodingName": encoding}
    resource |= {"WebResourceURL": "https://post.example/talks"}
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


def test_a_page_that_safari_saved_is_an_article(tmp_path: Path) -> None:
    (one,) = read(put(tmp_path, "a.webarchive", safari(HTML.encode("utf-16"), "UTF-16")))
    assert (one.title, one.paragraphs) == ("Talks go on", (ONE, TWO))
    assert one.url == "https://post.example/talks"


def test_a_text_of_addresses_is_a_list_of_links(tmp_path: Path) -> None:
    urls = ["https://post.example/1", "https://post.example/2"]
    found = read(put(tmp_path, "a.txt", "\n".join([*urls, "", urls[0]])))
    assert [(one.url, one.text_from) for one in found] == [(url, "link") for url in urls]
    (one,) = read(put(tmp_path, "b.txt", "\n".join([*urls, "", ONE])))
    assert one.text_from == "file"
