"""What an archive tells others of its articles says nothing of the disk that they lay on."""

from __future__ import annotations

import json
from pathlib import Path

from index import Archive
from index.core.shared_article import (
    SharedArticle,
    SharedParagraph,
    SharedSource,
    SharedVersion,
)
from index.sharing.article_document import digest, document, read
from index.store.articles import whole_articles
from tests.index.test_readers_mail import archive as web_archive
from tests.index.test_readers_mail import html_page
from tests.index.test_readers_wire_copy import har


def test_no_folder_of_a_person_goes_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "ann" / "leaks"
    folder.mkdir(parents=True)
    (folder / "kept.warc.gz").write_bytes(
        web_archive(("https://echo.example/1", "text/html", html_page()))
    )
    (folder / "asked.har").write_text(har(html_page().decode()), "utf-8")
    (folder / "plain.txt").write_text("The ferry\n\nThe ferry to Orbel left at noon.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([folder])
        database = archive._database
        chosen = [one for some in whole_articles.numbers(database, 100) for one in some]
        told = whole_articles.read(database, chosen)
    origins = {version.origin for one in told for version in one.versions}
    origins |= {source.origin for one in told for source in one.sources}
    assert {"plain.txt", "kept.warc.gz: https://echo.example/1"} <= origins
    assert "leaks" not in repr(told)


def test_what_earlier_programs_told_of_folders_is_passed_over() -> None:
    told = SharedVersion(
        title="", hash="a", imported="2016-03-21", paragraphs=(SharedParagraph("Tea."),),
        origin="/home/ann/a.har: https://echo.example/1",
    )  # fmt: skip
    source = SharedSource("id-1", "/home/ann/b.warc: https://echo.example/2", "", "")
    article = SharedArticle.of("abc", [told], [source])
    again = read(json.loads(document(article)))
    assert again.versions[0].origin == "a.har: https://echo.example/1"
    assert [one.origin for one in again.sources] == ["b.warc: https://echo.example/2"]
    assert digest(again) != digest(article)
