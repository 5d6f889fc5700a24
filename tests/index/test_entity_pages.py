"""The page of an entity, who stands with whom, and what is named only here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, EntityCount, NotFound, merge_edit
from index.entities.views.descriptions import called
from index.entities.views.keyness import log_likelihood, to_chance


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


def known(archive: Archive, name: str) -> EntityCount:
    return next(one for one in archive.entity_editor.entities(name) if one.name == name)


def number(archive: Archive, name: str) -> int:
    return known(archive, name).entity


def test_a_page_says_when_where_and_how_an_entity_is_named(archive: Archive) -> None:
    page = archive.entity(number(archive, "Xi Jinping"))
    found = archive.search('person:"Xi Jinping"')
    assert (page.paragraphs, page.articles) == (found.paragraphs, found.articles)
    assert page.type == "person"
    assert {"Xi", "Xi Jinping"} <= dict(page.aliases).keys()
    assert sum(count for _, count in page.months) == page.paragraphs
    assert sum(count for _, count in page.outlets) == page.paragraphs
    dates = sorted(hit.date for hit in found.hits[:] if hit.date)
    assert (page.first, page.last) == (dates[0], dates[-1])
    newest = page.newest[0]
    assert all(newest.text[start:end] in dict(page.aliases) for start, end in newest.spans)
    assert "President" in " ".join(dict(page.called))


def test_a_page_has_quotes_by_and_about(archive: Archive) -> None:
    name = "Ingrid Sørensen"
    page = archive.entity(number(archive, name))
    assert len(page.quotes_by) > 5
    assert {(one.speaker, one.entity) for one in page.quotes_by} == {(name, page.number)}
    assert "The judgment runs to 94 pages," in {one.words for one in page.quotes_by}
    dates = [one.hit.date for one in page.quotes_by if one.hit.date]
    assert dates == sorted(dates, reverse=True)
    tidewell = number(archive, "Tidewell Group")
    [one] = archive.entity(tidewell).quotes_about
    assert (one.speaker, one.entity) == ("the judge", 0)
    assert one.words.startswith("I accept that it was the same money.")
    assert any(one.start <= a and b <= one.end for a, b in one.hit.spans)


def test_quotes_follow_a_merge_and_the_same_words_count_once(tmp_path: Path) -> None:
    said = "“The harbour is open,” {} said.\n\nThe harbour of London, {} said, “is open to all.”"
    for day, name in enumerate(("Marta Ostrander", "Marta Ostrander", "M. Ostrander"), 1):
        page = f"---\ntitle: Note {day}\ndate: 2025-10-0{day}\n---\n{said.format(name, name)}\n"
        (tmp_path / f"{day}.md").write_text(page, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path])
        full, other = (known(archive, name) for name in ("Marta Ostrander", "M. Ostrander"))
        quotes = archive.entity(full.entity).quotes_by
        assert [one.hit.date for one in quotes] == ["2025-10-02"] * 2
        archive.entity_editor.apply([merge_edit(other, full)])
        quotes = archive.entity(full.entity).quotes_by
        words = [(one.hit.date, one.words) for one in quotes]
    assert words == [("2025-10-03", "The harbour is open,"), ("2025-10-03", "is open to all.")]


def test_company_is_counted_by_paragraph_and_both_ways(archive: Archive) -> None:
    xi, lee = number(archive, "Xi Jinping"), number(archive, "Lee Jae Myung")
    to_lee = next(one for one in archive.co_occurrences(xi) if one.entity == lee)
    to_xi = next(one for one in archive.co_occurrences(lee, "person") if one.entity == xi)
    both = archive.search('person:"Xi Jinping" person:"Lee Jae Myung"').paragraphs
    assert to_lee.together == to_xi.together == both
    assert to_lee.ratio == pytest.approx(to_xi.ratio)
    assert to_lee.ratio > 1
    assert {one.type for one in archive.co_occurrences(xi, "place")} == {"place"}


def test_a_page_of_nobody_is_not_found(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.entity(10**9)


def test_only_here_leaves_out_what_is_named_everywhere(archive: Archive) -> None:
    results = archive.search("harbour")
    here = [one.name for one in results.only_here("org")]
    everywhere = [one.name for one in archive.search("").only_here("org")]
    assert "Porthaven Harbour Authority" in here
    assert "Apec" not in here
    assert everywhere == []
    counts = {one.entity: one.count for one in results.facets.organisations[:]}
    assert all(counts[one.entity] == one.count for one in results.only_here("org"))


def test_entities_are_filtered_by_any_of_their_names(archive: Archive) -> None:
    asked = archive.entity_editor.entities("asia-pacific economic cooperation")
    assert "Apec" in {e.name for e in asked}
    assert "Zoë Brandt-Lévesque" in {e.name for e in archive.entity_editor.entities("zoe brandt")}
    assert {e.type for e in archive.entity_editor.entities("", "place")} == {"place"}
    assert len(archive.entity_editor.entities("no such name")) == 0
    counts = [e.count for e in archive.entity_editor.entities()]
    assert counts == sorted(counts, reverse=True)


def test_titles_and_descriptions_beside_a_name() -> None:
    texts = [
        "On Monday South Korean President Lee Jae Myung spoke.",
        "It was Lee Jae Myung, a former governor, who won.",
        "He met Lee Jae Myung on Friday.",
        "The security adviser Lee Jae Myung knew.",
    ]
    name = "Lee Jae Myung"
    places = [(text, text.index(name), text.index(name) + len(name)) for text in texts]
    assert dict(called(places)) == {
        "South Korean President": 1,
        "a former governor": 1,
        "security adviser": 1,
    }


def test_what_is_beside_a_name_and_says_nothing_of_it_is_no_description() -> None:
    name = "Ana Ruiz"
    said = {
        "She saw Ana Ruiz, former Deputy Director Bo Ek, and left.": (),
        "It was Ana Ruiz, the president said, who won.": (),
        "It fell to Ana Ruiz, who was a governor then, to say so.": (),
        "It was Ana Ruiz, and the search for a new nominee, of all.": (),
        "It was Ana Ruiz, the key Republican in the talks, who won.": (
            "the key Republican in the talks",
        ),
        "The Director Ana Ruiz met him. His director Ana Ruiz spoke. Director Ana Ruiz left.": (
            "Director",
        ),
    }
    for text, descriptions in said.items():
        places = [(text, one.start(), one.end()) for one in re.finditer(name, text)]
        assert tuple(form for form, _ in called(places)) == descriptions


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500)), min_size=1, max_size=20),
    st.integers(50, 100),
)
def test_log_likelihood_has_the_sign_of_the_difference(
    counts: list[tuple[int, int]], hits: int
) -> None:
    inside = np.array([a for a, _ in counts])
    total = inside + np.array([b for _, b in counts])
    everything = hits + 500
    scores = log_likelihood(inside, hits, total, everything)
    shares = inside / hits - (total - inside) / 500
    assert np.isfinite(scores).all()
    assert ((scores > 1e-9) <= (shares > 0)).all()
    assert ((scores < -1e-9) <= (shares < 0)).all()


def test_log_likelihood_of_a_known_table() -> None:
    # 2 Σ O ln(O / E) over the four cells 10, 90, 20, 880.
    cells = np.array([10, 90, 20, 880])
    expected = np.array([100 * 30, 100 * 970, 900 * 30, 900 * 970]) / 1000
    wanted = 2 * (cells * np.log(cells / expected)).sum()
    assert log_likelihood(np.array([10]), 100, np.array([30]), 1000)[0] == pytest.approx(wanted)
    assert to_chance(np.array([6]), 20, np.array([30]), 100)[0] == pytest.approx(1.0)
