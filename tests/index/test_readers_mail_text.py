"""What people write in letters stays text, and a letter that is passed on is its sender's."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.messages.cited_pages import cited_lines
from index.ingest.readers.messages.mail_forwards import parted
from index.ingest.readers.messages.mail_text import flowed
from index.ingest.readers.text_parts.paragraph_splitting import split

_HEAD = (
    "From: Ana Ruiz <ana@mail.example>\nSubject: {subject}\nDate: Thu, 9 Oct 2025 09:12:00 +0100\n"
)
_BODY = "The dredging tender had only one bidder left, two people said.\n\nThe board was silent.\n"


def read(tmp_path: Path, name: str, text: str) -> list[Article]:
    (tmp_path / name).write_text(text, "utf-8")
    (source,) = find([tmp_path / name], ReadOptions())
    assert isinstance(source, Source)
    found = list(source.articles())
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


@pytest.mark.parametrize(
    "line",
    [
        "From 09:00 on the gate is shut to lorries.",
        "From Monday at 09:00 the gate is shut, the board said in 2025.",
        "From here it is a walk of 10:30 minutes.",
    ],
)
def test_a_sentence_that_begins_with_from_parts_no_messages(tmp_path: Path, line: str) -> None:
    letter = f"From ana@mail.example Thu Oct  9 09:12:00 2025\n{_HEAD.format(subject='Gate')}\n"
    text = (
        f"{letter}The gate at the quay.\n\n{line}\n\n" + letter.replace("Gate", "Quay") + "More.\n"
    )
    first, other = read(tmp_path, "box.mbox", text)
    assert (first.paragraphs, other.title) == (("The gate at the quay.", line), "Quay")


@pytest.mark.parametrize(
    "above",
    [
        (
            "---------- Forwarded message ---------\nFrom: The Quay Letter <m@quay.example>\n"
            "Date: Tue, 7 Oct 2025 at 18:40\nSubject: What the tender hides\n"
            "To: <ana@mail.example>\n"
        ),
        (
            "Begin forwarded message:\n\nFrom: The Quay Letter <m@quay.example>\n"
            "Subject: What the tender hides\nDate: 7 October 2025 at 18:40:00 BST\n"
        ),
        (
            "-------- Weitergeleitete Nachricht --------\nBetreff: What the tender hides\n"
            "Datum: Tue, 7 Oct 2025 18:40:00 +0100\nVon: The Quay Letter <m@quay.example>\n"
        ),
        (
            "> Début du message réexpédié :\n> \n> De : The Quay Letter <m@quay.example>\n"
            "> Objet : What the tender hides\n> Date : 7 octobre 2025 à 18:40:00 UTC+1\n"
            "> À : ana@mail.example\n> Répondre à : m@quay.example\n> "
        ),
        (
            "________________________________\nFrom: The Quay Letter [mailto:m@quay.example]\n"
            "Sent: Tuesday, October 7, 2025 6:40 PM\nTo: Ana\nSubject: What the tender hides\n"
        ),
        (
            "Von: The Quay Letter <m@quay.example>\nGesendet: Dienstag, 7. Oktober 2025 18:40\n"
            "An: Ana\nBetreff: What the tender hides\n"
        ),
    ],
)
def test_a_letter_that_is_passed_on_is_its_senders(tmp_path: Path, above: str) -> None:
    head = _HEAD.format(subject="Fwd: What the tender hides")
    said, article = read(
        tmp_path, "a.eml", f"{head}MIME-Version: 1.0\n\nread this\n\n{above}\n\n{_BODY}"
    )
    assert (article.title, article.outlet, article.date[:10]) == (
        "What the tender hides",
        "The Quay Letter",
        "2025-10-07",
    )
    assert article.paragraphs == tuple(split(_BODY))
    assert (said.outlet, said.date[:10], said.paragraphs) == (
        "Ana Ruiz",
        "2025-10-09",
        ("read this",),
    )
    assert "passed on by Ana Ruiz" in article.tags


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("for the file — dan\n", ["for the file — dan"]),
        ("The second part is wrong.\n\nCall her.\n", ["The second part is wrong.", "Call her."]),
        ("ask her\n\nSent from my iPhone\n", ["ask her"]),
        ("zur Info\n\nVon meinem iPhone gesendet\n", ["zur Info"]),
        ("ask her\n-- \nThe Post\n", ["ask her"]),
        ("ask her\n-- \nDan Reed\n", ["ask her", "Dan Reed"]),
        ("Sent from my iPhone\n", []),
        ("\n\n", []),
    ],
)
def test_what_stands_above_a_letter_that_is_passed_on_is_its_writers(
    tmp_path: Path, above: str, said: list[str]
) -> None:
    """Found like any other text; the letter's own text is the letter's alone."""
    text = (
        f"{above}\nBegin forwarded message:\n\n> From: The Quay Letter <m@quay.example>\n"
        "> Subject: Gate\n> Date: 7 October 2025 at 18:40:00 BST\n>\n> The gate will be shut.\n"
    )
    (tmp_path / "a.eml").write_text(letter("Fwd: Gate", text))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for _ in range(2):
            archive.add([tmp_path / "a.eml"])
            (tmp_path / "a.eml").write_text(letter("Fwd: Gate", text) + "\n")
        assert {hit.text for hit in archive.search('outlet:"The Post"').hits[:9]} == {*said}
        found = archive.search('outlet:"The Quay Letter"')
        assert (found.hits[0].text, found.paragraphs) == ("The gate will be shut.", 1)
        assert not archive.bookmarks()
        assert "passed on by The Post" in archive.find(found.hits[0].id)[0].tags
        # It is said with whatever is cited of the letter, as its sender alone is not where it is
        # from.
        excerpts = archive.selection([found.hits[0].number])
        for form in ("markdown", "text", "html", "bibtex", "ris"):
            assert "assed on by The Post" in "".join(archive.export(excerpts, form))
        (told,) = json.loads("".join(archive.export(excerpts, "json")))
        assert told["passed_on_by"] == ["The Post"]


@pytest.mark.parametrize("to", ["a@post.example", "Me <A@post.example>, bo@mail.example"])
def test_what_the_reader_passes_on_to_herself_has_her_own_note(tmp_path: Path, to: str) -> None:
    text = (
        "ask her\n\nBegin forwarded message:\n\n> From: The Quay Letter <m@quay.example>\n"
        "> Subject: Gate\n>\n> The gate will be shut.\n"
    )
    (one,) = read(tmp_path, "a.eml", letter("Fwd: Gate", text, f"To: {to}\n"))
    assert [one.note for one in one.highlights] == ["ask her"]
    assert not any(tag.startswith("passed on by") for tag in one.tags)


def test_a_letter_in_html_alone_is_passed_on_too(tmp_path: Path) -> None:
    head = _HEAD.format(subject="Fwd: What the tender hides")
    page = (
        "<div>read this<br><br>---------- Forwarded message ---------<br>De : <b>The Quay Letter"
        "</b> <span>&lt;m@quay.example&gt;</span><br>Date: mar. 7 oct. 2025 à 18:40<br>"
        "Subject: What the tender hides<br><p>The tender was withdrawn.</p><p>So it ends.</p></div>"
    )
    said, article = read(
        tmp_path, "a.eml", f"{head}MIME-Version: 1.0\nContent-Type: text/html\n\n{page}"
    )
    assert (article.outlet, article.date[:10]) == ("The Quay Letter", "2025-10-07")
    assert article.paragraphs == ("The tender was withdrawn.", "So it ends.")
    assert said.paragraphs == ("read this",)


def test_what_an_answer_has_below_it_is_a_letter_of_its_own(tmp_path: Path) -> None:
    text = (
        "This is wrong.\n\n-----Original Message-----\nFrom: Elena Marsh\n"
        "Sent: Monday, October 6, 2025 8:00 AM\nSubject: One\n\nThe gate will be shut."
    )
    for quoted in (text, text.replace("-----Original Message-----\n", "")):
        one, other = read(tmp_path, "a.eml", letter("RE: One", quoted))
        assert one.highlights == ()
        assert (one.title, one.paragraphs) == ("One", ("This is wrong.",))
        assert (other.outlet, other.date) == ("Elena Marsh", "2025-10-06T08:00:00")
        assert (other.paragraphs, other.quoted) == (("The gate will be shut.",), True)


@given(st.text(max_size=300))
def test_a_letter_that_passes_nothing_on_stays_as_it_is(text: str) -> None:
    found = parted(text)
    assert found.letters or found.above == text


@given(st.lists(st.text("abc ", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1))
def test_flowed_lines_are_joined_and_no_word_is_lost(words: list[str]) -> None:
    assert flowed(" \n".join(words), delete_space=False) == " ".join(words)
    assert flowed(" \n".join(words), delete_space=True) == "".join(words)
    assert flowed("\n".join(words), delete_space=False) == "\n".join(words)


def test_two_lines_that_go_on_are_one_paragraph() -> None:
    wrapped = (
        "The harbour board withdrew its dredging tender on Tuesday without a\nreason, it said."
    )
    assert split(wrapped) == [wrapped.replace("\n", " ")]
    apart = "The harbour board withdrew its dredging tender on Tuesday.\nMara Quill was silent."
    assert split(apart) == apart.split("\n")


ENVELOPE = "From a@b.example Mon Mar 21 10:15:00 2016\n"
HEADS = "From: The Post <a@post.example>\nSubject: {}\nDate: Mon, 21 Mar 2016 10:15:00 +0100\n"


def letter(subject: str, text: str, more: str = "") -> str:
    return HEADS.format(subject) + f"Message-ID: <{subject}@post.example>\n{more}\n{text}\n"


def test_a_sentence_that_looks_like_an_envelope_parts_no_messages(tmp_path: Path) -> None:
    looks = (
        "From Dover the ferry sailed on Mon 21 March at 09:00 in the spring of 2016, it was said."
    )
    text = f"The gate will be shut, the board said.\n\n{looks}\n\nNobody came."
    one, two = read(
        tmp_path, "a.mbox", "\n".join(ENVELOPE + letter(name, text) for name in ("One", "Two"))
    )
    assert one.paragraphs[1] == looks
    assert len(one.paragraphs) == len(two.paragraphs) == 3


def test_a_signature_is_text_where_it_says_more_than_whose_it_is(tmp_path: Path) -> None:
    said = "The gate will be shut, the board said."
    (one,) = read(tmp_path, "a.eml", letter("One", f"{said}\n\n-- \nThe Post\na@post.example"))
    assert one.paragraphs == (said,)
    (one,) = read(tmp_path, "a.eml", letter("One", f"{said}\n\n-- \nThe Post\nHarbour editor"))
    assert one.paragraphs == (said, "The Post", "Harbour editor")


def test_of_an_answer_only_the_answer_is_its_writers(tmp_path: Path) -> None:
    text = (
        "This is wrong, and the board knows it.\n\n"
        "On Mon, Mar 21, 2016 at 10:15 AM Elena Marsh <m@post.example>\nwrote:\n"
        "> The gate will be shut.\n>\n> Nobody came.\n\nBest, Bo"
    )
    one, other = read(tmp_path, "a.eml", letter("One", text))
    assert one.paragraphs == ("This is wrong, and the board knows it.", "Best, Bo")
    assert other.paragraphs == ("The gate will be shut.", "Nobody came.")
    assert (other.outlet, other.date) == ("Elena Marsh", "2016-03-21T10:15:00")


_BROKEN = "The council was told of it on Monday by the board of the port, and was silent."
_ASKED = "On Sun, 9 Mar 2025 at 10:00, Paul Hale <hale@post.example> wrote:"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        # Below what is answered, with or without a line that says whose words these are.
        (
            f"{_ASKED}\n> {_BROKEN[:62]}\n> {_BROKEN[63:]}\n\nYes.\n\n> Is he?\n\nNo.\n\nRita",
            (
                *(_ASKED, f"> {_BROKEN}"),
                *("Yes.", "> Is he?", "No.", "Rita"),
            ),
        ),
        (
            "She said so.\n\n> When did she sign?\n\nAt nine.\n\nRita",
            ("She said so.", "> When did she sign?", "At nine.", "Rita"),
        ),
        ("> When did she sign?\n\nAt nine.", ("> When did she sign?", "At nine.")),
        (
            f"See below.\n\n{_ASKED}\n> When?\nAt nine.\n> Where?\n>> In Hull?\nIn Leeds.",
            (
                *("See below.", _ASKED, "> When?", "At nine.", "> Where?", ">> In Hull?"),
                "In Leeds.",
            ),
        ),
        # However deep it is quoted.
        (
            f"> When?\n\nAt nine.\n\n> Where?\n\nIn Hull.\n\n{'>' * 99} Why?\n\nSo.",
            ("> When?", "At nine.", "> Where?", "In Hull.", f"{'>' * 99} Why?", "So."),
        ),
        # The rest of a line that a program broke is no answer.
        (
            f"It is wrong.\n\n{_ASKED}\n> {_BROKEN[:62]}\n{_BROKEN[63:]}\n> Nobody came.\n\nRita",
            ("It is wrong.", "Rita"),
        ),
    ],
)
def test_what_is_answered_line_by_line_keeps_its_mark(
    tmp_path: Path, text: str, paragraphs: tuple[str, ...]
) -> None:
    one, *others = read(tmp_path, "a.eml", letter("Two questions", text))
    assert one.paragraphs == paragraphs
    assert [two.outlet for two in others] == (
        [] if any(text.startswith(">") for text in paragraphs) else ["Paul Hale"]
    )


@pytest.mark.parametrize("block", ['type="cite"', 'class="gmail_quote" style="margin:0"'])
@pytest.mark.parametrize("with_plain", [True, False])
def test_in_html_the_words_of_who_asks_are_not_the_answers(
    tmp_path: Path, block: str, *, with_plain: bool
) -> None:
    def mail(page: str, plain: str) -> list[Article]:
        parts = f"--b\nContent-Type: text/plain\n\n{plain}\n" * with_plain
        parts += f"--b\nContent-Type: text/html\n\n{page}\n--b--\n"
        kind = 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n'
        return read(tmp_path, "a.eml", _HEAD.format(subject="Re: One") + f"{kind}\n{parts}")

    page = (
        f"<div>She did not sign it, said the clerk of the council.</div><div>{html.escape(_ASKED)}"
        f"<br></div><blockquote {block}><p>Did she sign?</p><p>We print on Friday.</p></blockquote>"
    )
    plain = f"She did not sign it, said the clerk of the council.\n\n{_ASKED}\n> Did she sign?\n"
    above, asked = mail(page, f"{plain}>\n> We print on Friday.\n")
    assert above.paragraphs == ("She did not sign it, said the clerk of the council.",)
    assert asked.paragraphs == ("Did she sign?", "We print on Friday.")
    assert (asked.outlet, asked.date) == ("Paul Hale", "2025-03-09T10:00:00")
    (between,) = mail(
        f"{page}<div>Then print it.</div>", f"{plain}> We print on Friday.\n\nThen print it."
    )
    assert between.paragraphs[2] == "> Did she sign?"
    assert between.paragraphs[-1] == "Then print it."


def test_a_letter_that_is_quoted_in_many_others_does_not_grow_with_their_marks() -> None:
    one, other = (cited_lines("<blockquote type=cite><p>So.</p>" * n) for n in (500, 1000))
    assert len(other) <= 2.1 * len(one)


def test_a_book_that_a_letter_quotes_is_its_text(tmp_path: Path) -> None:
    page = "<p>See what she writes:</p><blockquote><p>The gate is shut.</p></blockquote><p>So.</p>"
    kind = "MIME-Version: 1.0\nContent-Type: text/html\n"
    (one,) = read(tmp_path, "a.eml", _HEAD.format(subject="One") + f"{kind}\n{page}")
    assert one.paragraphs == ("See what she writes:", "The gate is shut.", "So.")


def test_what_is_quoted_and_not_answered_is_text(tmp_path: Path) -> None:
    text = (
        "See what they write:\n\n> The board said on Monday that it will close \n"
        "> the western gate.\n>\n> Nobody came."
    )
    kind = "Content-Type: text/plain; format=flowed\n"
    (one,) = read(tmp_path, "a.eml", letter("One", text, kind))
    assert one.paragraphs == (
        "See what they write:",
        "The board said on Monday that it will close the western gate.",
        "Nobody came.",
    )


def test_buttons_and_the_foot_of_a_newsletter_are_left_out(tmp_path: Path) -> None:
    text = (
        "The tender had only one bidder left.\n\nLike | Comment | Restack\n\n"
        "© 2025 Quay Letter\n\n548 Market Street PMB 72296, San Francisco, CA 94104"
    )
    (one,) = read(tmp_path, "a.eml", letter("One", text))
    assert one.paragraphs == ("The tender had only one bidder left.",)


def test_a_digest_is_parted_into_its_letters(tmp_path: Path) -> None:
    rule = "-" * 30
    parts = [
        f"Message: {n}\nDate: Mon, 21 Mar 2016 0{n}:00:00 +0100\nFrom: Writer {n} <w@p.example>\n"
        f"Subject: Story {n}\nMessage-ID: <s{n}@p.example>\n\nThe quay was closed {n} times."
        for n in (1, 2, 3)
    ]
    preamble = (
        "Today's Topics:\n\n   1. Story 1 (Writer 1)\n   2. Story 2 (Writer 2)\n\n" + "-" * 70
    )
    text = f"\n\n{rule}\n\n".join([f"{preamble}\n\n{parts[0]}", *parts[1:], "Subject: Footer\n\nx"])
    found = read(tmp_path, "a.eml", letter("Harbour Digest, Vol 12, Issue 3", text))
    assert [(one.title, one.outlet, one.paragraphs) for one in found] == [
        (f"Story {n}", f"Writer {n}", (f"The quay was closed {n} times.",)) for n in (1, 2, 3)
    ]


def test_a_text_of_few_wrapped_lines_is_not_cut_within_a_sentence(tmp_path: Path) -> None:
    text = (
        "The harbour board withdrew its dredging tender on Tuesday without\na reason.\n\n"
        "Mara Quill, who chairs the board, would not say why it had done so when\nshe was asked."
    )
    (one,) = read(tmp_path, "a.eml", letter("One", text))
    assert one.paragraphs == (
        "The harbour board withdrew its dredging tender on Tuesday without a reason.",
        "Mara Quill, who chairs the board, would not say why it had done so when she was asked.",
    )


def test_many_empty_lines_and_quotes_take_no_long_time(tmp_path: Path) -> None:
    text = "It was so.\n" + "\n" * 20_000 + "> quoted\n\n" * 20_000
    (one,) = read(tmp_path, "a.eml", letter("One", text))
    assert len(one.paragraphs) == 20_001


def test_a_sender_may_be_named_behind_the_address(tmp_path: Path) -> None:
    text = letter("Quay", "It is shut.").replace(
        "The Post <a@post.example>", "a@b.example (Ann Lee)"
    )
    (one,) = read(tmp_path, "a.eml", text)
    assert one.outlet == "Ann Lee"
