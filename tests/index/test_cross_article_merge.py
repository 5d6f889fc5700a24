"""Names of one entity that no single article brings together, settled by the archive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import TypeAlias, get_args
from unittest.mock import patch

import pytest

from index import Archive, Edit, EntityCount, EntityType, apart_edit, merge_edit, rename_edit
from index.core.mention import Mention
from index.enrich import merge_plan
from index.enrich.edit_index import EditIndex
from index.entities.merging import cross_article_merge, lone_surnames
from index.entities.merging.found_entity import Found
from index.entities.merging.offices import Told
from index.entities.merging.one_label import same_label
from index.entities.merging.person_variants import Evidence
from index.entities.recogniser import ArticleRecogniser
from index.entities.resolving.acronyms import spelled_by
from index.store.database import Database
from index.store.names import kept_edits
from index.store.names.kept_edits import KeptEdit

Who: TypeAlias = tuple[EntityType, str]

DEFINED = "The Porthaven Harbour Authority (PHA) met in London. The PHA will meet again."
ALONE = "In London the PHA met on Friday."
OTHER = "The Penhallow Historical Association (PHA) met in London. The PHA will meet again."
PLAIN = "Marta Ostrander met Alasdair Penhallow in London."
INITIAL = "Marta K. Ostrander met Alasdair Penhallow in Paris."
ANOTHER = "Marta B. Ostrander met Alasdair Penhallow in Paris."
FULL = "Porthaven Harbour Authority"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def bring(archive: Archive, *texts: str) -> None:
    for text in texts:
        bring_together(archive, text)


def bring_together(archive: Archive, *texts: str) -> None:
    folder = Path(archive.path).parent
    files = []
    for number, text in enumerate(texts, len(list(folder.glob("*.txt")))):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(f"Notes of day {number}\n\n{text}\n", "utf-8")
    archive.add(files)


def names(archive: Archive, kind: EntityType) -> set[str]:
    return {one.name for one in archive.entity_editor.entities(kind=kind)}


def entity(archive: Archive, name: str) -> EntityCount:
    return next(one for one in archive.entity_editor.entities() if one.name == name)


@pytest.mark.parametrize("order", [(DEFINED, ALONE), (ALONE, DEFINED)])
def test_an_acronym_with_one_expansion_is_that_organisation(
    archive: Archive, order: tuple[str, ...]
) -> None:
    bring(archive, *order)
    assert names(archive, "org") == {FULL}
    assert archive.search(f'org:"{FULL}"').paragraphs == 2
    assert archive.search("org:pha").paragraphs == 2
    assert [(str(one.edit), one.by) for one in archive.entity_editor.kept()] == [
        (f"merge PHA into {FULL}", "archive")
    ]


def test_a_second_expansion_unsettles_it(archive: Archive) -> None:
    bring(archive, DEFINED, ALONE, OTHER)
    assert names(archive, "org") == {FULL, "Penhallow Historical Association", "PHA"}
    assert not archive.entity_editor.kept()
    assert archive.search(f'org:"{FULL}"').paragraphs == 1


def test_what_the_reader_says_while_names_are_settled_counts(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = merge_plan._plan
    planned: list[object] = []

    def beside(database: Database, texts: merge_plan.Texts) -> merge_plan._Plan:
        found = plan(database, texts)
        if found.added and not planned:
            planned.append(found)
            with database.transaction():
                kept_edits.add(
                    database, [apart_edit(*(Found(0, "org", name) for name in ("PHA", FULL)))]
                )
        return found

    bring(archive, DEFINED)
    monkeypatch.setattr(merge_plan, "_plan", beside)
    bring(archive, ALONE)
    assert planned
    assert names(archive, "org") == {FULL, "PHA"}
    assert [(one.edit.kind, one.by) for one in archive.entity_editor.kept()] == [
        ("apart", "reader")
    ]
    assert archive.check() == []


@pytest.mark.parametrize("order", [(PLAIN, PLAIN + " ", INITIAL), (INITIAL, PLAIN, PLAIN + " ")])
def test_a_middle_initial_makes_no_second_person_until_there_is_another(
    archive: Archive, order: tuple[str, ...]
) -> None:
    bring(archive, *order)
    assert names(archive, "person") == {"Marta Ostrander", "Alasdair Penhallow"}
    assert archive.search('person:"Marta K. Ostrander"').paragraphs == 3
    bring(archive, ANOTHER)
    assert len(names(archive, "person")) == 4


def test_what_is_taken_back_stays_two_and_can_be_undone(archive: Archive) -> None:
    bring(archive, DEFINED, ALONE)
    archive.entity_editor.take_back([archive.entity_editor.kept()[0].number])
    assert names(archive, "org") == {FULL, "PHA"}
    bring(archive, ALONE + " Rain.")
    assert names(archive, "org") == {FULL, "PHA"}
    archive.undo()
    assert names(archive, "org") == {FULL}
    archive.redo()
    assert names(archive, "org") == {FULL, "PHA"}


def test_a_form_in_two_words_hinders_none_of_one(archive: Archive) -> None:
    bring_together(
        archive,
        "Shares of Huawei Technologies Co. rose in London. Huawei Technologies Co. was late.",
        "Huawei Technologies was late in Oslo, said Huawei Technologies.",
        "Shares of Huawei Technologies Co. Ltd. fell in Rome.",
    )
    assert "Huawei Technologies Co." not in names(archive, "org")
    assert "Huawei Technologies" in names(archive, "org")


def test_the_readers_edits_come_first(archive: Archive) -> None:
    bring(archive, ALONE, OTHER.replace("(PHA)", "").replace("PHA", "club"))
    archive.entity_editor.apply([merge_edit(entity(archive, "PHA"), entity(archive, "London"))])
    bring(archive, DEFINED)
    assert "PHA" not in archive.entity_editor.rules().partition("London")[2]
    assert [one.by for one in archive.entity_editor.kept()] == ["reader"]


def test_files_of_edits_hold_the_readers_alone(archive: Archive) -> None:
    bring(archive, DEFINED, ALONE)
    assert "PHA" not in archive.entity_editor.rules()


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("TPP", "Trans-Pacific Partnership", True),
        ("JCPOA", "Joint Comprehensive Plan of Action", True),
        ("N.R.A.", "National Rifle Association", True),
        ("UKIP", "UK Independence Party", True),
        ("FDIC", "Federal Deposit Insurance Corp", True),
        ("VA", "Veterans Affairs Department", True),
        ("HHS", "Department of Health and Human Services", True),
        ("NASA", "NASA’s Aerospace Safety Advisory", False),
        ("AARP", "AARP Foundation", False),
        ("MIAMI", "Miami University", False),
        ("BRCA", "Better Care Reconciliation Act", False),
    ],
)
def test_the_words_of_an_expansion_have_the_letters(short: str, name: str, expected: bool) -> None:
    assert spelled_by(short, name) is expected


def test_a_place_is_called_as_the_texts_call_it(archive) -> None:
    """The lists know the Vatican as the Holy See; an archive calls it as its texts mostly do."""
    bring(archive, "Marta Ostrander flew to the Vatican. The Vatican was silent in Rome.")
    assert "Vatican" in names(archive, "place")
    assert "Holy See" not in names(archive, "place")
    assert archive.search('place:"Vatican"').paragraphs == 1
    assert archive.search("place:vatican").paragraphs == 1
    bring(archive, "Marta Ostrander left the Holy See. The Vatican and the Holy See are in Rome.")
    assert "Vatican" in names(archive, "place")
    bring(archive, "Marta Ostrander saw the Holy See. The Holy See is in Rome.")
    assert "Holy See" in names(archive, "place")
    assert "Vatican" not in names(archive, "place")
    assert archive.search("place:vatican").paragraphs == 3


def test_a_name_that_is_given_back_is_what_texts_call_it_by_then(archive) -> None:
    bring(archive, "Marta Ostrander flew to TAMPA and OSLO on Monday.")
    bring(archive, "Marta Ostrander drove to Tampa on Friday, and left Tampa again.")
    (tampa,) = (one for one in archive.entities("tampa") if one.name == "Tampa")
    archive.entity_editor.apply([rename_edit(tampa, "Cigar City")])
    bring(archive, "Marta Ostrander came back to Tampa on Monday.")
    assert "Cigar City" in names(archive, "place")
    archive.undo()
    assert "Tampa" in names(archive, "place")
    archive.redo()
    (kept,) = (one for one in archive.entity_editor.kept() if one.by == "reader")
    archive.entity_editor.take_back([kept.number])
    assert "Tampa" in names(archive, "place")
    assert not {"TAMPA", "Cigar City"} & names(archive, "place")
    assert archive.check() == []


def test_a_name_met_in_capitals_is_written_as_texts_write_it(archive) -> None:
    bring(archive, "Marta Ostrander flew to TAMPA and OSLO on Monday.")
    assert "TAMPA" in names(archive, "place")
    bring(archive, "Marta Ostrander drove to Tampa on Friday, and left Tampa again.")
    assert "Tampa" in names(archive, "place")
    assert "TAMPA" not in names(archive, "place")
    assert archive.check() == []


def test_an_organisation_is_spelled_as_texts_spell_it(archive) -> None:
    bring(archive, "Marta Ostrander spoke to NATO in Oslo. NATO agreed, and WHO did not.")
    assert {"NATO", "WHO"} <= names(archive, "org")
    assert archive.check() == []


def test_every_label_stands_in_a_text(archive) -> None:
    texts = [
        "Burma and the EU met in London. The UAE and the IMF were there, as was the WTO.",
        "In the Vatican and in Swaziland, NATO said, the UN had failed. WHO and OAS agreed.",
        "The European Union rose. The EU fell. Holland and Britain looked on from Macao.",
    ]
    bring(archive, *texts)
    every = " ".join(texts).casefold()
    for kind in ("place", "org"):
        assert names(archive, kind)
        assert [name for name in names(archive, kind) if name.casefold() not in every] == []


def test_what_the_reader_called_a_place_stays(archive) -> None:
    bring(archive, "Marta Ostrander flew to the Vatican. The Vatican was silent in Rome.")
    (vatican,) = archive.entity_editor.entities("vatican", kind="place")
    archive.entity_editor.apply([rename_edit(vatican, "The Curia")])
    bring(archive, "Marta Ostrander left the Vatican. The Vatican is in Rome.")
    assert "The Curia" in names(archive, "place")
    assert not {"Vatican", "Holy See"} & names(archive, "place")


def test_initials_are_written_in_two_ways(archive) -> None:
    bring(archive, "J. K. Rowling met Marta Ostrander in London.")
    bring(archive, "J.K. Rowling met Marta Ostrander in Paris.")
    assert len([name for name in names(archive, "person") if "Rowling" in name]) == 1
    for query in ("person:rowling", 'person:"J. K. Rowling"', 'person:"J.K. Rowling"'):
        assert archive.search(query).paragraphs == 2


WHOSE = "Angela Merkel met Emmanuel Macron in Berlin. Later Merkel flew to Paris."
BARE = "“We can do this,” Ms. Merkel told reporters in London."


def test_a_surname_nobody_introduces_is_that_of_the_one_who_has_it(archive: Archive) -> None:
    bring(archive, WHOSE, BARE)
    assert "Merkel" in names(archive, "person")
    bring(archive, WHOSE.replace("Paris", "Rome"))
    assert archive.search('person:"Angela Merkel"').paragraphs == 3
    assert "Merkel" not in names(archive, "person")
    assert [(str(one.edit), one.by) for one in archive.entity_editor.kept()] == [
        ("merge Merkel into Angela Merkel", "archive")
    ]


def test_a_namesake_unsettles_a_surname(archive: Archive) -> None:
    bring(archive, WHOSE, WHOSE.replace("Paris", "Bonn"), BARE)
    assert "Merkel" not in names(archive, "person")
    bring(archive, "Hans Merkel sang in Vienna. Later Merkel flew to Rome.")
    assert "Merkel" in names(archive, "person")
    assert not archive.entity_editor.kept()
    bring(archive, *[WHOSE.replace("Paris", town) for town in ("Rome", "Oslo", "Bern", "Kiev")])
    bring(archive, *[WHOSE.replace("Paris", town) for town in ("Cairo", "Madrid")])
    assert "Merkel" not in names(archive, "person")
    assert archive.search('person:"Hans Merkel"').paragraphs == 1


@pytest.mark.parametrize(
    ("rare", "usual"),
    [
        ("Edward Ostrander", "Ted Ostrander"),
        ("Joseph R. Ostrander", "Joe Ostrander"),
        ("Marta Penhallow Ostrander", "Marta Ostrander"),
        ("Bashar Ostrander", "Bashar al-Ostrander"),
    ],
)
def test_one_is_one_under_each_name(archive: Archive, rare: str, usual: str) -> None:
    often = [f"On day {day}, {usual} flew to Oslo." for day in range(20)]
    bring(archive, "\n\n".join(often), f"Then {rare} met Alasdair Penhallow in London.")
    assert names(archive, "person") == {usual, "Alasdair Penhallow"}
    assert archive.search(f'person:"{rare}"').paragraphs == 21
    assert archive.check() == []


def test_whom_articles_call_by_both_names_is_one(archive: Archive) -> None:
    bring(archive, "\n\n".join(f"Day {day}: Kenneth Ostrander was here." for day in range(22)))
    bring(archive, "\n\n".join(f"Day {day}: Ken Ostrander was in Rome." for day in range(22)))
    assert {"Ken Ostrander", "Kenneth Ostrander"} <= names(archive, "person")
    both = "Kenneth Ostrander was late. “Call me Ken Ostrander,” he said in Paris."
    bring(archive, both, both.replace("Paris", "Bonn"))
    assert len({one for one in names(archive, "person") if "Ostrander" in one}) == 1


@pytest.mark.parametrize(
    ("formal", "others", "is_one"),
    [
        ("Joseph R. Ostrander Jr.", (), True),
        ("Joseph R. Ostrander III", (), True),
        ("Joseph Ostrander Jr.", (), False),
        ("Marta R. Ostrander Jr.", (), False),
        ("Joseph R. Ostrander Jr.", ("Joseph K. Ostrander met Edwina Nobody in Oslo.",), False),
        ("Joseph R. Ostrander Jr.", ("Joseph R. Ostrander Sr. met Edwina Nobody.",), False),
        ("Joseph R. Ostrander Jr.", ("Joseph Ostrander saw Joseph R. Ostrander Jr. off.",), False),
        ("Joseph R. Ostrander Jr.", ("Edwina Ostrander went to Oslo.",) * 8, False),
    ],
)
def test_a_generation_makes_no_other_person_unless_something_says_so(
    archive: Archive, formal: str, others: tuple[str, ...], is_one: bool
) -> None:
    often = [f"On day {day}, Joe Ostrander flew to Oslo." for day in range(20)]
    bring(archive, "\n\n".join(often), f"Then {formal} met Alasdair Penhallow in London.")
    bring(archive, *others)
    assert (formal not in names(archive, "person")) is is_one
    assert archive.check() == []


@pytest.mark.parametrize(
    "other",
    ["Edwina Ostrander", "Ted Ostrander Jr.", "Edward Penhallow", "Edward K. Ostrander"],
)
def test_others_stay_others(archive: Archive, other: str) -> None:
    often = [f"On day {day}, Ted B. Ostrander flew to Oslo." for day in range(20)]
    bring(archive, "\n\n".join(often), f"Then {other} met Marta Nobody in London.")
    assert other in names(archive, "person")


def test_a_given_name_is_nobodys_surname(archive: Archive) -> None:
    bring(archive, "Rand Paul met Marta Ostrander in London. Later Paul flew to Rome.")
    bring(
        archive, "Paul Ryan met Marta Ostrander in Paris.", "“I am tired,” Mr. Paul said in Bonn."
    )
    assert {"Rand Paul", "Paul Ryan", "Mr. Paul"} <= names(archive, "person")


def test_what_a_list_knows_an_acronym_to_be_is_no_namesake(archive: Archive) -> None:
    bring(
        archive,
        "The NRA said no in Ohio. The National Rifle Association left.",
        "The N.R.A. met in Texas.",
        "The NRA will meet again in Utah.",
        "The National Restaurant Association (NRA) met in Maine.",
        "The National Restaurant Association met in Iowa.",
    )
    found = names(archive, "org")
    assert "National Restaurant Association" in found
    assert found & {"NRA", "National Rifle Association"}


def test_a_firm_that_is_called_by_letters_is_no_committee_of_them(archive: Archive) -> None:
    bring(
        archive,
        "The National Ferry Commission met in Maine. The National Ferry Commission left.",
        "NFC Corp sold shares in Tokyo. NFC Corp said it had agreed to more.",
        "NFC Corp will meet again in Utah, NFC Corp said.",
        "Nobody came, the NFC said in Ohio. The NFC will wait.",
    )
    assert archive.search('org:"National Ferry Commission"').paragraphs == 1


def test_an_acronym_is_no_relative(archive: Archive) -> None:
    full = "Kim Jong Un spoke in Pyongyang on day {day}. Kim Jong Un left."
    bring(archive, *(full.format(day=day) for day in range(6)))
    bring(archive, "The U.N. said no.", "The U.N said no in Geneva.", "The UN met in New York.")
    (count,) = [one.count for one in archive.entity_editor.entities() if "Kim" in one.name]
    assert count == 6


def test_nobody_is_given_a_name_that_is_merged_into_another(archive: Archive) -> None:
    see, bank = Found(1, "org", "Holy See"), Found(3, "org", "Vatican Bank")
    merge = merge_edit(Found(2, "org", "Vatican"), bank)
    called, plain = rename_edit(see, "Vatican"), rename_edit(see, "Holy Chair")

    def settled(merges: list[Edit], before: EditIndex) -> merge_plan._Settled:
        with (
            patch.object(merge_plan, "settled", lambda *_: merges),
            patch.object(merge_plan, "settled_labels", lambda *_: [called, plain]),
        ):
            return merge_plan._Settling(archive._database.connection, before).settled({"vatican"})

    before = EditIndex()
    assert settled([merge], before).wanted == {merge, plain}
    assert settled([], before).wanted == {called, plain}
    # Nor does anybody keep it, or get it, while that merge is kept and not looked at.
    before.update([KeptEdit(1, called, "", "archive")])
    assert called in settled([merge], before).looked_at
    before.update([KeptEdit(2, merge_edit(bank, Found(2, "org", "Vatican")), "", "archive")])
    assert settled([], before).wanted == {plain}


def test_an_office_is_no_relative() -> None:
    office, trump = Found(1, "org", "Justice"), Found(2, "org", "Trump")
    people = Found(3, "person", "Jim Justice"), Found(4, "person", "Donald Trump")
    alone = lone_surnames.lone_surnames([office, trump, *people], {"justice": [3], "trump": [4]})
    assert list(alone) == [(trump, [people[1]])]


def _alike(often: dict[Who, int]) -> set[tuple[str, str]]:
    """Which of some entities, that stand so often, are another of them; by their types."""
    every = [Found(number, *who) for number, who in enumerate(often)]
    times = dict(enumerate(often.values()))
    return {(one.type, by.type) for one, by in same_label(every, times)}


def test_what_is_nearly_always_a_town_is_the_town() -> None:
    town: Who = ("place", "Porthaven")
    person: Who = ("person", "Porthaven")
    org: Who = ("org", "PORTHAVEN")
    assert _alike({town: 10, person: 2, org: 1}) == {("person", "place"), ("org", "place")}
    assert _alike({town: 9, person: 2}) == set()
    assert _alike({person: 10, town: 1}) == set()


def test_a_town_and_its_club_are_two() -> None:
    assert _alike({("org", "Liverpool"): 50, ("place", "Liverpool"): 2}) == set()


def test_nobody_is_called_as_organisations_alone_are() -> None:
    assert _alike({("org", "ISIS"): 375, ("person", "ISIS"): 22}) == {("person", "org")}
    assert _alike({("org", "Islamic State"): 375, ("person", "ISIS"): 22}) == {("person", "org")}
    assert _alike({("org", "ISIS"): 375, ("person", "Isis"): 22}) == set()
    assert _alike({("org", "Amazon"): 54, ("place", "Amazon"): 6}) == set()
    assert _alike({("place", "Ferguson"): 65, ("person", "Ferguson"): 1}) == set()


def test_a_lone_mention_follows_what_the_archive_knows(archive: Archive) -> None:
    often = {"place": 10, "person": 1}

    def recognised(kind: EntityType) -> list[Mention]:
        return [Mention(0, 9, kind, "Porthaven", 0.9)]

    with patch.object(ArticleRecogniser, "recognise") as found:
        found.side_effect = lambda articles: [
            [
                recognised("person" if "terminal" in text else "place")
                if "Porthaven" in text
                else []
                for text in article
            ]
            for article in articles
        ]
        bring_together(
            archive, *(f"Porthaven is dear on day {day}." for day in range(often["place"]))
        )
        bring(archive, "Porthaven’s terminal is new.")
    (one,) = archive.entity_editor.entities()
    assert (one.type, one.count) == ("place", sum(often.values()))


def test_what_a_lone_mention_follows_goes_by_what_texts_call_it(archive: Archive) -> None:
    see = Found(1, "org", "Holy See")
    merge, called = merge_edit(Found(2, "person", "Vatican"), see), rename_edit(see, "Vatican")
    with (
        patch.object(merge_plan, "settled", lambda *_: [merge]),
        patch.object(merge_plan, "settled_labels", lambda *_: [called]),
    ):
        settling = merge_plan._Settling(archive._database.connection, EditIndex())
        led = merge_edit(Found(2, "person", "Vatican"), Found(1, "org", "Vatican"))
        assert settling.settled({"vatican"}).wanted == {led, called}


def test_merges_of_one_name_and_several_types_come_in_one_order() -> None:
    person, org, place = (Found(1, kind, "Rolling Stone") for kind in get_args(EntityType))
    merges = [merge_edit(person, org), merge_edit(place, org), merge_edit(person, place)]
    assert len({*map(str, merges)}) == 1
    ordered = [sorted(some, key=merge_plan.in_order) for some in permutations(merges)]
    assert all(some == ordered[0] for some in ordered)


WORD = "{} Wise met Emmanuel Macron in {}."


def test_a_surname_that_is_a_word_is_not_settled_by_a_few_mentions(archive: Archive) -> None:
    bring(archive, *(WORD.format("Tim", town) for town in ("Paris", "Rome", "Oslo", "Bern")))
    bring(archive, "In London Mr. Tim Frost met Wise on Friday, and Wise told him to go.")
    assert not [one for one in archive.entity_editor.kept() if one.edit.name == "Wise"]
    assert archive.search('person:"Tim Wise"').paragraphs == 4


@pytest.mark.parametrize("word", ["Justice", "Judge"])
def test_an_office_is_nobodys_surname_across_articles(word: str) -> None:
    full, bare = Found(1, "person", f"Jim {word}"), Found(2, "person", word)
    names = cross_article_merge.Names([full, bare], [], [full], {}, {word.casefold(): [1]})
    nothing = Evidence(lambda *_: (0, 0), lambda _: [], lambda _: Told())
    facts = cross_article_merge.Facts(lambda _: {1: 90, 2: 3}, lambda _: 20, nothing)
    assert not cross_article_merge.settled(names, facts)


def test_a_surname_of_several_words_is_that_of_the_one_who_has_it(archive: Archive) -> None:
    full = "Bill de Ostrander met Angela Merkel in {}."
    bring(archive, *(full.format(town) for town in ("Paris", "Rome")))
    bring(archive, "In London Mayor De Ostrander said nothing. De Ostrander then left.")
    assert archive.search('person:"Bill de Ostrander"').paragraphs == 3
    assert [str(one.edit) for one in archive.entity_editor.kept()] == [
        "merge De Ostrander into Bill de Ostrander"
    ]
    # Nor is it settled any less when it is looked at again.
    bring(archive, full.format("Kyoto"))
    assert archive.search('person:"Bill de Ostrander"').paragraphs == 4
    bring(archive, *(full.format(town).replace("Bill", "Anna") for town in ("Oslo", "Bern")))
    assert not archive.entity_editor.kept()
    assert archive.search('person:"Bill de Ostrander"').paragraphs == 3
