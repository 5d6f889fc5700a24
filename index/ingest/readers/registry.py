"""The readers, and which of them an input is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from index.core.errors import InputError
from index.core.kept import kept
from index.core.late_patterns import late
from index.ingest.readers import unreadable
from index.ingest.readers.base import Reader, suffix_of
from index.ingest.readers.encodings import is_plain_text, looks_binary
from index.ingest.readers.own_exports import is_own_archive, is_own_export, own_archive
from index.ingest.readers.plugins import PLUGINS


@dataclass(frozen=True)
class _Shelved:
    """A reader of ours that is loaded when an input may be for it, since most imports are of one
    format and all readers together take longer to load than an article to read.

    `place` is its module and its name there. It takes no input whose name has none of these
    suffixes ("" is a name without one) and whose beginning holds none of these signs, in lower
    case; it may turn down those that do.
    """

    place: str
    signs: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()

    @kept
    def reader(self) -> Reader:
        """The reader, loaded."""
        module, _, name = self.place.partition(":")
        found = getattr(import_module(f"{__package__}.{module}"), name)
        reader: Reader = found() if isinstance(found, type) else found
        return reader

    def may_take(self, begins: bytes, suffix: str) -> bool:
        """Whether the reader has to be asked."""
        return suffix in self.suffixes or any(sign in begins for sign in self.signs)


_ZIP = (b"pk\x03\x04", b"pk\x05\x06")
_SHELF = (
    _Shelved("documents.plain_text:TextReader", (), ("", ".txt", ".text", ".asc", ".story")),
    _Shelved(
        "documents.markdown:MarkdownReader", (b"---",), (".md", ".markdown", ".mdown", ".mkd")
    ),
    _Shelved(
        "pages.html:HtmlReader",
        (b"<!doctype html", b"<html", b"<head"),
        (".html", ".htm", ".xhtml", ".shtml"),
    ),
    _Shelved("pages.mhtml:MhtmlReader", (b"snapshot-content-location:",), (".mhtml", ".mht")),
    _Shelved(
        "feed_formats.feed_file:FeedReader",
        (
            *(b"<rss", b":rss", b"<feed", b":feed", b"<rdf", b":rdf", b"<channel", b":channel"),
            *(b"jsonfeed.org", b'"feed_url"'),
        ),
    ),
    _Shelved("markup.news_xml:NewsXmlReader", (b"nitf", b"newsitem", b"newsmessage", b"newsml")),
    _Shelved("markup.text_xml:TextXmlReader", (b"<tei", b":tei", b"article-meta", b"book-meta")),
    _Shelved("documents.mediawiki:MediaWikiReader", (b"<mediawiki",)),
    _Shelved(
        "documents.scans:ScanReader",
        (b"<alto", b":alto", b"<pcgts", b":pcgts", b"ocr_page", b"mets"),
    ),
    _Shelved(
        "other_programs.pubmed:PubMedReader", (b"pmid-", b"pmid -", b"<pubmedarticle>"), (".nbib",)
    ),
    _Shelved("dumps.xml_records:XmlRecordsReader", (), (".xml",)),
    _Shelved("feed_formats.sitemap:SitemapReader", (b"urlset", b"sitemapindex")),
    _Shelved("other_programs.citations:RisReader", (b"ty -", b"ty  -")),
    _Shelved("other_programs.citation_forms:BibReader", (b"@",), (".bib",)),
    _Shelved("other_programs.citation_forms:EndNoteReader", (b"%0 ", b"<ref-type")),
    _Shelved(
        "dumps.jsonl:JsonReader",
        (b"{", b"["),
        (".jsonl", ".ndjson", ".jsonlines", ".jl", ".json", ".js"),
    ),
    _Shelved("dumps.csv_tables:CsvReader", (), (".csv", ".tsv", ".tab", ".psv", ".txt", "")),
    _Shelved("dumps.tables:ParquetReader", (b"par1",)),
    _Shelved("messages.mail:MailReader", (b"from:",)),
    _Shelved("pages.warc:WarcReader", (b"warc/", b"filedesc://"), (".warc", ".arc")),
    _Shelved("pages.captures:HarReader", (b'"log"',)),
    _Shelved("pages.captures:SafariReader", (b"bplist00",)),
    _Shelved("documents.wire_copy:WireReader", (b"\x01", b"zczc")),
    _Shelved(
        "documents.tagged_words:TaggedWordsReader",
        (),
        (".conll", ".conllu", ".conll03", ".iob", ".iob2", ".bio"),
    ),
    _Shelved("documents.pdf:PdfReader", (b"%pdf-",)),
    _Shelved("documents.epub:EpubReader", _ZIP),
    _Shelved("documents.office:OfficeReader", _ZIP),
    _Shelved("documents.flat_odt:FlatOdtReader", (b"oasis.opendocument.text",)),
    _Shelved("dumps.spreadsheet:SpreadsheetReader", (*_ZIP, b"\xd0\xcf\x11\xe0")),
    _Shelved("documents.rtf:RtfReader", (b"{\\rtf",)),
    _Shelved("packed.zipfiles:ZipReader", _ZIP),
    _Shelved("packed.tarfiles:TarReader", (b"ustar",), (".tar",)),
    _Shelved("other_programs.newsboat_cache:NewsboatReader", (b"rss_feed",)),
    _Shelved("other_programs.read_later:WallabagReader", (b'"is_starred"',)),
    _Shelved("other_programs.reading_lists:POCKET", (b"time",)),
    _Shelved("other_programs.reading_lists:INSTAPAPER", (b"selection",)),
    _Shelved("other_programs.reading_lists:READER", (b"document",)),
    _Shelved("other_programs.reading_lists:READWISE", (b"highlight",)),
    _Shelved("other_programs.reading_lists:RAINDROP", (b"excerpt",)),
    _Shelved("other_programs.reading_lists:MATTER", (b"publisher",)),
    _Shelved("other_programs.evernote:EvernoteReader", (b"<en-export",)),
    _Shelved("other_programs.read_later:PocketReader", (b'"quote"',)),
    _Shelved(
        "other_programs.link_pages:LinksReader",
        (b"pocket export", b"instapaper: export", b"netscape-bookmark-file"),
    ),
    _Shelved("other_programs.read_later:OmnivoreReader", _ZIP),
    _Shelved("feed_formats.ghost:GhostReader", (b'"exported_on"',)),
    _Shelved("other_programs.karakeep:KarakeepReader", (b'"bookmarks"',)),
    _Shelved("other_programs.readwise:ReadwiseReader", (b'"user_book_id"',)),
    _Shelved("other_programs.readwise_reader:ReaderApiReader", (b'"reading_progress"',)),
    _Shelved("other_programs.hypothesis:HypothesisReader", (b'"permissions"',)),
    _Shelved("other_programs.reading_lists:HYPOTHESIS", (b"quote",)),
    _Shelved(
        "other_programs.zotero:ZoteroReader",
        (b'"date-parts"', b'"container-title"', b'"citation-key"', b'"itemtype"'),
    ),
    _Shelved("other_programs.zotero_rdf:ZoteroRdfReader", (b"zotero.org/namespaces",)),
)

_FEEDS = late(rb"<opml[\s>]")
# From here on a reader has recognised the content and not only the name.
_SURE = 0.9
# What programs are written in, and what browsers save beside pages.
_OF_PROGRAMS = frozenset(
    ".py .pyc .js .mjs .cjs .ts .jsx .tsx .css .scss .less .map .php .asp .aspx .jsp .cfm .c .h"
    " .cc .cpp .hpp .cs .java .kt .go .rs .rb .pl .sh .bat .ps1 .lua .swift .xml .xsl .xsd .dtd"
    " .svg .wsdl .download".split()
)
# What a reader must make of the content alone where the name (index.php) is of no format.
_PLAIN = 0.65


def readers() -> tuple[Reader, ...]:
    """All readers; those of other packages come first, so that they may replace ours."""
    return (*PLUGINS.found(), *ours())


def ours() -> tuple[Reader, ...]:
    """The readers that come with the program."""
    return tuple(each.reader for each in _SHELF)


def choose(head: bytes, name: str, file: str = "FILE") -> Reader:
    """The reader for an input that begins with `head`. Raises InputError when there is none, with
    what helps, for which it is called `file` in a shell.
    """
    if not head.strip():
        raise InputError("empty file")
    if is_own_export(head):
        raise InputError(
            "an export of Nutgraf: it quotes articles and is none; marks go from one machine to"
            " another with nutgraf backup and restore"
        )
    unreadable.refuse_locked(head, name)
    score, best = max(scores(head, name), key=lambda pair: pair[0])
    if score < _SURE:
        what = unreadable.told(head, name)
        if what:
            raise InputError(own_archive(file) if is_own_archive(head) else what)
    if best is not None:
        return best
    if looks_binary(head):
        raise InputError("binary data, not text")
    score, best = max(scores(head, ""), key=lambda pair: pair[0])
    if best is not None and score >= _PLAIN:
        return best
    if _FEEDS.search(head[:4096]):
        raise InputError(f"a list of feeds; nutgraf feeds import {file} follows them")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<!DOCTYPE")):
        raise InputError("XML of a format that is not known; what wrote it may export HTML or text")
    suffix = suffix_of(name) or "no suffix"
    if suffix not in _OF_PROGRAMS and is_plain_text(head):
        return next(one.reader for one in _SHELF if one.place.startswith("documents.plain_text:"))
    raise InputError(f"unknown format ({suffix}); what is text is read under a name with .txt")


def scores(head: bytes, name: str) -> Iterator[tuple[float, Reader | None]]:
    """How sure each reader is that has to be asked, and nobody."""
    yield 0.0, None
    for reader in PLUGINS.found():
        try:
            yield float(reader.sniff(head, name)), reader
        except (Exception, SystemExit) as error:  # noqa: BLE001  (not our code; we go on)
            PLUGINS.give_up(reader.name, error)
    # Without zeros text in two bytes a letter, such as UTF-16, reads as that in one.
    begins, suffix = head.replace(b"\x00", b"").lower(), suffix_of(name)
    for shelved in _SHELF:
        if shelved.may_take(begins, suffix):
            yield shelved.reader.sniff(head, name), shelved.reader
