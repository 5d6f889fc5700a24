"""`search`, `timeline`, `show`: what is found, in every form."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive, entity_clause
from tests.cli.conftest import Run
from tui.commands.output import Paint
from tui.view import View

XI = 'person:"Xi Jinping" trade'


def test_json_has_paragraphs_with_ids_spans_article_and_date(run: Run, sample: Path) -> None:
    ran = run("search", XI, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert answer["query"] == XI
    assert answer["repairs"] == []
    assert answer["paragraphs"] == answer["given"] == len(answer["hits"]) > 0
    assert answer["articles"] == len({hit["article"] for hit in answer["hits"]})
    for hit in answer["hits"]:
        assert hit["id"].startswith(hit["article"] + "-")
        assert hit["date"].startswith("2025-")
        assert hit["url"].startswith("https://")
        assert 1 <= hit["ordinal"] <= hit["paragraphs"]
        assert hit["score"] > 0
        marked = {hit["text"][start:end].lower() for start, end in hit["spans"]}
        assert "trade" in marked
        assert marked <= {"trade", "xi", "xi jinping"}


def test_json_shows_what_of_a_headline_made_the_first_paragraph_a_hit(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(
        "# Harbour reopens\n\nA ship came in.\n\nGrain is dear.\n", "utf-8"
    )
    archive = ("--archive", str(tmp_path / "a.db"))
    assert run(*archive, "add", str(tmp_path / "a.md")).code == 0
    (hit,) = json.loads(run(*archive, "search", "reopens", "--json").out)["hits"]
    assert (hit["ordinal"], hit["spans"], hit["title_spans"]) == (1, [], [[8, 15]])


def test_rows_that_are_not_marked_say_the_same(sample: Path) -> None:
    with Archive.open(sample) as archive:
        hits = archive.search(XI).hits
        plain = [hit._replace(spans=(), title_spans=(), focus=None) for hit in hits[0:10]]
        assert hits.unmarked()[0:10] == plain
        assert any(hit.spans for hit in hits[0:10])


def test_every_form_gives_the_same_hits_in_the_same_order(run: Run, sample: Path) -> None:
    with Archive.open(sample) as archive:
        wanted = [hit.id for hit in archive.search("lee OR xi", sort="oldest").hits[:]]
    assert len(wanted) > 20
    query = ("search", "lee OR xi", "--sort", "oldest")
    assert run(*query, "--ids").out.split() == wanted
    assert [hit["id"] for hit in json.loads(run(*query, "--json").out)["hits"]] == wanted
    lines = run(*query, "--jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == wanted
    rows = csv.DictReader(io.StringIO(run(*query, "--csv").out))
    assert [row["id"] for row in rows] == wanted
    markdown = run(*query, "--md").out
    quotes = [line for line in markdown.splitlines() if line.startswith("> ")]
    assert [line.split("^")[-1] for line in quotes] == wanted
    places = [line for line in run(*query).out.splitlines() if line.startswith("¶ ")]
    assert [line.split(" · ")[1] for line in places] == wanted


def test_what_the_screen_shows_over_articles_is_what_its_text_finds(run: Run, sample: Path) -> None:
    with Archive.open(sample) as archive:
        found = archive.search("lee trade", scope="article")
        one = found.facets.people[0]
        view = View("lee trade", scope="article").with_filter(entity_clause(one.type, one.name))
        shown = archive.search(view.text, filters=view.filters, scope=view.scope)
        wanted = {hit.id for hit in shown.hits[:]}
    assert len(wanted) == one.count
    assert view.query == f'lee trade here:person:"{one.name}" scope:article'
    assert set(run("search", view.query, "--ids").out.split()) == wanted
    asked = f'lee trade here:person:"{one.name}"'
    assert set(run("search", asked, "--scope", "article", "--ids").out.split()) == wanted


def test_a_broken_query_tells_its_repair_and_answers(run: Run, sample: Path) -> None:
    ran = run("search", '("won-yuan', "--json")
    assert ran.code == 0
    answer = json.loads(ran.out)
    assert answer["paragraphs"] > 0
    assert len(answer["repairs"]) == 2
    for repair in answer["repairs"]:
        assert repair["message"] in ran.err


def test_nothing_found_is_exit_code_one_with_ways_out(run: Run, sample: Path) -> None:
    ran = run("search", "lee", "zzyzx", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["hits"] == []
    assert json.loads(ran.out)["relaxations"][0]["paragraphs"] > 0
    assert "“zzyzx” leaves nothing" in ran.err
    assert 'without "zzyzx": lee' in ran.err


def test_ways_to_more_are_told_where_little_is_found(run: Run, tmp_path: Path) -> None:
    lines = [f"Penhallowski spoke on day {n} of the trial." for n in range(25)]
    for n, line in enumerate([*lines, "Penhalowsky said nothing."]):
        (tmp_path / f"{n}.txt").write_text(f"Note {n}\n\n{line}\n", "utf-8")
    archive = ("--archive", str(tmp_path / "a.db"))
    assert run(*archive, "add", *tmp_path.glob("*.txt")).code == 0
    spelt = "penhalowsky → penhallowski: penhallowski (25 paragraphs)"
    for form in ((), ("--json",), ("--ids",)):
        ran = run(*archive, "search", "penhalowsky", *form)
        assert (ran.code, spelt in ran.err) == (0, True)
    found = json.loads(run(*archive, "search", "penhalowsky", "--json").out)
    assert [way["query"] for way in found["relaxations"]] == ["penhallowski"]
    farther = "any of them: penhallowski OR day OR 7 OR trial"
    assert farther in run(*archive, "search", "penhallowski day 7 trial").err
    assert farther not in run(*archive, "search", "penhallowski day 7 trial", "--ids").err


def test_a_limit_is_said_on_standard_error(run: Run, sample: Path) -> None:
    found = len(run("search", "lee", "--ids").out.splitlines())
    ran = run("search", "lee", "--jsonl", "--limit", 2)
    assert len(ran.out.splitlines()) == 2
    assert f"2 of {found} paragraphs" in ran.err
    assert run("search", "lee", "--jsonl", "--limit", found).err == ""
    for command in (("search", "lee", "--md"), ("export", "lee")):
        assert f"found: {found}\nparagraphs: 2\n" in run(*command, "--limit", 2).out
        assert "found:" not in run(*command).out


def test_a_query_is_read_from_standard_input(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(XI + "\n"))
    assert run("search", "-", "--ids").out == run("search", XI, "--ids").out


def test_reading_text_is_plain_in_a_pipe(run: Run, sample: Path) -> None:
    ran = run("search", "swap", "--limit", 1)
    assert "\x1b" not in ran.out
    source, place, text = ran.out.splitlines()
    hit = json.loads(run("search", "swap", "--limit", 1, "--jsonl").out)
    assert source == f"{hit['outlet']} · {hit['date'][:10]} · {hit['title']}"
    assert place == f"¶ {hit['ordinal']}/{hit['paragraphs']} · {hit['id']}"
    assert text == hit["text"]
    answer = json.loads(run("search", "swap", "--json").out)
    assert f"{answer['paragraphs']} paragraphs in {answer['articles']} articles" in ran.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "xterm"}, "a \x1b[1;4;33mswap\x1b[0m line"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "a \x1b[1;4mswap\x1b[0m line"),
        ({"TERM": "dumb"}, "a swap line"),
    ],
)
def test_matches_are_set_off_on_a_terminal_and_never_by_colour_alone(
    environment: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Paint.of(Terminal()).matches("a swap line", [(2, 6)]) == shown
    assert Paint.of(io.StringIO()).matches("a swap line", [(2, 6)]) == "a swap line"


def test_a_match_that_runs_over_the_end_of_a_line_is_set_off_on_both() -> None:
    paint = Paint(bold=True, colour=False)
    text, spans = "won yuan swap", [(4, 13)]
    assert paint.matches(text[:8], spans, 0) == "won \x1b[1;4myuan\x1b[0m"
    assert paint.matches(text[9:], spans, 9) == "\x1b[1;4mswap\x1b[0m"


def test_months_are_counted_for_a_query(run: Run, sample: Path) -> None:
    months = json.loads(run("timeline", "swap", "--json").out)
    assert [month["month"] for month in months] == sorted(month["month"] for month in months)
    found = json.loads(run("search", "swap", "--json").out)["paragraphs"]
    assert sum(month["paragraphs"] for month in months) == found
    everything = json.loads(run("timeline", "--json").out)
    held = json.loads(run("stats", "--json").out)["paragraphs"]
    assert sum(month["paragraphs"] for month in everything) == held
    rows = list(csv.reader(io.StringIO(run("timeline", "swap", "--csv").out)))
    assert rows[1:] == [
        [month["month"], str(month["paragraphs"]), month["query"]] for month in months
    ]
    for month in months:
        found = json.loads(run("search", "swap", month["query"], "--json").out)
        assert found["paragraphs"] == month["paragraphs"]
    assert "█" in run("timeline", "swap").out
    assert run("timeline", "zzyzx").code == 1


def test_an_article_is_shown_by_the_beginning_of_its_id(run: Run, sample: Path) -> None:
    hit = json.loads(run("search", "swap", "--jsonl", "--limit", 1).out)
    article = json.loads(run("show", hit["article"][:6], "--json").out)
    assert article["id"] == hit["article"]
    assert len(article["paragraphs"]) == article["of"] == hit["paragraphs"]
    text = run("show", hit["article"]).out
    assert text.startswith(hit["title"] + "\n")
    assert all(paragraph["text"] in text for paragraph in article["paragraphs"])


def test_a_paragraph_is_shown_alone_or_marked_in_its_article(run: Run, sample: Path) -> None:
    hit = json.loads(run("search", "swap", "--jsonl", "--limit", 1).out)
    for reference in (hit["id"], f"{hit['article']}:{hit['ordinal']}"):
        shown = json.loads(run("show", reference, "--json").out)
        assert [each["id"] for each in shown["paragraphs"]] == [hit["id"]]
    alone = run("show", hit["id"]).out
    assert alone.endswith(f"¶ {hit['ordinal']} of {hit['paragraphs']}\n\n{hit['text']}\n")
    whole = run("show", hit["id"], "--article").out
    assert f"\n> {hit['text']}\n" in whole
    assert whole.count("\n  ") == hit["paragraphs"] - 1
    assert f"^{hit['id']}" in run("show", hit["id"], "--md").out


def test_an_earlier_version_can_be_shown(run: Run, own: Path, home: Path) -> None:
    file = home / "news" / "swap.md"
    file.write_text(file.read_text().replace("was agreed on", "was never agreed on"))
    assert "1 changed" in run("add", file.parent).out
    hit = json.loads(run("search", "never", "--jsonl").out)
    assert "version 2 of 2" in run("show", hit["article"]).out
    first = run("show", f"{hit['article']}:1", "--version-number", 1)
    assert "The swap was agreed on." in first.out
    assert run("show", hit["article"], "--version-number", 3).code == 1


@pytest.mark.parametrize("reference", ["zzzz", "!", "ab:1"])
def test_an_id_that_means_nothing_is_exit_code_one(run: Run, sample: Path, reference: str) -> None:
    ran = run("show", reference)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("nutgraf: ")


@pytest.mark.parametrize(
    "call",
    [
        ("export",),
        ("export", "--bookmarks"),
        ("bookmarks",),
        ("bookmarks", "--csv"),
        ("entities",),
        ("timeline",),
        ("saved", "save", "odd"),
    ],
)
@pytest.mark.parametrize("query", ["lee date:2021-13", "tag:☂ §", "lee OR", "", "person:"])
def test_what_hands_out_or_keeps_refuses_a_query_not_read_as_written(
    run: Run, own: Path, call: tuple[str, ...], query: str
) -> None:
    ran = run(*call, query)
    assert (ran.code, ran.out) == (2, "")
    assert "query" in ran.err
    if query and call[0] != "saved":
        taken = run(*call, query, "--as-read")
        assert taken.code in (0, 1)
        assert taken.err


def test_search_tells_what_it_could_not_read_and_finds_nothing_for_it(
    run: Run, sample: Path
) -> None:
    ran = run("search", "lee date:2021-13", "--ids")
    assert (ran.code, ran.out) == (1, "")
    assert "query, at 5: " in ran.err
    assert "without “date:2021-13”: lee (" in ran.err


@pytest.mark.parametrize("query", ["(", "person:", ")(", "date:2021-13"])
def test_where_nothing_else_was_written_the_whole_archive_is_no_way_out(
    run: Run, sample: Path, query: str
) -> None:
    ran = run("search", query)
    assert (ran.code, ran.out) == (1, "")
    assert "query, at 1: " in ran.err
    assert "without" not in ran.err


LONG = "x" * 20_000


@pytest.mark.parametrize(
    "call",
    [("search", LONG), ("search", f"date:{LONG}"), ("search", f"lee sort:{LONG}"),
     ("search", f"lee date:{LONG}"), ("search", "x " * 9000), ("search", f"lee {LONG} xi"),
     ("show", LONG), ("quotes", "--speaker", LONG), ("saved", LONG), (LONG,),
     ("search", "lee", "--sort", LONG), ("search", f"--{LONG}"), ("dossiers", "show", LONG)],
    ids=lambda call: call[0][:9],
)  # fmt: skip
def test_what_is_said_can_be_read_however_long_a_query_is(
    run: Run, sample: Path, call: tuple[str, ...]
) -> None:
    said = run(*call).err
    assert said
    assert max(map(len, said.splitlines())) < 1200


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_what_a_line_of_the_timeline_counts_is_what_its_query_finds(
    run: Run, sample: Path, unit: str
) -> None:
    rows = list(csv.DictReader(io.StringIO(run("timeline", "harbour", "--by", unit, "--csv").out)))
    found = json.loads(run("search", "harbour", "--json").out)
    assert sum(int(row["paragraphs"]) for row in rows) == found["paragraphs"]
    with Archive.open(sample) as archive:
        for row in rows:
            again = archive.search("harbour", filters=[row["query"]])
            assert again.paragraphs == int(row["paragraphs"])


def test_peaks_of_the_timeline_are_named(run: Run, sample: Path) -> None:
    peaks = json.loads(run("timeline", "--by", "day", "--peaks", "--json").out)
    (summit,) = [peak for peak in peaks if peak["from"] == "2025-11-01"]
    assert "Xi Jinping" in summit["names"]
    assert summit["query"] == "date:2025-11-01"
    assert "Xi Jinping" in run("timeline", "--by", "day", "--peaks").out
    assert "Aldous & Vane; " in run("timeline", "--by", "day", "--peaks", "--csv").out
    flat = run("timeline", '"in a different drawer"', "--peaks")
    assert (flat.code, flat.out) == (1, "")
    assert "nothing stands out" in flat.err


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        *[(("search", "nowherefound"), dict), (("pivot", "nowherefound"), dict)],
        *[((name, "nowherefound"), list) for name in ("stories", "timeline", "quotes", "entities")],
        (("stories",), list),
        (("trail",), list),
        (("saved",), dict),
    ],
)
def test_an_empty_answer_is_json_as_well(
    run: Run, tmp_path: Path, asked: tuple[str, ...], kind: type
) -> None:
    (tmp_path / "quay.txt").write_text("Quay\n\nThe quay is shut.\n", "utf-8")
    assert run("add", str(tmp_path / "quay.txt")).code == 0
    ran = run(*asked, "--json")
    assert ran.code == 1
    assert isinstance(json.loads(ran.out), kind)


def test_the_language_of_an_article_is_said_where_it_is_not_english(run: Run, home: Path) -> None:
    for name, language in (("eins", "deu"), ("one", "en")):
        head = f"---\ntitle: Quay {name}\nlang: {language}\nsection: Trade\n---\n\n"
        (home / f"{name}.md").write_text(head + "Der Hafen ist zu, the port is shut.\n")
        run("add", home / f"{name}.md")
    for asked in ("lang:german", "lang:de-CH", "lang:Deutsch", "language:de"):
        (found,) = json.loads(run("search", asked, "--json").out)["hits"]
        assert found["title"] == "Quay eins"
    assert "Trade · German" in run("show", found["id"]).out
    (other,) = json.loads(run("search", "lang:english", "--json").out)["hits"]
    assert "Trade\n" in run("show", other["id"]).out


def test_that_languages_are_not_told_yet_is_said_until_they_are(run: Run, own: Path) -> None:
    assert "language of" not in run("search", "agreed").err
    with closing(sqlite3.connect(own)) as file, file:
        file.execute("UPDATE version SET language = ''")
        file.execute("DELETE FROM stage_range WHERE stage = 'languages'")
    ran = run("search", "agreed")
    assert ran.code == 0
    assert "the language of 3 texts has not been told yet" in ran.err
    assert "nutgraf reindex" in ran.err
    run("reindex")
    assert "language of" not in run("search", "agreed").err
