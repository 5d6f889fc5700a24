"""Nothing that somebody wrote in a mail is lost, and each letter in it is its own writer's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article, article_id
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.messages.attributions import written_by
from index.ingest.readers.messages.mail_boilerplate import Sender, without_boilerplate
from index.ingest.readers.messages.mail_headers import sender_of
from tests.effort import runs

_HEAD = (
    "From: Dolores Quist <quist@norhaven.example>\nTo: Ann Lee <ann@paper.example>\n"
    "Subject: {}\nDate: Tue, 5 Mar 2024 09:00:00 +0000\nMessage-ID: <{}@x>\n"
)
# What one may write that list software writes, too, with what it does not.
_LINES = (
    *("Unsubscribe {} from the pension scheme before the auditors come.", "Unsubscribe {}"),
    *("View this in a browser on the machine of {} and nowhere else.", "Privacy policy of {}"),
    *("You are receiving this payment because {} asked for it.", "Manage {} preferences"),
    *("Click here to see the account of {}", "Read the full account of {}", "{} muss abmelden"),
    *("Read more of {}", "Read the full story {} told", "Continue reading {}"),
    *("http://secret.example/{}", "https://secret.example/{}?key=1", "{}", "Follow {} to Zurich."),
    *("Forward this email to {}", "All rights reserved by {}", "© 2024 {} owes 40,000 euros"),
    *("If you no longer wish to be paid, tell {}.", "Sent from my account by {}", "Share {}"),
    *("This email was sent to {}", "Our mailing address is {}", "-- {}", "{} | Comment", "--{}--"),
    *("To unsubscribe write to {}@secret.example", "Read online: http://secret.example/{}"),
    *("12 Park Lane, {}, 40,000 euros", "Flat 12, Park Street, {}, SW1A 4AA", "Reply STOP {}"),
    *("Add {} to your address book", "{} unsubscribed", "Let us unsubscribe in {}."),
)
_BODY = (
    "The clerk signed the list on the last day of the month, and the board saw it in April.",
    "Nobody at the bank was asked about the two signatures, which look alike to anybody.",
    "The courier returned with the envelope unopened, and the guard wrote the hour into his book.",
)


def read(folder: Path, text: str, name: str = "a.eml") -> list[Article]:
    (folder / name).write_text(text, "utf-8")
    (source,) = find([folder / name], ReadOptions())
    assert isinstance(source, Source)
    found = list(source.articles())
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


@settings(
    max_examples=runs(60, 2_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lines=st.lists(st.tuples(st.sampled_from(_LINES), st.integers(0, 3)), min_size=1, max_size=4),
    page=st.booleans(),
)
def test_what_says_anything_besides_stays_wherever_it_stands(
    tmp_path: Path, lines: list[tuple[str, int]], *, page: bool
) -> None:
    parts, marks = list(_BODY), []
    for number, (line, place) in enumerate(lines):
        marks.append(f"Hallam{number}x")
        parts.insert(min(place, len(parts)), line.format(marks[-1]))
    kind = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n" if page else ""
    body = "".join(f"<p>{one}</p>" for one in parts) if page else "\n\n".join(parts)
    (one,) = read(tmp_path, f"{_HEAD.format('Memo', 1)}{kind}\n{body}\n")
    text = "\n".join(one.paragraphs)
    assert [mark for mark in marks if mark not in text] == []
    assert all(part in text for part in _BODY)


@pytest.mark.parametrize("line", _LINES)
def test_what_says_anything_besides_stays_at_either_end(tmp_path: Path, line: str) -> None:
    said = line.format("Hallam9x")
    for parts in ([said, *_BODY], [*_BODY, said], [_BODY[0], said]):
        (one,) = read(tmp_path, f"{_HEAD.format('Memo', 1)}\n" + "\n\n".join(parts))
        assert "Hallam9x" in " ".join(one.paragraphs)


@given(st.lists(st.text("abcdefgh ,.!?©|", max_size=40).map(str.strip).filter(bool), max_size=6))
def test_a_word_that_is_not_list_softwares_is_never_taken(paragraphs: list[str]) -> None:
    words = re.findall(r"\w+", " ".join(paragraphs))
    assert re.findall(r"\w+", " ".join(without_boilerplate(paragraphs))) == words


@pytest.mark.parametrize(
    "foot",
    [
        ["You are receiving this because you signed up. Unsubscribe"],
        ["Click here to unsubscribe.", "Manage your preferences", "Privacy policy"],
        ["Unsubscribe:", "https://list.example/unsubscribe?u=1"],
        ["Wenn Sie diesen Newsletter nicht mehr erhalten möchten, können Sie sich hier abmelden."],
        ["Cliquez ici pour vous désabonner", "Version en ligne"],
        [
            "Like | Comment | Restack",
            "© 2025 Quay Letter",
            "548 Market Street, San Francisco 94104",
        ],
    ],
)
def test_the_foot_of_a_list_goes_and_so_does_what_is_above_a_letter(foot: list[str]) -> None:
    above = ["View this email in your browser"]
    assert without_boilerplate([*above, *_BODY, *foot]) == list(_BODY)
    named = [*_BODY, "You are receiving this because you subscribed to Quay Letter. Unsubscribe"]
    assert without_boilerplate(named) == named
    of_list = Sender(frozenset({"quay", "letter"}), "quay.example", is_list=True)
    assert without_boilerplate(named, of_list) == list(_BODY)


@pytest.mark.parametrize(
    "below",
    [
        "Call Hallam",
        "Elena Marsh\nDirector, Norhaven Port Authority\nDirect line +44 20 7946 0011",
        "Elena Marsh\n\nBurn the annex.\n\nAnd the list.",
        "\n".join(f"Line {n} of the list" for n in range(20)),
    ],
)
@pytest.mark.parametrize("quoted", ["", "\n\nOn 3 Mar 2024, Henrik Saal wrote:\n> So it is."])
def test_what_stands_below_two_dashes_stays(tmp_path: Path, below: str, quoted: str) -> None:
    own = read(tmp_path, f"{_HEAD.format('Re: Memo', 1)}\n{_BODY[0]}\n\n-- \n{below}{quoted}\n")[0]
    assert re.findall(r"\w+", "\n".join(own.paragraphs[1:])) == re.findall(r"\w+", below)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Tomasz Wilk", ("Tomasz Wilk", "")),
        ("Wilk, Tomasz", ("Wilk, Tomasz", "")),
        ("Wilk, Tomasz <w@x.example>", ("Wilk, Tomasz", "w@x.example")),
        ('"Wilk, Tomasz" <w@x.example>', ("Wilk, Tomasz", "w@x.example")),
        ("Elena Marsh [mailto:m@x.example]", ("Elena Marsh", "m@x.example")),
        ("m@x.example", ("", "m@x.example")),
        ("Ann <a@x.example>, Bo <b@x.example>", ("Ann and Bo", "a@x.example")),
    ],
)
def test_a_sender_is_called_as_he_is(written: str, told: tuple[str, str]) -> None:
    assert sender_of(written) == told


def test_who_has_no_name_has_an_address(tmp_path: Path) -> None:
    text = f"{_HEAD.format('Annex', 1)}\nI agree.\n".replace("Dolores Quist <quist@n", "quist@n")
    (one,) = read(tmp_path, text.replace("example>\nTo", "example\nTo"))
    assert (one.byline, one.outlet) == ("quist@norhaven.example", "norhaven.example")


@pytest.mark.parametrize(
    ("line", "sender", "date"),
    [
        ("On Mon, 4 Mar 2024 at 10:00, Elena Marsh <m@x> wrote:", "Elena Marsh <m@x>", "T10:00:00"),
        ("Am 4. März 2024 um 10:00 schrieb Elena Marsh:", "Elena Marsh", "T10:00:00"),
        ("Elena Marsh schrieb am 04.03.2024 10:00:", "Elena Marsh", "T10:00:00"),
        ("Le lun. 4 mars 2024 à 10:00, Elena Marsh a écrit :", "Elena Marsh", "T10:00:00"),
        ("El lun, 4 mar 2024 a las 10:00, E. de la Cruz escribió:", "E. de la Cruz", "T10:00:00"),
        ("m@x.example wrote on 4 March 2024:", "m@x.example", ""),
    ],
)
def test_a_line_above_a_quotation_says_who_and_when(line: str, sender: str, date: str) -> None:
    assert written_by(line) == (sender, f"2024-03-04{date}")
    assert written_by("He wrote:") == written_by("On Monday she wrote:") == ("", "")


_WRITERS = ("Elena Marsh", "Henrik Saal", "Ruth Pember", "Tomasz Wilk", "Grace Okoro")
_ABOVE = (
    (
        "---------- Forwarded message ---------\nFrom: {0}\nDate: Mon, {1} Mar 2024 at 10:00\n"
        "Subject: Letter {1}\nTo: Dolores Quist\n\n"
    ),
    (
        "-----Original Message-----\nFrom: {0}\nSent: {1} March 2024 10:00\nTo: Dolores Quist\n"
        "Subject: Letter {1}\n\n"
    ),
    (
        "________________________________\nVon: {0}\nGesendet: {1}. März 2024 10:00\nAn: D\n"
        "Betreff: Letter {1}\n\n"
    ),
    (
        "From: {0} [mailto:m@x.example]\nSent: Monday, {1} March 2024 10:00 AM\nTo: D\n"
        "Subject: Letter {1}\n\n"
    ),
)


@settings(
    max_examples=runs(40, 1_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    forms=st.lists(st.sampled_from(_ABOVE), min_size=1, max_size=5),
    subject=st.sampled_from(["Fwd: Letters", "Re: Letters"]),
    note=st.booleans(),
)
def test_each_of_several_letters_is_its_writers(
    tmp_path: Path, forms: list[str], subject: str, *, note: bool
) -> None:
    """One behind the other, or one in the other: with its sender, day and headline."""
    said = {f"Sentence {n} was written by hand, and by nobody else.": n for n in range(len(forms))}
    letters = [
        form.format(_WRITERS[n], n + 1) + f"{text}\n\n"
        for (text, n), form in zip(said.items(), forms, strict=True)
    ]
    own = "I thought you should see this." if note else ""
    found = read(tmp_path, f"{_HEAD.format(subject, 1)}\n{own}\n\n{''.join(letters)}")
    assert [one.paragraphs for one in found] == [*([(own,)] if note else []), *((t,) for t in said)]
    for one in found[note:]:
        number = said[one.paragraphs[0]]
        day = f"2024-03-{number + 1:02}"
        assert (one.outlet, one.date[:10]) == (_WRITERS[number], day)
        assert one.title == f"Letter {number + 1}"


def mailbox(folder: Path, *letters: str) -> Path:
    for number, text in enumerate(letters):
        (folder / f"{number}.eml").write_text(text)
    return folder


_ASKED = "Do not tell the board about the money, and burn the annex tonight."
_ANSWER = (
    f"{_HEAD.format('Re: Annex', 2)}\nIt is done.\n\nOn Mon, 4 Mar 2024 at 10:00, Henrik Saal"
    f" <saal@x.example> wrote:\n> {_ASKED}\n"
)
_LETTER = (
    "From: Henrik Saal <saal@x.example>\nTo: Dolores Quist <quist@norhaven.example>\n"
    f"Subject: Annex\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nMessage-ID: <1@x>\n\n{_ASKED}\n"
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1,)])
def test_a_letter_that_is_quoted_is_found_once(tmp_path: Path, order: tuple[int, ...]) -> None:
    """As its writer's, be it in the archive by itself or in the answer alone."""
    folder = tmp_path / "box"
    folder.mkdir()
    mailbox(folder, *((_LETTER, _ANSWER)[n] for n in order))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([folder])
        hits = archive.search("burn annex").hits[:9]
        assert [(hit.text, hit.outlet, hit.date[:10]) for hit in hits] == [
            (_ASKED, "Henrik Saal", "2024-03-04")
        ]
        said = [one.text for one in report.remarks]
        assert said == (
            ["a letter it quotes is in the archive without that, and left out"] * (len(order) - 1)
        )
        assert archive.add([folder]).new == 0


def test_letters_that_say_the_same_at_other_times_are_several(tmp_path: Path) -> None:
    said = f"{_HEAD.format('ok', 1)}\nYes, do it.\n"
    later = said.replace("09:00:00", "09:02:00").replace("<1@x>", "<2@x>")
    other = said.replace("Dolores Quist <quist@", "Viktor Hallam <hallam@").replace(
        "<1@x>", "<3@x>"
    )
    mailbox(tmp_path, said, later, other, said)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([tmp_path / f"{n}.eml" for n in range(4)])
        assert (report.new, report.unchanged) == (3, 1)


def test_letters_that_were_held_to_be_one_come_apart(tmp_path: Path) -> None:
    """As older archives hold them."""
    said = f"{_HEAD.format('ok', 1)}\nYes, do it.\n"
    later = said.replace("09:00:00", "09:02:00").replace("<1@x>", "<2@x>")
    mailbox(tmp_path, said, later)
    (one,) = read(tmp_path, later)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "0.eml"])
        with archive._database.transaction() as connection:
            connection.execute(
                "INSERT INTO source SELECT number, ?, ?, '', ?, '' FROM article",
                (article_id(one), str(tmp_path / "1.eml"), one.outlet),
            )
        report = archive.add([tmp_path / "1.eml", tmp_path / "0.eml"])
        assert (report.new, report.unchanged) == (1, 1)
        assert {hit.date for hit in archive.search("yes").hits[:9]} == {
            "2024-03-05T09:00:00+00:00",
            "2024-03-05T09:02:00+00:00",
        }


@pytest.mark.parametrize("above", ["", "Please see below.\n\n"])
def test_a_sender_who_was_called_otherwise_is_put_right(tmp_path: Path, above: str) -> None:
    """The letter stays the article that it was, with its marks."""
    text = f"{_HEAD.format('Fwd: Letter 1', 1)}\n{above}{_ABOVE[1].format('Tomasz', 1)}{_ASKED}\n"
    (tmp_path / "a.eml").write_text(text)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "a.eml"])
        (before,) = archive.search("burn annex").hits[:9]
        with archive._database.transaction() as connection:
            # So it was in older archives.
            connection.execute("UPDATE version SET origin = replace(origin, 'eml/1', 'eml')")
            connection.execute("UPDATE source SET origin = replace(origin, 'eml/1', 'eml')")
        (tmp_path / "a.eml").write_text(text.replace("Tomasz", "Tomasz Wilk"))
        archive.add([tmp_path / "a.eml"])
        (after,) = archive.search("burn annex").hits[:9]
        assert (after.id, after.outlet) == (before.id, "Tomasz Wilk")


def test_whom_a_letter_names_is_found_by_name_and_address(tmp_path: Path) -> None:
    more = 'Cc: "Okoro, Grace" <okoro@x.example>,\n board@x.example\nBcc: hidden@x.example\n'
    text = _HEAD.format("Annex", 1) + more + "Reply-To: private@x.example\n\nI agree.\n"
    many = ", ".join(f"Person {n} <p{n}@x.example>" for n in range(400))
    (one,) = read(tmp_path, text.replace("Bcc: ", f"Bcc: {many}, "))
    assert {"to Ann Lee <ann@paper.example>", "cc Okoro, Grace <okoro@x.example>"} <= {*one.tags}
    assert all(f"p{n}@x.example" in " ".join(one.tags) for n in range(400))
    (tmp_path / "a.eml").write_text(text)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "a.eml"])
        for asked in ("ann", "okoro", "hidden@x.example", "private", "quist@norhaven.example"):
            assert archive.search(f'tag:"{asked}"').articles == 1, asked


def test_a_mail_without_a_day_is_mail(tmp_path: Path) -> None:
    text = "From: Ann <a@x.example>\nTo: Bo <b@x.example>\nSubject: Undated\n\nIt is shut.\n"
    (one,) = read(tmp_path, text)
    assert (one.outlet, one.date, one.paragraphs) == ("Ann", "", ("It is shut.",))
