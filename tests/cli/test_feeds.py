"""Feeds, pages, watching and rules, as they are called."""

from __future__ import annotations

import io
import json
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.ingest.feeds.address_guard import resolved
from tests.cli.conftest import Run, Start
from tests.cli.test_json_fields import compare
from tests.index.test_feeds_fetching import FEED, item, rss
from tests.index.test_feeds_full_text import PAGE, entry
from tests.index.web_server import Server, running


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    # The pause between requests to a host is real here.
    defaults = (None, None, 0.0, resolved)
    monkeypatch.setattr("index.ingest.feeds.fetch_feeds.Network.__init__.__defaults__", defaults)
    with running() as opened:
        yield opened


def test_from_following_to_reading(run: Run, server: Server) -> None:
    good, bad = server.serve("/good", FEED), server.serve("/bad", "", status="404")
    assert run("feeds").code == 2
    assert run("feeds", "add", good, bad, "--tag", "port").code == 0
    ran = run("feeds", "fetch")
    assert ran.code == 4
    assert "nutgraf: Porthaven Echo: 2 new\n" in ran.err
    assert f"nutgraf: {bad}: not found (HTTP 404)\n" in ran.err
    assert ran.out.startswith("2 feeds: 2 new, 0 changed; 1 failed, in ")
    assert json.loads(run("search", "pilots tag:port", "--jsonl").out)["outlet"] == "Porthaven Echo"
    first, second = run("feeds", "list").out.splitlines()
    assert first.split("\t")[:4] == ["1", "Porthaven Echo", good, "#port"]
    assert second.split("\t")[5] == "not found (HTTP 404); never fetched"
    record = json.loads(run("feeds", "fetch", "echo", "--json").out)
    compare("feeds fetch", record)
    assert [(one["state"], one["new"], one["unchanged"]) for one in record["feeds"]] == [
        ("fetched", 0, 2)
    ]


def test_a_feed_that_fails_says_when_it_did_not(run: Run, server: Server) -> None:
    url = server.serve("/echo", FEED)
    run("feeds", "add", url)
    run("feeds", "fetch")
    (before,) = json.loads(run("feeds", "list", "--json").out)
    server.serve("/echo", "", status="404")
    assert run("feeds", "fetch").code == 4
    (after,) = json.loads(run("feeds", "list", "--json").out)
    assert before["answered"] == before["fetched"] == after["answered"]
    state = run("feeds", "list").out.rstrip("\n").split("\t")[5]
    assert state == f"not found (HTTP 404); last fetched {after['answered']}"


def test_until_when_a_feed_is_put_off_is_listed(run: Run, server: Server) -> None:
    run("feeds", "add", server.serve("/echo", "", status="429", retry_after="3600"))
    run("feeds", "fetch")
    (feed,) = json.loads(run("feeds", "list", "--json").out)
    state = run("feeds", "list").out.rstrip("\n").split("\t")[5]
    assert f"; not asked before {feed['next_allowed']}; never fetched" in state


def test_what_full_text_could_not_be_had_is_said(run: Run, server: Server) -> None:
    page = server.serve("/gone", "", status="404")
    feed = server.serve("/feed", rss(entry(page), entry(f"{page}?2", title="A dam held")))
    run("feeds", "add", feed, "--full")
    why = "2 with the feed's text alone, as the page could not be had (not found (HTTP 404) ×2)"
    assert why in run("feeds", "fetch").err


def test_a_date_that_cannot_be_is_said_of_a_feed(run: Run, server: Server) -> None:
    far = rss(entry("https://e.example/a").replace(" 2025 ", " 2091 "))
    run("feeds", "add", server.serve("/feed", far))
    assert "no likely one (“Thu, 02 Oct 2091 08:00:00 GMT”)" in run("feeds", "fetch").err


def test_a_feed_that_was_cut_off_is_listed_so_until_it_is_whole(run: Run, server: Server) -> None:
    cut = FEED[: FEED.index("The pilots") + 12]
    run("feeds", "add", server.serve("/feed", cut, content_length=""))
    assert run("feeds", "fetch").code == 0
    assert "; it was cut off; its last item waits" in run("feeds", "list").out
    server.serve("/feed", FEED)
    run("feeds", "fetch")
    assert "cut off" not in run("feeds", "list").out


def test_a_timer_hears_only_of_trouble(run: Run, server: Server) -> None:
    run("feeds", "add", server.serve("/good", FEED))
    quiet = run("feeds", "fetch", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    gone = server.serve("/gone", "", status="410")
    run("feeds", "add", gone)
    assert run("feeds", "fetch", "--quiet").err == f"nutgraf: {gone}: gone for good (HTTP 410)\n"


def test_lists_go_in_and_out(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/rss news "~The A"\nfilter:x:https://b.example\n')
    ran = run("feeds", "import", urls)
    assert ran.code == 4
    assert "1 feed added" in ran.err
    assert "filter:x:https://b.example" in ran.err
    assert run("feeds", "export", "--format", "urls").out == 'https://a.example/rss news "~The A"\n'
    opml = run("feeds", "export").out
    assert run("feeds", "remove", "the a").code == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(opml.encode())))
    assert run("feeds", "import", "-").code == 0
    assert run("feeds", "export").out == opml
    assert run("feeds", "import", tmp_path / "missing").code == 2


@pytest.mark.parametrize(
    "call",
    [
        ("feeds", "add", "nonsense"),
        ("feeds", "add", "file:///etc/passwd"),
        ("feeds", "add", "a.example", "b.example", "--title", "Two"),
        ("watch", "missing-folder"),
        ("feeds", "fetch", "--fast"),
    ],
)
def test_wrong_calls_are_told(run: Run, call: tuple[str, ...]) -> None:
    ran = run(*call)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("nutgraf: ")


def test_a_page_and_its_original(run: Run, server: Server) -> None:
    page = PAGE.format(head="")
    url = server.serve("/story", page)
    assert "1 article read: 1 new" in run("add", url, "--keep-original").out
    hit = json.loads(run("search", "quay", "--limit", "1", "--jsonl").out)
    assert run("show", hit["id"], "--original").out == page
    ran = run("add", url + "/missing")
    assert (ran.code, "not found (HTTP 404)" in ran.out) == (4, True)


def test_an_article_shows_all_of_its_sources(run: Run, server: Server) -> None:
    feeds = [server.serve("/a", FEED), server.serve("/b", rss(item("one"), title="Echo Local"))]
    for feed in feeds:
        run("feeds", "add", feed)
        run("feeds", "fetch", feed)
    hit = json.loads(run("search", "crane", "--jsonl").out)
    shown = run("show", hit["id"], "--article").out
    assert f"from {feeds[0]} · Porthaven Echo · https://echo.example/one\n" in shown
    assert f"from {feeds[1]} · Echo Local · https://echo.example/one\n" in shown
    record = json.loads(run("show", hit["id"], "--json").out)
    assert [source["origin"] for source in record["sources"]] == feeds


def test_rules_of_the_settings_drop_and_are_told(run: Run, home: Path, seeds: Path) -> None:
    (home / "config").mkdir()
    settings = home / "config" / "config.toml"
    settings.write_text('[intake]\ndrop = ["outlet:\\"Meridian Wire\\""]\n')
    ran = run("add", seeds)
    assert ran.code == 0
    assert "dropped, by rule:\n       " in ran.out
    first, again = (json.loads(run("add", seeds, "--json").out) for _ in range(2))
    assert first["dropped"] == again["dropped"] != {}
    assert first["unchanged"] == again["unchanged"] == int(ran.out.split()[0])
    assert run("search", 'outlet:"Meridian Wire"').code == 1
    settings.write_text('[intake]\ndrop = ["/(/"]\n')
    ran = run("add", seeds)
    assert (ran.code, "The rule “/(/”" in ran.err) == (2, True)
    settings.write_text('[intake]\ndrop = ["outlet:\\"Meridian Wire\\""]\n[x')
    for command in (("add", seeds), ("feeds", "fetch")):
        ran = run(*command)
        assert (ran.code, "is not TOML" in ran.err) == (2, True)
    assert run("search", "*").code == 0
    settings.write_text('[intake]\ndrops = ["x"]\nkeep = 3\n')
    assert run("add", seeds).code == 2
    assert len(run("config", "--check").out.splitlines()) == 2


def test_watching_ends_with_ctrl_c_and_a_summary(start: Start, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("First\n\nA crane fell.\n")
    process = start("watch", tmp_path)
    assert process.stderr
    assert "watching" in process.stderr.readline()
    assert process.stderr.readline() == "nutgraf: 1 new, 0 changed\n"
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()
    assert process.returncode == 130
    assert out.startswith("1 article read: 1 new")


def test_watching_says_what_was_odd_in_a_file(start: Start, tmp_path: Path) -> None:
    stories = (f"Story {n}\n\nClosed {n} times.\n\nEnd of Document\n\n" for n in range(3))
    (tmp_path / "many.txt").write_text("".join(stories))
    process = start("watch", tmp_path)
    assert process.stderr
    said = [process.stderr.readline() for _ in range(3)]
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert "many.txt: " in said[2]
    assert "3 ends of documents" in said[2]


def test_a_fetch_that_is_killed_leaves_whole_articles(
    start: Start, run: Run, server: Server
) -> None:
    begun = threading.Event()

    def endless(request) -> None:
        body = rss(*(item(f"n{n}", f"Text number {n}.") for n in range(200)))
        request.send(b"", content_length="")
        request.wfile.write(body.encode()[:20_000])
        begun.set()
        server.ended.wait(60)

    run("feeds", "add", server.serve("/good", FEED), server.behave("/slow", endless))
    process = start("feeds", "fetch")
    assert process.stderr
    assert "Porthaven Echo: 2 new" in process.stderr.readline()
    assert begun.wait(60)
    process.kill()
    process.communicate()
    assert run("doctor").code == 0
    assert json.loads(run("stats", "--json").out)["articles"] == 2
