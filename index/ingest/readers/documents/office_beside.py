"""What a word processor's document says beside its text: comments, heads and feet of its pages, and
what was taken out of it or is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from index.ingest.readers.documents.facts_of_file import commented
from index.ingest.readers.documents.office_styles import Styles, is_on
from index.ingest.readers.documents.office_text import paragraph_text
from index.ingest.readers.markup.xmltree import attribute, elements, first, local, said

# Parts of DOCX that hold a head or foot: Word numbers them from 1.
_MOST_PARTS = 12
# The letters of a head that says its page alone.
_PAGES = frozenset(("", *"page pageof seite seitevon p s pof svon vonseite".split()))
_OF_ODT = tuple(
    f"{what}{which}" for what in ("header", "footer") for which in ("", "-left", "-first")
)


def said_beside(
    root: Any, part: Callable[[str], Any], styles: Styles, title: str
) -> tuple[str, ...]:
    """The heads and feet of a document's pages, once each, and its comments, as paragraphs. Heads
    that say no words, or the `title`, are left out. `part` gives the root of another part by its
    name; one without elements where there is none.
    """
    return (*heads_once(_heads(root, part, styles), title), *_comments(root, part, styles))


def heads_once(heads: Iterable[str], title: str) -> list[str]:
    """Heads and feet that say words, other than the title, once each."""
    by_letters = {_letters(one): one for one in heads}
    nothing = {*_PAGES, _letters(title)}
    return [one for letters, one in by_letters.items() if letters not in nothing]


def left_out(root: Any, styles: Styles) -> str:
    """What is to be said of what is left out of a document, with how many passages; "" of none."""
    deleted = sum(_is_passage(one) for one in elements(root, "del"))
    deleted += sum(1 for _ in elements(root, "deletion"))
    hidden = sum(is_on(one) and _is_of_words(one) for one in elements(root, "vanish"))
    hidden += sum(
        attribute(one, "display") == "none" and bool(said(one)) for one in elements(root, "section")
    )
    by_style = styles.hidden - styles.struck
    hidden += sum(
        _style_of(one) in by_style and bool(said(_owner(one)))
        for one in elements(root, "rStyle", "pStyle", "span", "p", "h")
    )
    hidden += sum(
        attribute(one, "is-hidden") == "true"
        for one in elements(root, "hidden-text", "hidden-paragraph")
    )
    return told(deleted, hidden)


def told(deleted: int, hidden: int) -> str:
    """The same by how many passages were deleted, which is tracked, and are hidden."""
    parts = [
        f"{many:,} {what}{'s' * (many > 1)}"
        for many, what in ((deleted, "tracked deletion"), (hidden, "hidden passage"))
        if many
    ]
    return f"{' and '.join(parts)} left out" if parts else ""


def _heads(root: Any, part: Callable[[str], Any], styles: Styles) -> Iterator[str]:
    for kind, name in (("hdr", "header"), ("ftr", "footer")):
        for number in range(1, _MOST_PARTS + 1):
            for head in elements(part(f"word/{name}{number}.xml"), kind):
                yield from _paragraphs(head, styles)
    for tree in (root, part("styles.xml")):
        for master in elements(tree, "master-page"):
            for head in elements(master, *_OF_ODT):
                yield from _paragraphs(head, styles)


def _comments(root: Any, part: Callable[[str], Any], styles: Styles) -> Iterator[str]:
    for comment in elements(part("word/comments.xml"), "comment"):
        if text := " ".join(_paragraphs(comment, styles)):
            yield commented(attribute(comment, "author"), text)
    for comment in elements(root, "annotation"):
        if "opendocument" in comment.tag and (text := " ".join(_paragraphs(comment, styles))):
            yield commented(first(comment, "creator"), text)


def _paragraphs(element: Any, styles: Styles) -> list[str]:
    texts = (paragraph_text(one, styles) for one in elements(element, "p", "h"))
    return list(filter(None, texts))


def _is_passage(removed: Any) -> bool:
    """Whether words were taken out, and no mark of a paragraph's or a row's end alone."""
    return any("".join(one.itertext()).strip() for one in elements(removed, "delText", "t"))


def _is_of_words(vanish: Any) -> bool:
    """Whether a property that hides text is that of a run with words."""
    run = vanish.getparent().getparent()
    return local(run) == "r" and any((one.text or "").strip() for one in elements(run, "t"))


def _style_of(element: Any) -> str:
    return attribute(element, "val") or attribute(element, "style-name")


def _owner(element: Any) -> Any:
    """What a style is of: in DOCX the run or paragraph, whose property it is."""
    is_property = local(element) in ("rStyle", "pStyle")
    return element.getparent().getparent() if is_property else element


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
