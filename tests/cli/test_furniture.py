"""`furniture`: what is left out is listed, and shown again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.standing_news import AD, article, file, with_line


def test_what_is_left_out_is_listed_and_shown_again(run: Run, tmp_path: Path) -> None:
    assert run("furniture").code == 2
    news = [with_line(article(n), AD, 3) for n in range(6)]
    assert run("add", file(tmp_path / "news.jsonl", news)).code == 0
    count, articles, key, said, text = run("furniture").out.rstrip("\n").split("\t")
    assert (count, articles, said, text) == ("6", "6", "", AD)
    assert run("search", "advertisement").code == 1
    assert ", 6 of them furniture" in run("stats").out
    ran = run("furniture", "show", key)
    assert (ran.code, ran.err) == (0, "nutgraf: 1 text shown from now on, wherever it stands\n")
    assert run("search", "advertisement").code == 0
    assert "furniture" not in run("stats").out
    assert "you: shown" in run("furniture").out
    assert run("furniture", "hide", key).code == 0
    (record,) = json.loads(run("furniture", "--json").out)
    assert record == {
        "id": key,
        "text": AD,
        "paragraphs": 6,
        "articles": 6,
        "furniture": True,
        "said": True,
    }
    assert run("furniture", "hide", key).err == "nutgraf: that was so already\n"
    assert run("furniture", "hide", key.partition("-")[0]).code != 0
