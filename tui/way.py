"""The way one has come: back and forward over what was looked at, as a tree that is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from index import Hop
from tui.view import View

if TYPE_CHECKING:
    from index import HopKind, Scope, Sort


def view_of(hop: Hop) -> View:
    """What a hop looked at."""
    sort, scope = cast("Sort | None", hop.sort or None), cast("Scope | None", hop.scope or None)
    return View(hop.text, hop.filters, sort, scope)


def _search(number: int, parent: int | None, view: View) -> Hop:
    return Hop(
        number=number,
        parent=parent,
        kind="search",
        query=view.query,
        text=view.text,
        filters=view.filters,
        sort=view.sort or "",
        scope=view.scope or "",
    )


def _parent(hop: Hop) -> int | None:
    """What is kept as made from a hop: where nothing was looked for, a way begins."""
    return None if hop.is_everything else hop.number


def _place(hop: Hop) -> tuple[View, int | None]:
    """What is looked at, in any order: what was opened out of a list is not found where one is."""
    return replace(view_of(hop), sort=None), hop.paragraph if hop.kind == "aside" else None


def _now() -> int:
    """Microseconds, as hops are numbered."""
    return time.time_ns() // 1000


class Way:
    """Where one stands in the tree of what was looked at. Going back and on from there begins a new
    branch; the old one is kept. `keep` is called for hops that are new or known better.
    """

    def __init__(self, keep: Callable[[Hop], object] = lambda _hop: None) -> None:
        self._keep = keep
        self._began = _now()
        start = _search(0, None, View())
        self._hops: dict[int, Hop] = {0: start}
        self._after: dict[int, int] = {}
        """From each hop the one that was gone to last."""
        self._origins: dict[int, int] = {}
        """What hops were come to from that have no parent that is kept, and all of this session."""
        self.here = start

    @property
    def view(self) -> View:
        return view_of(self.here)

    def is_at(self, view: View) -> bool:
        """Whether this is where one stands. Whether copies have rows of their own makes no place:
        everything is looked at so.
        """
        return replace(view, fold=True) == self.view

    def is_elsewhere(self, number: int) -> bool:
        """Whether a hop was made since this session began, and not in it."""
        return number >= self._began and number not in self._origins

    def remember(self, hops: Iterable[Hop]) -> None:
        """Those of earlier sessions: where this one begins, the last of them lies behind. What
        others make meanwhile can be gone to and lies in nobody's way.
        """
        known = {hop.number: hop for hop in hops}
        for hop in known.values():
            self._hops.setdefault(hop.number, hop)
            if hop.parent is not None and not self.is_elsewhere(hop.number):
                self._after.setdefault(hop.parent, hop.number)
        earlier = sorted(number for number in known if number < self._began)
        for before, number in pairwise(earlier):
            if known[number].parent is None:  # begun after the way before
                self._origins.setdefault(number, before)
        if earlier:
            self._begin_behind(earlier[-1])

    def _begin_behind(self, last: int) -> None:
        if self._hops[0].parent is None:
            self._hops[0] = replace(self._hops[0], parent=last)
            self._after.setdefault(last, 0)
            if self.here.number == 0:
                self.here = self._hops[0]

    def visit(self, view: View) -> bool:
        """Go on to a view. False if one is there already, or it is the same in another order: that
        is no step.
        """
        if replace(view, fold=True, sort=self.view.sort) == self.view:
            if not self.is_at(view):
                self._sort(view)
            return False
        self._keep_if_known(self.here)
        self._go(_search(self._number(), _parent(self.here), view), self.here.number)
        return True

    def _sort(self, view: View) -> None:
        """Have what is looked at, and what was opened in it, in the order of a view."""
        hop = self.here
        while True:
            hop = self._hops[hop.number] = replace(hop, sort=view.sort or "")
            self._keep_if_known(hop)
            if hop.kind == "search":
                break
            hop = self._made_from(hop)
        self.here = self._hops[self.here.number]

    def read(self, paragraph: int, reference: str, label: str) -> None:
        """A paragraph was opened in what is looked at."""
        if self.here.kind == "read" and self.here.paragraph == paragraph:
            return
        self._go_reading("read", self._search_of(self.here), paragraph, reference, label)

    def aside(self, paragraph: int, reference: str, label: str, beside: str) -> None:
        """A paragraph was opened out of a list, from where the article with the id `beside` stood
        in the reader.
        """
        if self.here.kind != "search" and self.here.paragraph == paragraph:
            return
        origin = self.here
        while origin.kind != "search" and not origin.reference.startswith(f"{beside}:"):
            origin = self._made_from(origin)
        self._go_reading("aside", origin, paragraph, reference, label)

    def _go_reading(
        self, kind: HopKind, origin: Hop, paragraph: int, reference: str, label: str
    ) -> None:
        hop = replace(
            _search(self._number(), _parent(origin), self.view),
            kind=kind,
            paragraph=paragraph,
            reference=reference,
            label=label,
        )
        self._go(hop, origin.number)

    def _search_of(self, hop: Hop) -> Hop:
        """The search in which a hop stands."""
        while hop.kind != "search":
            hop = self._made_from(hop)
        return hop

    def _made_from(self, hop: Hop) -> Hop:
        """The hop before one; the start where it was forgotten."""
        before = self._before(hop)
        return self._hops.get(0 if before is None else before, self._hops[0])

    def row_of(self, hop: Hop) -> int | None:
        """The paragraph under the cursor where a hop stands: what was opened out of a list was
        opened beside it.
        """
        while hop.kind == "aside":
            hop = self._made_from(hop)
        return hop.paragraph

    def _number(self) -> int:
        return max(_now(), max(self._hops) + 1)

    def _go(self, hop: Hop, origin: int) -> None:
        self._hops[hop.number] = self.here = hop
        self._after[origin] = hop.number
        self._origins[hop.number] = origin
        self._keep_if_known(hop)

    def stand(self, view: View, paragraph: int | None) -> None:
        """Note which paragraph is current, if `view` is where one stands."""
        if self.is_at(view) and self.here.kind == "search":
            self._change(replace(self.here, paragraph=paragraph))

    def found(self, view: View, count: int) -> None:
        """Note how many paragraphs were found, if `view` is where one stands. What comes later is
        no part of how something was found.
        """
        if self.is_at(view) and self.here.kind == "search" and self.here.found is None:
            self._change(replace(self.here, found=count))
            self._keep_if_known(self.here)

    def _change(self, hop: Hop) -> None:
        self._hops[hop.number] = self.here = hop

    def _keep_if_known(self, hop: Hop) -> None:
        if not hop.is_everything:
            self._keep(hop)

    def step(self, by: int) -> Hop | None:
        """Go back (-1) or forward (1) to the next hop at which something else is looked at; None at
        either end.
        """
        hop, place, seen = self.here, _place(self.here), set[int]()
        while True:
            following = self._before(hop) if by < 0 else self._after.get(hop.number)
            if following is None or following in seen or following not in self._hops:
                return None
            seen.add(following)
            if by < 0:
                self._after[following] = hop.number
            hop = self._hops[following]
            if _place(hop) != place:
                self.here = hop
                return hop

    def _before(self, hop: Hop) -> int | None:
        return hop.parent if hop.parent is not None else self._origins.get(hop.number)

    def knows(self, number: int) -> bool:
        """Whether a hop can be gone to."""
        return number in self._hops

    def go(self, number: int) -> Hop | None:
        """Go to any hop; None where there is no such."""
        if (hop := self._hops.get(number)) is not None:
            self.here = hop
        return hop
