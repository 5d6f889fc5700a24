"""The words of RTF that are signs, begin destinations, or say what holds within a group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.ingest.readers.documents.rtf_flow import Flow

SIGNS = {
    "tab": "\t",
    "line": " ",
    "softline": " ",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
SYMBOLS = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
# Destinations that are no part of the text, though not marked as ones that need not be known.
LEFT_OUT = frozenset(
    "fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl"
    " pict nonshppict objdata fldinst datafield listtext"
    " pntext pntxta pntxtb sp shprslt nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn"
    " atnid atnauthor atndate atnref atnicn xe rxe txe tc tcn bkmkstart bkmkend template"
    " private1 background panose falt".split()
)
# Those that hold text though they are marked so.
KNOWN = frozenset("footnote shpinst do ud nesttableprops".split())
HEADS = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
BOXES = frozenset({"shptxt", "dptxbxtext"})
SAID = frozenset({"title", "author", "keywords", "creatim", "revtim"})
_HIDING = {
    "deleted": "is_deleted",
    "mvf": "is_moved",
    "v": "is_hidden",
    "strike": "is_struck",
    "striked": "is_struck",
}
RAISED = {
    "super": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_PLACES = {"super": "super", "up": "super", "sub": "sub", "dn": "sub"}
PARAGRAPH_ENDS = frozenset({"par", "page", "sect", "column"})
ENDS = PARAGRAPH_ENDS | {"cell", "row", "nestcell", "nestrow"}
_DEEPEST_TABLE = 100


@dataclass(slots=True)
class Group:
    """What holds within a group, and is forgotten behind it."""

    flow: Flow
    ends: Callable[[], None] | None = None
    is_left_out: bool = False
    is_deleted: bool = False
    is_moved: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    is_told: bool = False
    raised: str = ""
    encoding: str = ""
    fallback: int = 1
    style: int = 0
    level: int = -1
    depth: int = 0
    is_first: bool = True
    is_starred: bool = False
    destination: str = ""

    @property
    def is_unseen(self) -> bool:
        """Whether text in it is not shown, nor the ends of paragraphs."""
        return self.is_left_out or self.is_deleted or self.is_moved or self.is_hidden

    def take(self, word: str, number: int | None) -> bool:
        """Take what a word says of the text to come; False where it says nothing of that."""
        if word in _HIDING:
            setattr(self, _HIDING[word], number != 0)
            self.is_told = False
        elif word in _PLACES:
            self.raised = _PLACES[word] if number != 0 else ""
        elif word == "nosupersub":
            self.raised = ""
        elif word == "plain":
            self.is_deleted = self.is_moved = self.is_hidden = self.is_struck = False
            self.raised, self.encoding = "", ""
        elif word == "pard":
            self.begin_paragraphs()
        elif word == "s":
            self.style = self.flow.style = number or 0
        elif word == "outlinelevel":
            self.level = number or 0
        elif word == "intbl":
            self.depth = max(self.depth, 1)
        elif word == "itap":
            self.depth = min(max(number or 0, 0), _DEEPEST_TABLE)
        elif word == "uc":
            self.fallback = max(number or 0, 0)
        else:
            return self._take_of_note(word)
        return True

    def begin_paragraphs(self) -> None:
        """Forget what held for the paragraphs before."""
        self.style, self.level, self.depth = 0, -1, 0

    def _take_of_note(self, word: str) -> bool:
        if word == "chftn":
            self.flow.has_number = True
        elif word == "ftnalt":
            self.flow.is_at_end = True
        return word in ("chftn", "ftnalt")
