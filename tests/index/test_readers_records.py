"""JSON Lines, arrays and objects: found keys, mapped keys, bad records that stop nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.errors import NutgrafError
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.dumps import json_stream
from tests.items import told


def read(path: Path, **options: Any) -> list[Article | Skipped]:
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return told(source.articles())


def written(folder: Path, content: Any, name: str = "a.jsonl") -> Path:
    path = folder / name
    if not isinstance(content, str | bytes):
        content = "\n".join(json.dumps(record) for record in content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


RECORD = {
    "id": "r1",
    "title": "Talks",
    "date": "2016-03-21",
    "source": "The Post",
    "url": "http://example.org/1",
    "authors": ["Ann Lee", {"name": "Bo Xi"}],
    "topic": "trade",
    "keywords": "tariffs, steel",
    "lang": "en-GB",
    "text": "One.\n\nTwo.",
}
ARTICLE = Article(
    title="Talks",
    paragraphs=("One.", "Two."),
    outlet="The Post",
    byline="Ann Lee, Bo Xi",
    date="2016-03-21",
    section="trade",
    language="en",
    url="http://example.org/1",
    tags=("tariffs", "steel"),
    source_id="r1",
    date_from="record: date",
)


def plain(article: Article | Skipped) -> Article:
    assert isinstance(article, Article), article
    return Article(**{**{f: getattr(article, f) for f in article.__slots__}, "origin": ""})


def test_usual_keys_are_found(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path, [RECORD]))
    assert plain(article) == ARTICLE


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("between", ["", " ", ", "])
def test_objects_one_behind_the_other_on_a_line_are_a_record_each(
    tmp_path: Path, name: str, between: str
) -> None:
    line = between.join(json.dumps({"title": f"T{n}", "text": "One."}) for n in range(3))
    found = read(written(tmp_path, f"{line}\n{line}{between}{{broken\n{line}\n", name))
    if name == "a.json":  # one document, as its second line is no object
        assert [one.title for one in found if isinstance(one, Article)] == ["T0", "T1", "T2"] * 2
        return
    (skipped,) = (one for one in found if isinstance(one, Skipped))
    assert skipped.reason.startswith("line 2: not JSON (Expecting")
    assert [one.title for one in found if isinstance(one, Article)] == ["T0", "T1", "T2"] * 3


@pytest.mark.parametrize(
    ("name", "wrap"),
    [
        ("a.json", json.dumps),
        ("a.json", lambda record: json.dumps(record, indent=2)),
        ("a.json", lambda record: json.dumps([record])),
        ("a.json", lambda record: json.dumps([record], indent=1)),
        ("a.json", lambda record: "[\n" + json.dumps(record) + "\n]\n"),
        ("a.json", lambda record: json.dumps({"status": "ok", "articles": [record]})),
        ("a.json", lambda record: json.dumps({"hits": {"hits": [{"_source": record}]}}, indent=1)),
        ("a.jsonl", lambda record: "\ufeff\n" + json.dumps(record)),
        ("a.ndjson", lambda record: json.dumps(record) + "\r\n\r\n"),
        ("no-suffix", json.dumps),
    ],
)
def test_a_record_is_found_however_it_is_wrapped(tmp_path: Path, name: str, wrap: Any) -> None:
    (article,) = read(written(tmp_path, wrap(RECORD), name))
    assert plain(article) == ARTICLE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}".encode(encoding))
    assert [plain(article) for article in read(path)] == [ARTICLE, ARTICLE]


def test_packed_lines_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(RECORD).encode(), mtime=0))
    assert plain(read(path)[0]) == ARTICLE


def test_a_packed_file_that_was_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**RECORD, "id": f"{n}", "x": f"{n:x}" * 99}) for n in range(999))
    packed = gzip.compress(lines.encode(), mtime=0)
    path = written(tmp_path, packed[: len(packed) // 2], "a.jsonl.gz")
    found = read(path)
    assert found.pop() == Skipped(str(path), "the packed file ends early")
    assert len(found) > 100
    assert plain(found[0]).source_id == "0"


def test_a_map_overrides_what_would_be_found(tmp_path: Path) -> None:
    record = {
        "title": "wrong",
        "doc": {"head": "Right", "parts": [{"text": "One."}]},
        "w": [1, 2016],
    }
    (article,) = read(
        written(tmp_path, [record]),
        map={"title": "doc.head", "text": "doc.parts.0.text", "date": "w.1"},
    )
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs, article.date) == ("Right", ("One.",), "2016")


def test_a_map_of_unknown_fields_is_refused() -> None:
    with pytest.raises(NutgrafError, match="Did you mean title"):
        ReadOptions(map={"titel": "x"})


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (["One.", "Two\nlines."], ("One.", "Two lines.")),
        ([{"text": "One."}, {"type": "image"}, {"text": "Two."}], ("One.", "Two.")),
        (
            "<p>One &amp; only.</p><p>Two<br>lines <b>bold</b>.</p><script>x()</script>",
            ("One & only.", "Two lines bold."),
        ),
        ({"rendered": "<p>One.</p>\n<p>Two.</p>"}, ("One.", "Two.")),
        ("Burlington <BR> rose, <P> fell, 3 < 4.", ("Burlington <BR> rose, <P> fell, 3 < 4.",)),
    ],
)
def test_texts_of_every_kind(tmp_path: Path, text: Any, paragraphs: tuple[str, ...]) -> None:
    (article,) = read(written(tmp_path, [{**RECORD, "text": text}]))
    assert isinstance(article, Article)
    assert article.paragraphs == paragraphs


@pytest.mark.parametrize("date", [None, "", 0, [], {}])
def test_what_is_no_date_is_left_out(tmp_path: Path, date: Any) -> None:
    (article,) = read(written(tmp_path, [{**RECORD, "date": date}]))
    assert isinstance(article, Article)
    assert (article.date, article.date_from) == ("", "")


@pytest.mark.parametrize(
    "date",
    ["2013-02-30", "1066-10-14", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "2999-01-01"],
)
def test_impossible_dates_are_left_out_and_told(tmp_path: Path, date: str) -> None:
    (article,) = read(written(tmp_path, [{**RECORD, "date": date}]))
    assert isinstance(article, Article)
    assert (article.date, article.date_from) == ("", f"record: date ({date})")


def test_bad_lines_are_told_and_stop_nothing(tmp_path: Path) -> None:
    good = json.dumps(RECORD)
    lines = [good, '{"id": 2, "text', "[1, 2]", '{"title": "t", "n": 3}', "[" * 100_000, good]
    found = read(written(tmp_path, "\n".join(lines)))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Article)
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert reasons[0].startswith("line 2: not JSON (")
    assert reasons[1] == "line 3: not an object with keys"
    assert reasons[2] == "line 4: no text (its keys: title, n)"
    assert reasons[3].startswith("line 5: not JSON (")
    assert len(reasons) == 4


def test_a_line_above_the_limit_is_left_out(tmp_path: Path) -> None:
    huge = json.dumps({**RECORD, "text": "x" * 5000})
    path = written(tmp_path, f"{huge}\n{json.dumps(RECORD)}\n{huge}\n{json.dumps(RECORD)}")
    found = read(path, limit_bytes=2000)
    assert [type(item) for item in found] == [Skipped, Article, Skipped, Article]


def test_a_long_array_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", 4_096)  # which end anywhere, within letters too
    records = [{**RECORD, "id": str(n), "text": "é. " * n} for n in range(1, 400)]
    text = json.dumps(records, indent=1, ensure_ascii=False)
    found = read(written(tmp_path, text, "a.json"))
    assert [plain(item).source_id for item in found] == [str(n) for n in range(1, 400)]


def test_a_broken_array_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    text = f"[{json.dumps(RECORD)},\n{json.dumps(RECORD)},\n{{oops}}]"
    *good, bad = read(written(tmp_path, text, "a.json"))
    assert [plain(item) for item in good] == [ARTICLE, ARTICLE]
    assert isinstance(bad, Skipped)
    assert bad.reason.startswith("not JSON: ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "title",
                    "text",
                    "date",
                    "source",
                    "authors",
                    "tags",
                    "articles",
                    "_source",
                    "content",
                    "url",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4), st.booleans())
def test_any_json_is_read_or_told(tmp_path: Path, values: list[Any], as_array: bool) -> None:
    text = json.dumps(values) if as_array else "\n".join(map(json.dumps, values))
    found = read(written(tmp_path, text, "a.json"))
    assert all(isinstance(item, Article | Skipped) for item in found)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        # Names with what stands before them: Media Cloud, WordPress's tables, newspaper3k.
        ({"story_text": "One.", "stories_id": 7, "media_name": "Echo"}, ("", "Echo", "", "")),
        ({"post_title": "T", "post_content": "One.", "post_author": "1"}, ("T", "", "", "")),
        ({"text": "One.", "meta_lang": "en", "authors": ["Jo B", "Al"]}, ("", "", "", "Jo B, Al")),
        # An address where an outlet should stand: trafilatura, newscatcher, Webz.io.
        ({"text": "One.", "source": "https://e.example/1", "source-hostname": "Echo"},
         ("", "Echo", "https://e.example/1", "")),
        ({"text": "One.", "media": "https://e.example/a.jpg", "link": "https://e.example/2"},
         ("", "", "https://e.example/2", "")),
        ({"text": "One.", "source": "https://www.e.example/"}, ("", "e.example", "", "")),
        ({"text": "One.", "thread": {"site": "e.example"}, "author": "A; B"},
         ("", "e.example", "", "A, B")),
        # The outlet behind the headline.
        ({"title": "Talks go on - The New York Times", "source": "New York Times", "text": "One."},
         ("Talks go on", "New York Times", "", "")),
        ({"title": "A - go on", "source": "Echo", "text": "One."}, ("A - go on", "Echo", "", "")),
        ({"text": "One… [123 chars]"}, ("", "", "", "")),
    ],
)  # fmt: skip
def test_what_programs_call_things(
    tmp_path: Path, record: dict[str, Any], said: tuple[str, ...]
) -> None:
    (article,) = read(written(tmp_path, [record]))
    assert isinstance(article, Article)
    assert article.paragraphs in (("One.",), ("One…",))
    found = ("" if not said[0] else article.title, article.outlet, article.url, article.byline)
    assert found == said


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("<p>A.</p><aside class='element-rich-link'><p>Related: <a>B</a></p></aside><p>C.</p>",
         ("A.", "C.")),
        ("<p>A.</p><figure><img><figcaption>Boats. <span>AP</span></figcaption></figure><p>C.</p>",
         ("A.", "C.")),
        ("<p>A.</p><figure><table><tr><td>1</td><td>2</td></tr></table></figure>", ("A.", "1 | 2")),
        ("<figure><img><figcaption>Boats.</figcaption></figure>", ("Boats.",)),
        ("<p>A.</p><figcaption>Never closed. <p>B.</p>", ("A.", "Never closed.", "B.")),
        ("<p>A.</p><div class='rich-link'><div>R</div><div>S</div></div><p>B.</p>", ("A.", "B.")),
    ],
)  # fmt: skip
def test_what_stands_beside_a_text_is_none_of_it(
    tmp_path: Path, text: str, paragraphs: tuple[str, ...]
) -> None:
    (article,) = read(written(tmp_path, [{"title": "T", "text": text}]))
    assert isinstance(article, Article)
    assert article.paragraphs == paragraphs


def test_a_text_that_begins_with_its_headline_begins_below_it(tmp_path: Path) -> None:
    text = "The board met on Monday."
    head = "HARBOUR BOARD'S VOTE - put off again\n\nBy Ann Lee\n\nMarch 21, 2016"
    records = [
        {
            "title": "Harbour board’s vote: put off again",
            "author": "Ann Lee",
            "date": "2016-03-21",
            "text": f"{head}\n\n{text}",
        },
        {"title": "Harbour", "text": f"Harbour: the vote is put off\n\n{text}"},
        {"title": "Nothing else", "text": "Nothing else"},
        {"text": f"A short first line\n\n{text}"},
    ]
    assert [
        one.paragraphs for one in read(written(tmp_path, records)) if isinstance(one, Article)
    ] == [
        (text,),
        ("Harbour: the vote is put off", text),
        ("Nothing else",),
        ("A short first line", text),
    ]
