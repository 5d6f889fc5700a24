"""Labels that a model gave to news, made fit to learn from."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from corpora import pieces, spaced
from label_votes import ARTICLES, Line, corpus_types
from silver_data import silver_data

Label = tuple[str, str]


def line(text: str, *labels: Label) -> Line:
    """A text of words between blanks, with names of one word and their types."""
    words = text.split(" ")
    spans = [(words.index(name), words.index(name) + 1, kind) for name, kind in labels]
    return Line(words, [at == 0 for at in range(len(words))], spans)


def learnt(path: Path, articles: Sequence[Sequence[tuple[str, list[Label]]]]) -> list[set[Label]]:
    """The names of each article as training has them, after labels by the first place of each."""
    with gzip.open(path, "wt", encoding="utf-8") as handle:
        for number, article in enumerate(articles):
            texts = [
                (t, [(t.index(name), t.index(name) + len(name), kind) for name, kind in labels])
                for t, labels in article
            ]
            handle.write(json.dumps({"id": str(number), "texts": texts}) + "\n")
    return [
        {(text.text[a:b], kind) for text in article for a, b, kind in text.spans}
        for article in silver_data(path)
    ]


def test_a_type_counts_once_an_article_and_only_where_nearly_all_agree() -> None:
    said = line("we met Quayvor there", ("Quayvor", "org"))
    other = line("we met Quayvor there", ("Quayvor", "person"))
    assert corpus_types([[said]] * ARTICLES) == {("quayvor",): "org"}
    assert corpus_types([[said] * ARTICLES]) == {}
    assert corpus_types([[said], [other]] * ARTICLES) == {}


def test_a_word_that_is_mostly_no_name_is_not_taken_for_one() -> None:
    named, bare = line("the Fair opened", ("Fair", "org")), line("the Fair opened")
    assert corpus_types([[named]] * ARTICLES + [[bare]] * 2) == {("fair",): "org"}
    assert corpus_types([[named]] * ARTICLES + [[bare]] * ARTICLES) == {}


def test_what_the_corpus_agrees_about_holds_where_a_model_erred_doubted_or_saw_nothing(
    tmp_path: Path,
) -> None:
    text = "It was said that Quayvor will pay for it."
    articles = [[(text, [("Quayvor", kind)])] for kind in ["org"] * 30 + ["person", "doubtful"]]
    found = learnt(tmp_path / "labels.jsonl.gz", [*articles, [(text, [])]])
    assert found == [{("Quayvor", "org")}] * 33


def test_an_article_that_names_a_person_in_full_knows_better(tmp_path: Path) -> None:
    text = "It was said that Quayvor will pay for it."
    own = [("We met Amelia Quayvor there.", [("Amelia Quayvor", "person")]), (text, [])]
    found = learnt(tmp_path / "labels.jsonl.gz", [[(text, [("Quayvor", "org")])]] * 30 + [own])
    assert found[-1] == {("Amelia Quayvor", "person"), ("Quayvor", "person")}


def test_letters_behind_an_article_are_no_place(tmp_path: Path) -> None:
    asked = [("They asked the VZ for more.", [("VZ", "place")])]
    lived = [("They lived in the UK for a year.", [("UK", "place")])]
    assert learnt(tmp_path / "labels.jsonl.gz", [asked, lived]) == [
        {("VZ", "org")},
        {("UK", "place")},
    ]


def test_marked_pieces_keep_their_names_when_blanks_are_put_between_their_tokens(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pieces.txt"
    path.write_text("# [[LOC Ostrov]]'s [[PER Al-Quay]], 4\n(the [[ORG QDL]])\n# More\n", "utf-8")
    articles = list(pieces(path))
    named = [[(t.text[a:b], kind) for t in one for a, b, kind in t.spans] for one in articles]
    assert named == [[("Ostrov", "place"), ("Al-Quay", "person"), ("QDL", "org")], []]
    again = [
        [(t.text[a:b].replace(" ", ""), kind) for t in one for a, b, kind in t.spans]
        for one in spaced(articles)
    ]
    assert again == named
    assert [text.text for text in articles[0]] == ["Ostrov's Al-Quay, 4", "(the QDL)"]
