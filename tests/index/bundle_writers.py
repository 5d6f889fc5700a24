"""Exports of press databases, written as the services write them."""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Piece:
    """An article as it was sent to a service."""

    title: str
    outlet: str
    day: int
    byline: str
    section: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(one.split()) for one in self.paragraphs)


def nexis_lines(pieces: Sequence[Piece]) -> list[str]:
    """The paragraphs of an export of Nexis Uni, with its cover."""
    lines = ["User Name: Reader", "Date and Time: Thursday, November 20, 2025 10:00 AM EST"]
    lines += ["Job Number: 1234567", f"Documents ({len(pieces)})"]
    for number, piece in enumerate(pieces, 1):
        lines += [f"{number}. {piece.title}", "Client/Matter: -None-", "Search Terms: quay"]
        lines += ["Search Type: Terms and Connectors", "Narrowed by:"]
        lines += ["Content Type | Narrowed by", "News | Timeline: Oct 01, 2025 to Oct 31, 2025"]
    for piece in pieces:
        lines += [piece.title, piece.outlet, f"October {piece.day}, 2025 Monday"]
        lines += [f"Copyright 2025 {piece.outlet} All Rights Reserved"]
        lines += [f"Section: {piece.section}; Pg. 4"] if piece.section else []
        lines += [f"Length: {piece.words} words"]
        lines += [f"Byline: {piece.byline}"] if piece.byline else []
        lines += ["Body", *piece.paragraphs, "Classification", "Language: ENGLISH"]
        lines += ["Publication-Type: Newspaper", "Subject: PORTS (91%); TENDERS (90%)"]
        lines += ["Load-Date: October 28, 2025", "End of Document"]
    return lines


def lexis_text(pieces: Sequence[Piece]) -> str:
    """An export of LexisNexis Academic as text, wrapped at 80 signs."""
    parts = [
        "Download Request: Selected Items\nTime Of Request: Friday, March 20, 2026  16:51:31\n"
    ]
    for number, piece in enumerate(pieces, 1):
        parts += [f"{number} of {len(pieces)} DOCUMENTS".center(78), "", piece.outlet.center(78)]
        parts += [f"October {piece.day}, 2025 Monday".center(78), textwrap.fill(piece.title, 80)]
        parts += [f"BYLINE: {piece.byline}"] if piece.byline else []
        parts += [f"SECTION: {piece.section}; Pg. 3"] if piece.section else []
        parts += [f"LENGTH: {piece.words} words", ""]
        parts += [textwrap.fill(one, 80, break_on_hyphens=False) for one in piece.paragraphs]
        parts += ["LOAD-DATE: October 28, 2025", "LANGUAGE: ENGLISH", "PUBLICATION-TYPE: Newspaper"]
        parts += [f"Copyright 2025 {piece.outlet}\n".center(78) + "All Rights Reserved".center(78)]
    return "\n\n".join(parts)


def lexis_page(pieces: Sequence[Piece]) -> str:
    """The same as a web page, in German."""
    parts = [
        "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY><P>Download Request: 1-2<BR>Terms: x</P>"
    ]
    for number, piece in enumerate(pieces, 1):
        fields = [("AUTOR", piece.byline), ("RUBRIK", piece.section)]
        fields = [one for one in fields if one[1]] + [("LÄNGE", f"{piece.words} Wörter")]
        parts += [_centred(f"{number} of {len(pieces)} DOCUMENTS"), _centred(piece.outlet)]
        parts += [
            f'<DIV><P><SPAN CLASS="c4">{piece.day}.</SPAN><SPAN> Oktober 2025 Montag</SPAN></P>'
        ]
        parts += [_p(piece.title, "c7"), *(_field(*one) for one in fields), "<DIV>"]
        parts += [*map(_p, piece.paragraphs), "</DIV>"]
        parts += [_field("UPDATE", "28. Oktober 2025"), _field("SPRACHE", "GERMAN; DEUTSCH")]
        parts += [_field("PUBLICATION-TYPE", "Zeitung")]
        parts += [_centred(f"Copyright 2025 {piece.outlet}") + "<BR>Alle Rechte vorbehalten"]
    return "\n<BR>".join(parts) + "</BODY></HTML>"


def factiva_lines(pieces: Sequence[Piece]) -> list[str]:
    """The paragraphs of an export of Factiva without labels."""
    lines = ["Dow Jones", "Factiva"]
    for number, piece in enumerate(pieces):
        lines += [piece.section] if piece.section else []
        lines += [piece.title, *([f"By {piece.byline}"] if piece.byline else [])]
        lines += [f"{piece.words} words", f"{piece.day} October 2025", piece.outlet, "PORECH", "4"]
        lines += ["English", f"(c) 2025 {piece.outlet}. All rights reserved.", ""]
        lines += [*piece.paragraphs, _number(number)]
        lines += ["", f"Page {number + 1} of 9 © 2025 Factiva, Inc. All rights reserved.", ""]
    return [*lines, "Search Summary", "Text | quay", "Timestamp | 20 November 2025 10:00"]


def factiva_labelled(pieces: Sequence[Piece]) -> list[str]:
    """The same with the labels of its fields."""
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        lines += [f"SE | {piece.section}"] if piece.section else []
        lines += [f"HD | {piece.title}", *([f"BY | {piece.byline}"] if piece.byline else [])]
        lines += [f"WC | {piece.words} words", f"PD | {piece.day} October 2025"]
        lines += [f"SN | {piece.outlet}", "SC | PORECH", "LA | English", "CY | (c) 2025"]
        lines += [f"LP | {piece.paragraphs[0]}"]
        lines += (
            [f"TD | {piece.paragraphs[1]}", *piece.paragraphs[2:]] if piece.paragraphs[1:] else []
        )
        lines += ["NS | gcat : Political/General News", "AN", _number(number)]
    return lines


def factiva_page(pieces: Sequence[Piece]) -> str:
    """Factiva as a web page, as it is in a German interface."""
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, piece in enumerate(pieces):
        said = [
            f"{piece.words} Wörter",
            f"{piece.day} Oktober 2025",
            piece.outlet,
            "ECHO",
            "Deutsch",
        ]
        said += [f"Copyright 2025. {piece.outlet}"]
        parts += ['<div class="article"><div class="article deArticle"><p>\n</p>']
        parts += [_div(piece.section)] if piece.section else []
        parts += [f'<div id="hd"><span class="deHeadline counted">{number + 1}) ']
        parts += [f"{html.escape(piece.title)}</span></div>"]
        parts += [f'<div class="author">{html.escape(piece.byline)}</div>'] if piece.byline else []
        parts += [*map(_div, said), "<p></p>"]
        parts += [_p(one, "articleParagraph dearticleParagraph") for one in piece.paragraphs]
        parts += [f"<p>Verlag Echo GmbH</p><p>{_number(number, 'Dokument')}</p></div></div>"]
    return "".join(parts) + "</body></html>"


def factiva_table(pieces: Sequence[Piece]) -> str:
    """Factiva as a web page with labels, in French."""
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, piece in enumerate(pieces):
        said = [("SE", piece.section), ("HD", piece.title), ("BY", piece.byline)]
        said += [("WC", f"{piece.words} mots"), ("PD", f"{piece.day} octobre 2025")]
        said += [("SN", piece.outlet), ("SC", "ECHO"), ("LA", "Anglais"), ("CY", "(c) 2025")]
        rows = [(label, html.escape(value)) for label, value in said if value]
        rows += [("LP", _p(piece.paragraphs[0], "articleParagraph"))]
        rest = "".join(_p(one, "articleParagraph") for one in piece.paragraphs[1:])
        rows += [("TD", rest)] if rest else []
        rows += [("RE", "fra : France"), ("AN", _number(number))]
        table = "".join(f"<tr><td><b>{one}</b>&nbsp;</td><td>{two}</td></tr>" for one, two in rows)
        parts += [f'<div class="article frArticle"><table>{table}</table></div>']
    return "".join(parts) + "</body></html>"


def proquest_text(pieces: Sequence[Piece]) -> str:
    """An export of ProQuest as text."""
    rule = "_" * 60
    parts = [rule]
    for number, piece in enumerate(pieces, 1):
        parts += [f"Document {number} of {len(pieces)}", piece.title]
        parts += [f"Author: {piece.byline}"] if piece.byline else []
        parts += [f"Publication info: {piece.outlet} ; Porthaven [Porthaven]06 Oct 2025: A.1."]
        parts += [f"https://search.proquest.example/docview/{number}?accountid=1"]
        parts += [f"Abstract: {piece.paragraphs[0]}", "Links: None"]
        parts += [f"Full text: {piece.paragraphs[0]}", *piece.paragraphs[1:]]
        parts += ["Subject: Ports", f"Title: {piece.title}"]
        parts += [f"Publication title: {piece.outlet}; Porthaven", "Publication year: 2025"]
        parts += [f"Publication date: Oct {piece.day}, 2025"]
        parts += [f"Section: {piece.section}"] if piece.section else []
        parts += ["Language of publication: English", f"ProQuest document ID: {number}"]
        parts += [f"Document URL: https://search.proquest.example/docview/{number}?accountid=1"]
        parts += ["Last updated: 2025-11-20", "Database: Newsstream", rule]
    return "\n\n".join([*parts, "Contact us at: https://about.proquest.example", "Bibliography"])


def europresse_page(pieces: Sequence[Piece]) -> str:
    """An export of Europresse."""
    parts = ['<!DOCTYPE html> <html> <head> <meta charset="utf-8"> <title></title></head> <body>']
    for number, piece in enumerate(pieces):
        header = f"{piece.section}, " if piece.section else ""
        header += f"lundi {piece.day} octobre 2025, {piece.words} mots, p. 16"
        parts += ['<article> <header> <div> <span class="DocPublicationName">']
        parts += [f"{html.escape(piece.outlet)}, no. 2345 </span> </div>"]
        parts += [f'<div> <span class="DocHeader">{html.escape(header)}</span> </div>']
        parts += ['<div class="titreArticle"> <p class="titreArticleVisu rdp__articletitle">']
        parts += [f"{html.escape(piece.title)}</p> </div>"]
        parts += (
            [f'<div class="docAuthors">{html.escape(piece.byline)}</div>'] if piece.byline else []
        )
        parts += ['</header> <section> <div class="DocText"> <div class="docOcurrContainer">']
        parts += [*map(_p, piece.paragraphs), "</div> </div> </section>"]
        parts += ["<footer> <small>© 2025 Echo. Tous droits réservés.</small>"]
        parts += [
            f"<p>Numéro de document : news·202510{piece.day:02}·EC·{number}</p></footer></article>"
        ]
    return " ".join(parts) + "</body></html>"


def docx(lines: Sequence[str]) -> bytes:
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>'
        for line in lines
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


def rtf(lines: Sequence[str]) -> bytes:
    """Rich text with pictures, feet of pages and links, as services write it."""
    head = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}{\*\shppict{\pict\pngblip " + "89504e47" * 400
    head += r"}}{\footer\pard Page \chpgn\par}"
    body = (r"\pard\b0 " + _escaped(line) + "\n\\par" for line in lines)
    return f"{head}{' '.join(body)}}}".encode("ascii")


def _escaped(text: str) -> str:
    parts = []
    for sign in text:
        if sign in "\\{}":
            parts.append(f"\\{sign}")
        elif ord(sign) < 128:
            parts.append(sign)
        else:
            units = sign.encode("utf-16-le")
            codes = [
                int.from_bytes(units[n : n + 2], "little", signed=True)
                for n in (0, 2)[: len(units) // 2]
            ]
            parts += [f"\\u{code}?" for code in codes]
    return "".join(parts)


def _number(place: int, word: str = "Document") -> str:
    return f"{word} PORECH0020251006ela6{place:04}x"


def _centred(text: str) -> str:
    return f'<DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{html.escape(text)}</SPAN></P></DIV>'


def _field(label: str, value: str) -> str:
    return f"<DIV><P><SPAN>{label}: </SPAN><SPAN>{html.escape(value)}</SPAN></P></DIV>"


def _p(text: str, kind: str = "c9") -> str:
    return f'<p class="{kind}">{html.escape(text)}</p>'


def _div(text: str) -> str:
    return f"<div>{html.escape(text)}</div>"


def _bytes(write: Callable[[Sequence[Piece]], str]) -> Callable[[Sequence[Piece]], bytes]:
    return lambda pieces: write(pieces).encode()


WRITERS: dict[str, Callable[[Sequence[Piece]], bytes]] = {
    "nexis.docx": lambda pieces: docx(nexis_lines(pieces)),
    "nexis.rtf": lambda pieces: rtf(nexis_lines(pieces)),
    "nexis.txt": lambda pieces: "\n\n".join(nexis_lines(pieces)).encode(),
    "lexis.txt": _bytes(lexis_text),
    "lexis.rtf": lambda pieces: rtf(
        lexis_text(pieces).replace("\n\n", "\f").replace("\n", " ").split("\f")
    ),
    "lexis.html": _bytes(lexis_page),
    "factiva.rtf": lambda pieces: rtf(factiva_lines(pieces)),
    "factiva-labelled.rtf": lambda pieces: rtf(factiva_labelled(pieces)),
    "factiva.html": _bytes(factiva_page),
    "factiva-table.html": _bytes(factiva_table),
    "proquest.txt": _bytes(proquest_text),
    "proquest.rtf": lambda pieces: rtf(proquest_text(pieces).split("\n\n")),
    "europresse.html": _bytes(europresse_page),
}
