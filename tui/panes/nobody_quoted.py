"""What stands in the ledger where it is empty: how many quotes a key would lead to."""

from __future__ import annotations

from textual.content import Content

from tui import present
from tui.keymap import Keymap
from tui.ledger_scope import Elsewhere


def nobody_quoted(keymap: Keymap, elsewhere: Elsewhere, lacking: str) -> Content:
    """The words of an empty ledger; `lacking` says which texts were not gone through."""
    ways = (
        ("quotes.indirect", elsewhere.reported, "reported without quotation marks"),
        ("quotes.scope", elsewhere.everywhere, "in all of the archive"),
    )
    words = Content.assemble(("Nobody is quoted.", present.HEADLINE))
    lines = [
        Content.assemble(
            (f"{keymap.sign(key):>2} ", present.KEY),
            (f" {present.plural(count, 'quote')} {where}", present.QUIET),
        )
        for key, count, where in ways
        if count
    ]
    told = [*lines, Content(lacking)] if lacking else lines
    return Content("\n").join([words, Content(""), *told]) if told else words
