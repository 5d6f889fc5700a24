"""Every word of a mail is somewhere in what is read of it, however letters stand in one another."""

from __future__ import annotations

import html
import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

_HEAD = (
    "From: Dolores Quist <quist@norhaven.example>\nTo: Ann Lee <ann@paper.example>\n"
    "Subject: {}\nDate: Tue, 5 Mar 2024 09:00:00 +0000\nMessage-ID: <1@x>\n"
)
_LINES = (
    *("{0} said the board had {1} on Monday.", "Yes, {0}", "{0}", "- {0} 400,000 euros"),
    *("To: {0}", "From: {0}", "Note: {0}", "Date: {0}", "http://secret.example/{0}", "{0}:"),
    *("Unsubscribe {0}", "Click here to see {0}", "Sent from my {0}", "© 2024 {0} owes 40,000"),
)
_ABOVE = (
    (
        "---------- Forwarded message ---------\nFrom: Ruth Pember\nDate: 4 Mar 2024 at 10:00\n"
        "Subject: Letter\nTo: Dolores Quist"
    ),
    "-----Original Message-----\nFrom: Tomasz Wilk\nSent: 4 March 2024 10:00\nSubject: Letter",
    (
        "________________________________\nVon: Henrik Saal\nGesendet: 4. März 2024 10:00\nAn: D\n"
        "Betreff: Brief"
    ),
)
_WROTE = (
    "On Mon, 4 Mar 2024 at 10:00, Elena Marsh <m@x.example> wrote:",
    *("Henrik Saal wrote:", "He wrote:", "Am 4. März 2024 um 10:00 schrieb Ruth Pember:"),
)


class _Writer:
    """Writes mails of letters in letters; `words` are all that occur nowhere else."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.words: list[str] = []

    def thread(self, depth: int) -> str:
        return "\n\n".join(self._part(depth) for _ in range(self._random.randint(1, 3)))

    def _part(self, depth: int) -> str:
        kind = self._random.choice("tttqqmffs") if depth else "t"
        if kind == "q":
            return f"{self._random.choice(_WROTE)}\n{_quoted(self.thread(depth - 1))}"
        if kind == "m":
            return _quoted(self.thread(depth - 1))
        if kind == "f":
            return f"{self._random.choice(_ABOVE)}\n\n{self.thread(depth - 1)}"
        return "-- \n" * (kind == "s") + self._block()

    def _block(self) -> str:
        joint = self._random.choice(["\n", "\n\n"])
        return joint.join(self._line() for _ in range(self._random.randint(1, 3)))

    def _line(self) -> str:
        line = self._random.choice(_LINES)
        words = [f"zq{len(self.words) + n}x" for n in range(1 + line.count("{1}"))]
        self.words += words
        return line.format(*words)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _page(text: str) -> str:
    """A text as programs write it in HTML."""
    made, depth = [], 0
    for line in text.split("\n"):
        said = line.lstrip("> ")
        deep = line[: len(line) - len(said)].count(">")
        made += ['<blockquote type="cite">'] * (deep - depth) + ["</blockquote>"] * (depth - deep)
        made.append(f"<div>{html.escape(said) or '<br>'}</div>")
        depth = deep
    return f"<html><body>{''.join(made)}{'</blockquote>' * depth}</body></html>"


@settings(
    max_examples=runs(100, 3_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 1 << 32),
    subject=st.sampled_from(["Re: Memo", "Fwd: Memo", "Memo"]),
    is_page=st.booleans(),
)
def test_no_word_of_a_mail_is_lost(
    tmp_path: Path, seed: int, subject: str, *, is_page: bool
) -> None:
    writer = _Writer(seed)
    text = writer.thread(3)
    kind = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n" * is_page
    body = _page(text) if is_page else text
    (tmp_path / "a.eml").write_text(f"{_HEAD.format(subject)}{kind}\n{body}\n")
    (source,) = find([tmp_path / "a.eml"], ReadOptions())
    assert isinstance(source, Source)
    found = [one for one in source.articles() if isinstance(one, Article)]
    said = " ".join(
        part
        for one in found
        for part in (*one.paragraphs, one.title, one.outlet, one.byline, one.url, *one.tags)
    )
    assert [word for word in writer.words if word not in said] == []
