"""An export shows what the archive holds, whatever that is, and never obeys it."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from index.export.escaping import clean
from index.export.format import Heading
from index.export.markdown_format import MarkdownFormat
from tests.effort import runs
from tests.excerpts import altered, excerpt, markdown

SWAP = excerpt(
    paragraph_id="k3v9m2xq7abc-0f1e2d3c",
    text="The two countries agreed on a currency swap, the ministry said.",
    ordinal=4,
    paragraphs=19,
    title="Leaders meet in Gyeongju",
    outlet="The Herald",
    byline="Kim Arin",
    date="2025-11-01T18:05:00+09:00",
    url="https://herald.example/2025/gyeongju",
    imported="2025-11-03T08:00:00+00:00",
)
LATE = altered(
    SWAP,
    paragraph_id="zzz9m2xq7abc-11111111",
    outlet="Daily Post",
    date="2025-10",
    imported="2025-11-04T08:00:00+00:00",
)

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_READER.use(footnote_plugin).use(front_matter_plugin).use(dollarmath_plugin)


def tokens(text: str) -> list[Token]:
    found = []
    for token in _READER.parse(text):
        found.append(token)
        found.extend(token.children or [])
    return found


def quotes(text: str) -> list[str]:
    """What a reader sees in each block quote, without footnote mark and block id."""
    seen: list[str] = []
    inside = False
    for token in _READER.parse(text):
        if token.type == "blockquote_open":
            inside = True
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type == "inline":
            plain = "".join(
                child.content if child.type == "text" else f"<{child.type}>"
                for child in token.children or []
            )
            seen.append(re.sub(r" <footnote_ref> \^[A-Za-z0-9-]+$", "", plain))
    return seen


def front(text: str) -> dict[str, object]:
    found = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


def test_an_excerpt_is_a_quote_with_a_block_id_and_a_footnote() -> None:
    assert markdown([SWAP], title="Summit", query="swap w/5 currency") == (
        "---\n"
        'title: "Summit"\n'
        'query: "swap w/5 currency"\n'
        "paragraphs: 1\n"
        "articles: 1\n"
        "outlets:\n"
        '  - "The Herald"\n'
        'imported: "2025-11-03"\n'
        "---\n\n"
        "# Summit\n\n"
        "> The two countries agreed on a currency swap, the ministry said."
        " [^k3v9m2xq7abc-0f1e2d3c] ^k3v9m2xq7abc-0f1e2d3c\n\n"
        "[^k3v9m2xq7abc-0f1e2d3c]: The Herald, “Leaders meet in Gyeongju”, Kim Arin,"
        " 1 November 2025, ¶ 4 of 19,"
        " <https://herald.example/2025/gyeongju#:~:text=The%20two%20countries%20agreed%20on%20a"
        "%20currency%20swap%2C%20the%20ministry%20said.>, imported 3 November 2025\n"
    )


def test_the_head_counts_articles_and_has_the_outlets_and_the_newest_import() -> None:
    other = altered(SWAP, paragraph_id="k3v9m2xq7abc-99999999", ordinal=5)
    head = front(markdown([SWAP, LATE, other]))
    assert head == {
        "paragraphs": 3,
        "articles": 2,
        "outlets": ["Daily Post", "The Herald"],
        "imported": "2025-11-04",
    }


def test_the_same_selection_gives_the_same_bytes() -> None:
    assert markdown([SWAP, LATE], title="x") == markdown([SWAP, LATE], title="x")


def test_note_and_tags_stand_under_the_quote() -> None:
    noted = altered(SWAP, note="Ask the ministry.\n\nCall *Kim*.", tags=("key fact", "2025", "a/b"))
    text = markdown([noted])
    assert "\n\nNote: Ask the ministry.\n\nCall \\*Kim\\*.\n\n#key-fact #tag-2025 #a/b\n\n" in text


def test_a_text_that_changed_since_it_was_marked_is_given_twice() -> None:
    changed = altered(SWAP, marked_text="They agreed on a swap.", state="changed")
    text = markdown([changed])
    assert quotes(text) == ["They agreed on a swap.", SWAP.text]
    assert text.index("As marked:") < text.index("As it stands now:")
    assert text.count("^k3v9m2xq7abc-0f1e2d3c\n") == 1


def test_each_of_two_texts_has_the_source_that_it_stands_in() -> None:
    origin = altered(
        SWAP,
        paragraph_id="k3v9m2xq7abc-00000aaaaa",
        text="They agreed on a swap.",
        ordinal=3,
        paragraphs=18,
        earlier=1,
        title="Leaders meet",
    )
    changed = altered(SWAP, marked_text=origin.text, state="changed", origin=origin)
    text = markdown([changed])
    assert quotes(text) == [origin.text, SWAP.text]
    before, now = re.findall(r"^\[\^(.*)\]: (.*)$", text, re.MULTILINE)
    assert before[0] == origin.paragraph_id
    assert "“Leaders meet”, Kim Arin, 1 November 2025, ¶ 3 of 18, version 1, changed" in before[1]
    assert ":~:text=" not in before[1]
    assert now[0] == SWAP.paragraph_id
    assert "¶ 4 of 19, <https://herald.example/2025/gyeongju#:~:text=The%20two" in now[1]
    gone = altered(changed, text="", state="gone")
    assert quotes(markdown([gone])) == [origin.text]
    assert re.findall(r"^\[\^(.*)\]: ", markdown([gone]), re.MULTILINE) == [before[0]]


def test_a_text_that_is_gone_is_given_as_it_was_marked() -> None:
    gone = altered(SWAP, text="", marked_text="They agreed on a swap.", state="gone")
    text = markdown([gone])
    assert quotes(text) == ["They agreed on a swap."]
    assert "no longer in the article" in text
    assert ":~:text=" not in text


def test_a_text_that_was_marked_and_stayed_is_given_once() -> None:
    assert quotes(markdown([altered(SWAP, marked_text=SWAP.text)])) == [SWAP.text]


def test_a_long_passage_is_addressed_by_its_ends() -> None:
    long = altered(SWAP, text=" ".join(f"w{n}" for n in range(40)))
    assert "#:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39>" in markdown([long])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x#part", "<https://a.example/x#part:~:text=a%2Db%2C%20c%20%26%20d>"),
        ("https://a.example/x?q=a b>c", "<https://a.example/x?q=a%20b%3Ec#:~:text="),
        ("javascript:alert(1)", "¶ 4 of 19, javascript:alert(1), imported"),
        ("", "¶ 4 of 19, imported"),
        ("http://[broken", "¶ 4 of 19, http\\://\\[broken, imported"),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str, shown: str) -> None:
    assert shown in markdown([altered(SWAP, text="a-b, c & d", url=url)])


def test_the_same_paragraph_twice_has_two_block_ids() -> None:
    text = markdown([SWAP, SWAP])
    assert re.findall(r"\^(\S+)$", text, re.MULTILINE) == [
        "k3v9m2xq7abc-0f1e2d3c",
        "k3v9m2xq7abc-0f1e2d3c-2",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "# no heading",
        "- no list",
        "1. no list",
        "12) no list",
        "> no quote",
        "+ no list",
        "--- ",
        "=== no heading",
        "[!note] no callout",
        "LONDON [AP] (Reuters) [text](https://x.example)",
        "![[note]] [[note]] ![x](y)",
        "<script>alert(1)</script> <https://x.example> <b>",
        "*no* _emphasis_ **none** __none__ ~~none~~ ==none==",
        "`no code` ```none```",
        "$5 and $6 make $$11$$",
        "%%no comment%% <% no template %> {{none}} {% none %}",
        "[^1] and ^[inline] and ^block-id",
        "&amp; &#42; AT&T",
        "https://x.example www.x.example mail@x.example",
        "a | b | c",
        "no::field [no::field]",
        "back\\slash \\* at the end \\",
        "#tag 3.5% 1,000 C++ U.S. don't",
    ],
)
def test_markup_in_a_text_is_shown_as_itself(hostile: str) -> None:
    text = markdown([altered(SWAP, text=hostile)])
    assert quotes(text) == [hostile.strip()]
    body = text.split("---\n", 2)[2].replace("\\", "")
    assert hostile.strip().replace("\\", "") in body


@pytest.mark.parametrize("sign", ["<%", "%>", "{{", "}}", "{%", "%}", "%%", "[[", "::", "==", "[^"])
def test_what_other_tools_look_for_in_the_raw_file_is_broken_up(sign: str) -> None:
    text = markdown([altered(SWAP, text=f"before {sign} after", url="")])
    assert (
        sign
        not in next(line for line in text.splitlines() if line.startswith("> ")).split(" [^")[0]
    )


MARKUP = st.sampled_from(
    [
        *(
            "*",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "#",
            "!",
            "|",
            "~",
            "$",
            "^",
            "=",
            "%",
            "{",
            "}",
        ),
        *(
            "@",
            "-",
            "+",
            "1.",
            "2)",
            "&",
            "&amp;",
            ";",
            ":",
            "\\",
            "/",
            "//",
            "www.",
            "https://a.b",
            "'",
        ),
        *(
            " ",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "    ",
            "a",
            "word",
            "中国",
            "é",
            "😀",
            '"',
            "---",
            "\u202e",
        ),
        *(
            "<b>",
            "</p>",
            "<!--",
            "-->",
            "[^1]",
            "^[x]",
            "[x]: y",
            "![",
            "](",
            "{{",
            "<%",
            "\x1b[2J",
            "\x00",
        ),
    ]
)
hostile_text = st.one_of(
    st.lists(MARKUP, min_size=1, max_size=20).map("".join), st.text(max_size=50)
)


@given(hostile_text.filter(clean), hostile_text, hostile_text, st.lists(hostile_text, max_size=3))
@settings(max_examples=runs(200, 600), deadline=None)
@example("a", "=", "b\n=\nc\n-", ["#_a_"])
def test_no_text_of_the_archive_becomes_markup(
    text: str, name: str, note: str, tags: list[str]
) -> None:
    hostile = altered(
        SWAP,
        text=text,
        title=name,
        outlet=name,
        byline=text,
        note=note,
        tags=tuple(tags),
        date=name,
    )
    shown = markdown([hostile], title=name, query=text)
    assert quotes(shown) == [clean(text)]
    allowed = {
        *("front_matter", "heading_open", "heading_close", "inline", "text"),
        *("blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "softbreak"),
        *("footnote_ref", "footnote_anchor", "footnote_block_open", "footnote_block_close"),
        *("footnote_open", "footnote_close", "link_open", "link_close"),
    }
    found = tokens(shown)
    assert {token.type for token in found} <= allowed
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert all(link.startswith(SWAP.url) for link in links)
    assert len(links) == 1
    assert front(shown).get("title", "") == clean(name)
    assert front(shown).get("query", "") == clean(text)


def test_the_head_says_of_how_many_that_a_query_finds_these_are() -> None:
    def head(found: int) -> str:
        heading = Heading(query="swap", found=found)
        return "".join(MarkdownFormat().parts([SWAP], heading))

    assert front(head(145))["found"] == 145
    assert "found" not in front(head(1))
    heading = Heading(query="swap", found=1, lost=1)
    lost = front("".join(MarkdownFormat().parts([SWAP], heading)))
    assert (lost["found"], lost["no_longer_found"]) == (1, 1)
    assert "found" not in front(head(0))
