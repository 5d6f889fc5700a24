"""The ledger: who said what, the same words once, other words beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, LedgerEntry, quote_parts
from index.ingest.readers.own_exports import is_own_export
from index.search.same_words import grouped

ECHO = """Marta Ostrander met Alasdair Penhallow in Porthaven.

“We will open the old harbour to every ship next year,” Marta Ostrander said.

“Marta Ostrander is wrong about it,” said Alasdair Penhallow."""
POST = """“We will open the old harbour to every ship next year,” Marta Ostrander said.

Marta Ostrander said that the harbour was hers. A spokesman for Marta Ostrander said: “No.”"""
TIMES = "“We will never open the old harbour to any ship next year,” Marta Ostrander said."
ARTICLES = {
    "echo": ("2025-10-01", ECHO),
    "post": ("2025-10-02", POST),
    "times": ("2025-10-03", TIMES),
}
OPEN = "We will open the old harbour to every ship next year,"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("ledger")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        write(folder / "news")
        opened.add([folder / "news"])
        yield opened


def write(folder: Path) -> None:
    folder.mkdir()
    for name, (date, text) in ARTICLES.items():
        (folder / f"{name}.md").write_text(
            f"---\ntitle: {name}\noutlet: {name}\ndate: {date}\n---\n{text}\n", "utf-8"
        )


def said(archive: Archive, name: str, **how: object) -> list[LedgerEntry]:
    (entity,) = (one.entity for one in archive.entities(name) if one.name == name)
    return list(archive.quotes.said(entity, **how).once())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "outlet", "marked"),
    [
        ("said:ostrander harbour", "echo", ["harbour"]),
        ("said:penhallow ostrander", "echo", ["Ostrander"]),
        ("said:ostrander (wrong OR ship)", "echo", ["ship"]),
        ("said:* harbour", "post", ["harbour", "harbour"]),
        # The name stands where it stands; what was said is looked for in quotes alone.
        ("ostrander said:* (ostrander OR wrong)", "echo", [*["Ostrander"] * 3, "wrong"]),
    ],
)
def test_the_reader_marks_words_only_inside_of_the_quotes_that_count(
    archive: Archive, query: str, outlet: str, marked: list[str]
) -> None:
    results = archive.search(query)
    [article] = {hit.article for hit in archive.search(f"outlet:{outlet}").hits[:]}
    assert [
        each.text[start:end]
        for each in archive.article(article).paragraphs
        for start, end in results.highlight(each, "")
    ] == marked


def test_an_article_comes_with_its_quotes(archive: Archive) -> None:
    [post] = {hit.article for hit in archive.search("outlet:post").hits[:]}
    paragraphs = archive.article(post).paragraphs
    assert [
        (text.text[one.start : one.end], one.speaker, one.behalf, one.kind)
        for text in paragraphs
        for one in text.quotes
    ] == [
        (OPEN, "Marta Ostrander", "", "direct"),
        ("the harbour was hers", "Marta Ostrander", "", "indirect"),
        ("No.", "A spokesman for Marta Ostrander", "Marta Ostrander", "direct"),
    ]


def test_speakers_come_with_as_many_quotes_as_they_have(archive: Archive) -> None:
    speakers = archive.quotes.speakers()
    assert [(one.name, one.quotes) for one in speakers] == [
        ("Marta Ostrander", 3),
        ("Alasdair Penhallow", 1),
        ("", 1),
    ]
    assert archive.quotes.speakers(indirect=True)[0].quotes == 4
    for one in speakers:
        entries = archive.quotes.said(one.entity).once()
        variants = (variant for entry in entries for variant in entry.variants)
        same = sum(1 + len(entry.others) for entry in entries)
        assert same + sum(len(variant.every) for variant in variants) == one.quotes


def test_the_same_words_stand_once_and_other_words_beside_them(archive: Archive) -> None:
    [entry] = said(archive, "Marta Ostrander")
    assert (entry.quote.words, entry.quote.hit.outlet) == (OPEN, "echo")
    assert [one.hit.outlet for one in entry.others] == ["post"]
    [variant] = entry.variants
    assert variant.quote.hit.outlet == "times"
    assert [p.text for p in variant.pieces if p.kind == "added"] == ["never ", "any"]


def test_of_a_sentence_of_the_reporters_only_the_marked_words_are_compared(
    tmp_path: Path,
) -> None:
    echo = "“never open the old harbour to any ship,” Marta Ostrander said."
    post = "Marta Ostrander said that they would “never open the old harbour to any ship.”"
    with _opened_with(tmp_path, {"echo": echo, "post": post}) as opened:
        [entry] = said(opened, "Marta Ostrander")
    assert (len(entry.others), entry.variants) == (1, ())


SUMS = {
    "echo": "“We paid the clerk four crowns for all the maps he drew,” Marta Ostrander said.",
    "post": "“We paid the clerk forty crowns for all the maps he drew,” Marta Ostrander said.",
    "times": "“We paid the clerk forty crowns for all the maps he drew,” Marta Ostrander said.",
    "star": "“We never paid the clerk four crowns for all the maps he drew,” Marta Ostrander said.",
    "sun": "“We paid the clerk … for all the maps he drew,” Marta Ostrander said.",
}


def _opened_with(folder: Path, texts: dict[str, str]) -> Archive:
    (folder / "news").mkdir()
    for day, (name, text) in enumerate(texts.items(), 1):
        head = f"---\ntitle: {name}\noutlet: {name}\ndate: 2025-10-0{day}\n---\n"
        (folder / "news" / f"{name}.md").write_text(f"{head}{text}\n", "utf-8")
    opened = Archive.open(folder / "a.db", index_folder=folder / "index")
    opened.add([folder / "news"])
    return opened


def test_each_wording_has_its_own_articles_and_no_others(tmp_path: Path) -> None:
    with _opened_with(tmp_path, SUMS) as opened:
        [entry] = said(opened, "Marta Ostrander")
        [record] = json.loads("".join(quote_parts([("Marta Ostrander", entry)], "json")))
        text = "".join(quote_parts([("Marta Ostrander", entry)], "markdown"))
        table = "".join(quote_parts([("Marta Ostrander", entry)], "csv"))
    assert (entry.quote.hit.outlet, entry.others) == ("echo", ())
    assert [(one.kind, [q.hit.outlet for q in one.every]) for one in entry.variants] == [
        ("other", ["post", "times"]),
        ("other", ["star"]),
        ("edited", ["sun"]),
    ]
    assert (record["articles"], record["others"]) == (1, [])
    forty, never, cut = record["other_wordings"]
    assert [(one["outlet"], one["articles"]) for one in (forty, never, cut)] == [
        ("post", 2),
        ("star", 1),
        ("sun", 1),
    ]
    assert [one["outlet"] for one in forty["others"]] == ["times"]
    [cited] = {one["paragraph"] for one in forty["others"]}
    assert re.search(rf"forty .*; so also times \[\^{cited}\]\n", text)
    assert f"\n[^{cited}]: times, " in text
    assert cited in table
    assert "the same in" not in text


def test_the_others_with_the_same_words_can_be_found_by_an_export(tmp_path: Path) -> None:
    whole = "“We will never open the old harbour to any ship,” Marta Ostrander said."
    part = "Marta Ostrander said that they would “never open the old harbour to any ship” and left."
    with _opened_with(tmp_path, {"echo": part, "post": part, "times": whole}) as opened:
        [entry] = said(opened, "Marta Ostrander")
        [record] = json.loads("".join(quote_parts([("", entry)], "json")))
        text = "".join(quote_parts([("", entry)], "markdown"))
    assert [one["outlet"] for one in record["others"]] == ["post"]
    assert record["only_marked"]
    [cited] = (one["paragraph"] for one in record["others"])
    assert f"— what stands between the marks is the same in 1 more article: post [^{cited}]" in text
    assert "With more words, times: " in text


def test_quotes_are_listed_each_by_itself_and_found_again_among_the_same_words(
    archive: Archive,
) -> None:
    (marta,) = (one.entity for one in archive.entities("ostrander") if one.type == "person")
    said = archive.quotes.said(marta, indirect=True)
    each, once = said.each(), said.once()
    assert [one.quote.hit.outlet for one in each] == ["times", "post", "post", "echo"]
    assert [each[at] for at in range(len(each))] == each[:] == list(each)
    for entry, place in zip(each, each.places_in(once), strict=True):
        there = once[place]
        words = {there.quote.words, *(one.quote.words for one in there.variants)}
        assert entry.quote.words in words


def test_neither_texts_of_before_nor_furniture_are_counted(tmp_path: Path) -> None:
    def write_one(text: str) -> None:
        head = "---\ntitle: One\noutlet: Echo\ndate: 2025-10-01\nurl: https://e.example/1\n---\n"
        (tmp_path / "one.md").write_text(f"{head}{text}\n", "utf-8")

    rest = "\n\nMarta Ostrander met Alasdair Penhallow in Porthaven that day, and left early."
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        for text in (OPEN, "We will close the new harbour to most ships this year,"):
            write_one(f"“{text}” Marta Ostrander said.\n\n“We will not,” Ostrander said.{rest}")
            opened.add([tmp_path / "one.md"])
        [speaker] = opened.quotes.speakers()
        assert speaker.quotes == len(opened.quotes.said(speaker.entity)) == 2
        [away] = opened.search('"we will not"').hits[:]
        opened.furniture.say([away.number], is_furniture=True)
        [speaker] = opened.quotes.speakers()
        assert speaker.quotes == len(opened.quotes.said(speaker.entity)) == 1


def test_quotes_are_narrowed_to_paragraphs_names_and_kinds(archive: Archive) -> None:
    found = archive.search("outlet:post").hits.numbers()
    [entry] = said(archive, "Marta Ostrander", paragraphs=found)
    assert (entry.quote.hit.outlet, entry.others) == ("post", ())
    marta = next(one.entity for one in archive.entities("ostrander"))
    [entry] = said(archive, "Alasdair Penhallow", about=marta)
    assert entry.quote.words == "Marta Ostrander is wrong about it,"
    assert said(archive, "Marta Ostrander", about=marta) == []
    assert [one.name for one in archive.quotes.speakers(about=marta)] == ["Alasdair Penhallow"]
    kinds = [one.quote.kind for one in said(archive, "Marta Ostrander", indirect=True)]
    assert kinds == ["indirect", "direct"]


def test_whoever_has_no_name_is_kept_as_written(archive: Archive) -> None:
    [entry] = archive.quotes.said(0).once()
    assert (entry.quote.speaker, entry.quote.entity) == ("A spokesman for Marta Ostrander", 0)
    assert entry.quote.behalf == "Marta Ostrander"


def test_markdown_has_each_quote_with_its_source(archive: Archive) -> None:
    text = "".join(
        quote_parts([("Marta Ostrander", e) for e in said(archive, "Marta Ostrander")], "markdown")
    )
    assert text.startswith("---\nquotes: 1\nparagraphs: 3\narticles: 3\n")
    assert "## Marta Ostrander\n\n> “We will open" in text
    assert "— the same in 1 more article" in text
    assert "In other words, times: “We will never" in text
    cited = re.findall(r"\[\^([a-z2-7]{12}-[0-9a-f]{10})\] \^\1\n", text)
    assert len(cited) == 2
    for label in [*cited, *re.findall(r"more article: post \[\^(.*)\]\n", text)]:
        assert re.search(rf"\n\[\^{label}\]: .*[1-3] October 2025, ¶ \d of \d, .*imported ", text)
    assert is_own_export(text.encode())


def test_markdown_tells_what_is_reported_from_what_was_said(archive: Archive) -> None:
    entries = [("Marta Ostrander", e) for e in said(archive, "Marta Ostrander", indirect=True)]
    text = "".join(quote_parts(entries, "markdown", title="what she said", query="harbour"))
    assert '\ntitle: "what she said"\nquery: "harbour"\nquotes: 2\n' in text
    quoted = [line for line in text.split("\n") if line.startswith(">")]
    assert len(quoted) == 1
    assert quoted[0].startswith("> “We will open")
    assert "\nAs reported, without marks: " in text


_QUOTES = st.lists(
    st.tuples(st.lists(st.sampled_from("we will not open it for you and".split()), max_size=9)
              .map(" ".join), st.booleans()),
    max_size=12,
)  # fmt: skip


@given(_QUOTES)
def test_every_quote_is_in_one_group_and_equal_ones_are_together(
    quotes: list[tuple[str, bool]],
) -> None:
    groups = grouped(quotes)
    places = [at for group in groups for at in group.every]
    assert sorted(places) == list(range(len(quotes)))
    home = {at: n for n, group in enumerate(groups) for at in (group.first, *group.same)}
    by_text: dict[str, set[int]] = {}
    for at, (text, _) in enumerate(quotes):
        if at in home:
            by_text.setdefault(text, set()).add(home[at])
    assert all(len(found) == 1 for found in by_text.values())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We will send the e-mails to all of them", "We will send the emails to all of them", True),
        ("Some 47 percent of us are for it now", "Some 47% of us are for it now", True),
        ("It’s a good thing that we have it", "It's a good thing that we have it", True),
        ("We love the U.S. and all that is in it", "We love the US and all that is in it", True),
        ("The United States is a good place for us", "The U.S. is a good place for us", True),
        ("I like Senator Lee and all that he does", "I like Sen. Lee and all that he does", True),
        ("We paid 4,000 pounds for it in May", "We paid 4000 pounds for it in May", True),
        ("We will open it to every ship …", "We will open it to every ship", True),
        ("It is a good thing that we have it", "It was a good thing that we have it", False),
        ("We will open it to every ship", "We will open it to every other ship", False),
        ("We paid £40 for all that he gave us", "We paid €40 for all that he gave us", False),
        ("We lost 20-30 of them in the harbour", "We lost 2030 of them in the harbour", False),
        (
            "It fell by 1.2 percent in the last year",
            "It fell by 1/2 percent in the last year",
            False,
        ),
        ("It was -5 degrees out in the harbour", "It was 5 degrees out in the harbour", False),
    ],
)
def test_what_papers_write_in_their_own_way_is_no_other_wording(
    one: str, other: str, same: bool
) -> None:
    [group] = grouped([(one, True), (other, True)])
    assert (group.same, group.other) == (([1], []) if same else ([], [("other", [1])]))


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("We never took a penny from the harbour", "shorter"),
        ("And so we never took a penny from the harbour of this town", "longer"),
        ("We never took a penny … of this town", "edited"),
        ("We never took a … penny from the harbour of this town", "edited"),
        ("We never took a penny from [its] harbour of this town", "edited"),
        ("We never took a penny from the [old] harbour of this town", "edited"),
        ("We [of the board] never took a penny from the harbour", "edited"),
        ("We took a penny from the harbour of this town", "other"),
        ("We never took a penny … from the mayor of this town", "other"),
    ],
)
def test_what_is_cut_otherwise_is_told_from_other_words(other: str, kind: str) -> None:
    first = "We never took a penny from the harbour of this town"
    [group] = grouped([(first, True), (other, True), (other, True), (first, True)])
    assert (group.same, group.other) == ([3], [(kind, [1, 2])])
