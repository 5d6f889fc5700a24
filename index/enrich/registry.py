"""The derived stages, in the order in which they are gone through: each after those it rests on."""

from __future__ import annotations

from index.enrich.copies_stage import CopiesStage
from index.enrich.furniture_stage import FurnitureStage
from index.enrich.languages_stage import LanguagesStage
from index.enrich.merges import MergesStage
from index.enrich.names import NamesStage
from index.enrich.quotes_stage import QuotesStage
from index.enrich.stage import Stage
from index.enrich.stories_stage import StoriesStage
from index.entities.backends import RecogniserSettings


def stages(engine: RecogniserSettings | None = None, *, helped: bool = False) -> tuple[Stage, ...]:
    """The stages of an archive; names are found by an engine, the program's own unless told. Those
    that are `helped` have a second process where there is much to do.
    """
    return (
        NamesStage(engine, helped=helped),
        QuotesStage(helped=helped),
        MergesStage(),
        FurnitureStage(),
        CopiesStage(),
        StoriesStage(helped=helped),
        LanguagesStage(),
    )


def beside_names() -> tuple[Stage, ...]:
    """Those that new texts go through once an import has found the names in them; whoever imports
    waits for them.
    """
    return tuple(stage for stage in stages(helped=True) if stage.name != NamesStage.name)
