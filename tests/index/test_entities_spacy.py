"""spaCy as the engine for names: the loading path, and what is told when it is not there."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from index import Archive, NutgrafError, ReadOptions, RecogniserSettings
from index.entities.spacy_tagger import SpacyRecogniser

TEXT = "Marta Ostrander met the Dock Workers in Porthaven on Friday.\n\nOstrander left early."


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A pipeline that knows three names, as a folder that spaCy loads."""
    spacy: Any = pytest.importorskip("spacy", reason="spaCy, an extra, is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Marta Ostrander"},
            {"label": "ORG", "pattern": "the Dock Workers"},
            {"label": "GPE", "pattern": "Porthaven"},
            {"label": "DATE", "pattern": "Friday"},
        ]
    )
    pipeline.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_an_import_uses_the_pipeline_and_settles_who_is_meant(model: str, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text(f"Talks at the harbour\n\n{TEXT}\n", "utf-8")
    options = ReadOptions(engine=RecogniserSettings(engine="spacy", model=model))
    with Archive.open(tmp_path / "a.db") as archive:
        report = archive.add([tmp_path / "news"], options)
        assert (report.new, report.skipped) == (1, [])
        found = {(one.type, one.name) for one in archive.entity_editor.entities()}
        assert found == {
            ("person", "Marta Ostrander"),
            ("org", "Dock Workers"),
            ("place", "Porthaven"),
        }
        assert archive.search('person:"Marta Ostrander"').paragraphs == 2


def test_a_missing_model_gives_the_command_that_installs_it() -> None:
    pytest.importorskip("spacy", reason="spaCy, an extra, is not installed")
    with pytest.raises(NutgrafError) as caught:
        SpacyRecogniser("en_core_web_none")
    assert "python -m spacy download en_core_web_none" in str(caught.value)


def test_without_spacy_nothing_is_read_and_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    importlib.invalidate_caches()
    (tmp_path / "one.txt").write_text(f"Talks\n\n{TEXT}\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        with pytest.raises(NutgrafError) as caught:
            archive.add(
                [tmp_path / "one.txt"], ReadOptions(engine=RecogniserSettings(engine="spacy"))
            )
        assert 'pip install "nutgraf[spacy]"' in str(caught.value)
        assert archive.stats().articles == 0


def test_an_engine_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(NutgrafError, match="Did you mean spacy"):
        RecogniserSettings(engine="spaci")
    with pytest.raises(NutgrafError, match="only spaCy takes one"):
        RecogniserSettings(model="en_core_web_sm")
