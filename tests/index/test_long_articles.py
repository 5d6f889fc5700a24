"""Articles of very many paragraphs."""

from __future__ import annotations

from pathlib import Path

from index import Archive


def test_each_paragraph_has_its_own_id_however_far_behind(tmp_path: Path) -> None:
    """In rows, in an export and in the article, though many say the same."""
    lines = [
        "The hall was asked.",
        *(f"Member {at} was asked {at % 7} times." for at in range(600)),
    ]
    (tmp_path / "minutes.txt").write_text("Minutes\n\n" + "\n\n".join(lines * 2))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "minutes.txt"])
        hits = archive.search("asked").hits
        rows = hits[0 : len(hits)]
        whole = {one.number: one.id for one in archive.article(rows[0].article).paragraphs}
        assert len(set(whole.values())) == len(whole) == len(lines) * 2
        assert {row.number: row.id for row in rows} == whole
        numbers = hits.numbers()
        excerpts = archive.selection(numbers)
        assert [one.paragraph_id for one in excerpts] == [whole[number] for number in numbers]
        assert {one.paragraphs for one in excerpts} == {len(whole)}
