"""Words in columns, one a line, as corpora of computational linguistics keep texts: CoNLL(-U).

A line `-DOCSTART-` or `# newdoc` begins a text, an empty line ends a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.encodings import decode, looks_binary
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_SUFFIXES = (".conll", ".conllu", ".conll03", ".iob", ".iob2", ".bio")
_NEW = late(r"-DOCSTART-|# ?newdoc\b")
_NAMED = late(r"# ?newdoc(?: +id)? *= *(\S.*)")
_PARAGRAPH = late(r"# ?newpar\b")
_COUNTED = late(r"(\d{1,6})(?:-(\d{1,6}))?(\.\d+)?")
_TEXT = late(r"# ?text *= *(\S.*)")
_BEFORE = late(r" (?=[.,;:!?%)\]}…»]|'(?:s|t|re|ve|ll|d|m)\b|n't\b)")
_BEHIND = late(r"(?<=[(\[{«$£€]) ")


class TaggedWordsReader:
    """Texts whose words stand in lines; those of CoNLL-U have the text as it was."""

    name = "conll"
    suffixes = _SUFFIXES
    describe = "CoNLL and CoNLL-U, an article a document, its words put together to sentences"

    def sniff(self, head: bytes, name: str) -> float:
        return 0.8 if suffix_of(name) in self.suffixes and not looks_binary(head) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        documents = list(_documents(decode(source.content(), options.encoding).splitlines()))
        for number, (name, paragraphs) in enumerate(documents, 1):
            where = source.path if len(documents) == 1 else f"{source.path}:{number}"
            yield Article(
                title="",
                paragraphs=tuple(paragraphs),
                source_id=name,
                origin=where,
            )
        if not documents:
            yield Skipped(source.path, "no words in it")


def _documents(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The name of each document and its paragraphs."""
    name, paragraphs = "", [""]
    words: list[str] = []
    said = ""
    for line in [*lines, "", "-DOCSTART-"]:
        begins = _NEW.match(line)
        if begins or not line.strip() or _PARAGRAPH.match(line):
            sentence = said or _sentence(words)
            paragraphs[-1] = f"{paragraphs[-1]} {sentence}".strip()
            words, said = [], ""
        if begins:
            found = part_giants(list(filter(None, paragraphs)))
            if found:
                yield name, found
            named = _NAMED.match(line)
            name, paragraphs = named[1] if named else "", [""]
        elif _PARAGRAPH.match(line):
            paragraphs.append("")
        elif line.startswith("#") and "\t" not in line:
            text = _TEXT.match(line)
            said = text[1] if text else said
        elif line.strip():
            words.append(line)


def _sentence(lines: list[str]) -> str:
    """The words of some lines as they are written; the first column may count them."""
    words = []
    until = 0
    for columns in map(str.split, lines):
        counted = _COUNTED.fullmatch(columns[0]) if len(columns) > 3 else None
        if counted and (int(counted[1]) <= until or counted[3]):
            # A part of a word that stands above it, or a word that is only understood.
            continue
        until = int(counted[2] or 0) if counted else until
        words.append(columns[1] if counted else columns[0])
    return _BEHIND.sub("", _BEFORE.sub("", " ".join(words)))
