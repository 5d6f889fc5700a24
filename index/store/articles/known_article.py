"""Articles that are known, as what comes is compared with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from index.core.dates import instant


@dataclass(slots=True)
class Known:
    """An article of the archive or of this batch: its texts with their metadata, where it was met.

    `texts` are metadata by digest, the newest last; `written` the texts of this batch.
    `records` are the ids that outlets have for it, `press` those of press databases, `told` the
    tags that each program and file gives it; `removed` says that the reader took it out.
    """

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    outlets: set[tuple[str, str]] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    press: set[str] = field(default_factory=set)
    written: dict[str, Sequence[str]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removed: bool = False

    def later(self, captured: str) -> str:
        """The digest of the first text that was captured after a time; "" where there is none, or
        that time is not known.
        """
        taken = instant(captured)
        if taken is None:
            return ""
        for digest, about in self.texts.items():
            other = instant(about.get("captured", ""))
            if other is not None and other > taken:
                return digest
        return ""

    def keep(self, digest: str, about: dict[str, str], before: str = "") -> None:
        """Note a text, before another one or as the newest."""
        later = [*self.texts][[*self.texts].index(before) :] if before else []
        self.texts[digest] = about
        for one in later:
            self.texts[one] = self.texts.pop(one)

    @property
    def newest(self) -> dict[str, str]:
        """The metadata of the newest text; {} when there is none."""
        return next(reversed(self.texts.values()), {})


@dataclass(frozen=True, slots=True)
class State:
    """What a known article is, or was before it changed: its metadata, and what gives its text,
    which is asked for where it decides.
    """

    about: Mapping[str, str]
    text: Callable[[], Sequence[str]]
