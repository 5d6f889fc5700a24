"""Quotations out of the page that an export is: figures, each with its source below."""

from __future__ import annotations

from html.parser import HTMLParser

from index.core.late_patterns import late
from index.export.reading_back import inline_passages
from index.export.reading_back.named_sources import of_caption
from index.export.reading_back.quotation import ID, Passage, Quotation, ReadBack, stated_in

_NAME = late(ID)
_STANDS_NOW = "As it stands now: "
_ID_AT_END = late(rf"(.*\S)\s*[\[(]({ID})[\])][.,;]?")
_IN_LINES = frozenset(
    "a abbr b bdi bdo cite code em i mark q s small span strong sub sup u".split()
)
"""Elements that do not end a paragraph."""
_UNREAD = frozenset("figure h1 script style title".split())


def from_html(text: str) -> ReadBack:
    """The quotations of a page. Words between tags are text, whatever they look like."""
    page = _Page()
    page.feed(text)
    page.close()
    stated = stated_in(page.above) if page.above else 0
    # What an export says of itself comes first.
    own = [one for one in page.own if not (stated and one == page.above.strip())]
    inline = list(inline_passages.of_paragraphs(own, str, inline_passages.NoFootnotes()))
    quoted = [one for one in (*page.blocks, *inline) if isinstance(one, Quotation)]
    unproven = [one for one in (*page.blocks, *inline) if isinstance(one, Passage)]
    return ReadBack(
        form="html",
        quotations=(*page.found, *quoted),
        stated=stated,
        unproven=tuple(unproven),
    )


class _Page(HTMLParser):
    """The figures of a page as they come, by the elements that the export is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Quotation] = []
        self.above = ""
        self.own: list[str] = []
        """The paragraphs that stand outside of figures and block quotes."""
        self.blocks: list[Quotation | Passage] = []
        """The block quotes outside of figures."""
        self._loose = ""
        self._in: list[str] = []
        self._text = ""
        """What was read since the last line began."""
        self._address = ""
        """Where the last link of the line leads."""
        self._own: list[str] = []
        """The parts of the line that stand each by itself."""
        self._words, self._today, self._is_former = "", ("", ""), False
        """What is quoted, what stands there today, with its id, and whether anything is said of
        that."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address = dict(attrs).get("href") or ""
        if tag not in _IN_LINES:
            self._end_loose()
        if tag in ("p", "figcaption"):
            self._text, self._own, self._address = "", [], ""
        elif tag == "bdi":
            self._own.append("")
        elif tag == "figure":
            self._words, self._today, self._is_former = "", ("", ""), False
        if tag not in ("meta", "br"):
            self._in.append(tag)

    def handle_data(self, data: str) -> None:
        self._text += data
        if _UNREAD.isdisjoint(self._in):
            self._loose += data
        if "bdi" in self._in:
            self._own[-1:] = [self._own[-1] + data if self._own else data]

    def close(self) -> None:
        """End what was read, with whatever was left open."""
        super().close()
        self._end_loose()

    def _end_loose(self) -> None:
        """A paragraph outside of figures has ended."""
        words, self._loose = " ".join(self._loose.split()), ""
        if words and "blockquote" in self._in:
            self.blocks.append(_of_block(words))
        elif words:
            self.own.append(words)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _IN_LINES:
            self._end_loose()
        if tag == "p" and "blockquote" in self._in:
            self._words = self._text
        elif tag == "p" and "figure" in self._in:
            if self._text.startswith(_STANDS_NOW):
                self._is_former = True
                if self._own:
                    self._today = self._own[0], self._own[-1] if len(self._own) > 1 else ""
        elif tag == "p" and not self.found:
            self.above = self.above or self._text
        elif tag == "figcaption":
            self._quoted()
        if tag in self._in:
            del self._in[len(self._in) - 1 - self._in[::-1].index(tag) :]

    def _names(self) -> tuple[str, ...]:
        """Outlet, headline and byline, of what stands by itself in a caption."""
        others = (one.startswith("file ") or bool(_NAME.fullmatch(one)) for one in self._own)
        return tuple(one for one, is_other in zip(self._own, others, strict=True) if not is_other)

    def _quoted(self) -> None:
        """A figure that has ended with its source."""
        name = next((one for one in reversed(self._own) if _NAME.fullmatch(one)), "")
        text, today = self._today
        # What has no place of its own has no id: that below is today's.
        has_id = not text or bool(today)
        self.found.append(
            Quotation(
                id=name if has_id else "",
                texts=(self._words,),
                is_former=self._is_former,
                may_be_part=True,
                named=of_caption(self._text, self._names(), self._address),
            )
        )
        if text:
            self.found.append(Quotation(id=today or name, texts=(text,), is_second=True))


def _of_block(words: str) -> Quotation | Passage:
    """What a block quote of the writer's own quotes."""
    found = _ID_AT_END.fullmatch(words)
    if found is None:
        return Passage(text=words, kind="block")
    return Quotation(id=found[2], texts=(found[1],), may_be_part=True)
