"""What cannot be read is called what it is, with what helps."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import pytest

from index.archive import Archive
from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find

_XML = '<?xml version="1.0"?>\n<notes><note>It sank on Monday.</note></notes>'
_OPML = '<?xml version="1.0"?>\n<opml version="1.0"><body><outline xmlUrl="x"/></body></opml>'


def _read(path: Path) -> list[object]:
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("feedly.opml", _OPML, "a list of feeds; nutgraf feeds import {} follows them"),
        ("my feeds.txt", _OPML, "a list of feeds; nutgraf feeds import {} follows them"),
        ("notes.abc", _XML, "XML of a format that is not known"),
        ("notes.txt", _XML, "XML of a format that is not known"),
    ],
)
def test_xml_is_never_prose(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    (found,) = _read(tmp_path / name)
    assert isinstance(found, Skipped)
    assert found.reason.startswith(said.format(quote(str(tmp_path / name))))


def test_clippings_of_a_kindle_are_no_article(tmp_path: Path) -> None:
    clip = "The Port (Ann Lee)\n- Your Highlight on page 12 | Added on Monday\n\nHe built it.\n"
    for end in ("\n", "\r\n"):
        text = f"\ufeff{clip}==========\n".replace("\n", end) * 2
        (tmp_path / "My Clippings.txt").write_bytes(text.encode())
        (found,) = _read(tmp_path / "My Clippings.txt")
        assert isinstance(found, Skipped)
        assert found.reason.startswith("clippings of a Kindle")


def test_an_archive_and_a_backup_are_known(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.backup(tmp_path / "b.db")
    for name in ("a.db", "b.db"):
        (found,) = _read(tmp_path / name)
        assert isinstance(found, Skipped)
        assert found.reason.startswith(
            f"an archive of Nutgraf: nutgraf --archive {tmp_path / name}"
        )


_ENEX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export application="Evernote"><note><title>The port that vanished</title>
<created>20160321T101112Z</created><updated>20160401T000000Z</updated><tag>long read</tag>
<note-attributes><author>Hans</author><source-url>https://echo.example/port</source-url>
</note-attributes><content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x"><en-note>
<div>The port vanished&nbsp;overnight.</div><div><br/></div><div>“It is gone,” said <b>Ann Lee</b>.
</div><en-media type="image/png" hash="abc"/></en-note>]]></content>
<resource><data encoding="base64">iVBORw0KGgoAAA</data></resource></note>
<note><title>Mine</title><content><![CDATA[<en-note>Loose text<div>And more.</div></en-note>]]>
</content></note></en-export>
"""


def test_notes_of_evernote_are_articles(tmp_path: Path) -> None:
    (tmp_path / "n.enex").write_text(_ENEX, "utf-8")
    first, second = (one for one in _read(tmp_path / "n.enex") if isinstance(one, Article))
    assert first.paragraphs == ("The port vanished overnight.", "“It is gone,” said Ann Lee.")
    assert (first.title, first.url, first.tags) == (
        "The port that vanished",
        "https://echo.example/port",
        ("long read",),
    )
    assert (first.date, first.text_from, second.text_from) == ("", "copy", "file")
    assert second.paragraphs == ("Loose text", "And more.")


def test_a_cut_export_of_evernote_gives_its_whole_notes_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "n.enex").write_text(_ENEX[: _ENEX.index("<note><title>Mine") + 40], "utf-8")
    first, cut = _read(tmp_path / "n.enex")
    assert isinstance(first, Article)
    assert isinstance(cut, Skipped)
    assert cut.reason.startswith("damaged")
