"""Exports of press databases as other versions and interfaces write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.bundle_writers import nexis_lines, rtf
from tests.index.test_bundles import QUAY, read

# Numbers that are not in capitals, an author with the last name first, a headline over two lines.
LEXIS_GERMAN = """\
1 von 2 Dokumenten


Der Spiegel

6. Oktober 2025

Gesperrt bis März;
Wie ein Hafen seinen Kai verlor

AUTOR: Huber, Anna

RUBRIK: WIRTSCHAFT; S. 62 Ausg. 41

LÄNGE: 40 Wörter

Der Kai sieben ist seit Montag für Kräne gesperrt, nachdem ein Gutachten
Risse in zwei Pfählen gefunden hatte.

Die Reparatur werde bis März dauern, sagte Mara Quill am Montag dem
SPIEGEL, und vier Millionen kosten.

UPDATE: 7. Oktober 2025

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitschrift

Copyright 2025 SPIEGEL-Verlag Rudolf Augstein GmbH & Co. KG
Alle Rechte vorbehalten

2 von 2 Dokumenten


taz, die tageszeitung

7. Oktober 2025 Dienstag
Berlin Ausgabe

Ausschreibung weg

LÄNGE: 11 Wörter

RUBRIK: INLAND; S. 06

Die Ausschreibung wurde am Dienstag ohne Angabe von Gründen zurückgezogen.

UPDATE: 7. Oktober 2025

Copyright 2025 taz Entwicklungs GmbH
Alle Rechte vorbehalten
"""
# Labels of Factiva with the text wrapped below them.
FACTIVA_LABELLED = """\
SE Business/Financial Desk; SECTB
HD Quay Seven Closes to Cranes
BY By JO BRANDT and INES OKAFOR
CR Mara Quill contributed reporting from Porthaven.
WC 36 words
PD 6 October 2025
ET 02:15 AM
SN The New York Times
SC NYTF
ED Late Edition - Final
PG 3
LA English
CY Copyright 2025 The New York Times Company. All Rights Reserved.

LP
PORTHAVEN -- Quay seven was closed to cranes on Monday after an inspection
found cracks in two of its piles.

TD
Mara Quill said that repairs would take until March and cost four million pounds.

CO porth : Port of Porthaven
NS gcat : Political/General News
RE uk : United Kingdom
PUB The New York Times Company
AN Document NYTF000020251006ela60001x

HD Tender Withdrawn
WC 13 words
PD 7 October 2025
SN Reuters News
SC LBA
LA English
CY (c) 2025 Reuters Limited

LP
The dredging tender was withdrawn on Tuesday without a reason, the board said.

NS gcat : Political/General News
PUB Thomson Reuters (Markets) LLC
AN Document LBA0000020251007ela70001y

Search Summary
Text quay
Date All Dates
Source All Sources
"""
# Who wrote it stands in the citation alone; one label is not known.
PROQUEST_HEADED = """\
Report Information from ProQuest
20 November 2025 10:00

Document 1 of 1

Quay seven closed to cranes: Repairs to last until March

Brandt, Jo; Okafor, Ines. The Guardian (1959-2003); London (UK) [London (UK)]. 06 Oct 2025: 12.

ProQuest document link

ABSTRACT (ENGLISH)

Quay seven was closed.

FULL TEXT

Quay seven was closed to cranes on Monday after an inspection found cracks.

Mara Quill said that repairs would take until March.

DETAILS

Subject: Ports; Cranes

Business indexing term: Subject: Ports

Location: United Kingdom--UK

Title: Quay seven closed to cranes: Repairs to last until March

Publication title: The Guardian; London (UK)

First page: 12

Publication year: 2025

Publication date: Oct 6, 2025

Section: Main section

Publisher: Guardian News & Media Limited

Source type: Newspaper

Language of publication: English

Document type: News

ProQuest document ID: 3101112131

Document URL: https://www.proquest.com/newspapers/quay-seven/docview/3101112131/se-2?accountid=12345

Copyright: Copyright Guardian News & Media Limited Oct 6, 2025

Last updated: 2025-10-07

Database: UK Newsstream
"""
# A page ends within a paragraph, and the next one is headed by the headline.
NEXIS_PAGES = """\
Page 1 of 3
Quay seven closed to cranes as board admits that it had known of
the cracks since spring

   Quay seven closed to cranes as board admits that it had known of the cracks since
                                       spring
                              The Washington Post
                         October 6, 2025 Monday, Met 2 Edition

Copyright 2025 The Washington Post All Rights Reserved

Section: A-Section; Pg. A01

Length: 55 words

Byline: Jo Brandt;Ines Okafor

Highlight: The board had known.

Body

Quay seven was closed to cranes on Monday after an inspection found cracks in two of its
piles. The board, which

                                                                    Page 2 of 3
Quay seven closed to cranes as board admits that it had known of
the cracks since spring

had known of them since spring, said that repairs would take until March and cost four
million pounds. Nobody was hurt.

"We should have told you," said Mara Quill.

http://www.washingtonpost.com/

Graphic

A crane./Jo Brandt

Load-Date: October 6, 2025

End of Document
"""
NEXIS_SPANISH = """\
Nombre de usuario: s1234
Fecha y hora: jueves, 20 de noviembre de 2025 10:00 a. m. EST

El muelle siete sigue cerrado
El País (España)
6 de octubre de 2025 lunes

Copyright 2025 Ediciones El País Todos los derechos reservados

Sección: ECONOMÍA; Pág. 14
Longitud: 21 palabras
Autor: MARA QUILL

Cuerpo

El muelle siete está cerrado a las grúas desde el lunes.

Las obras durarán hasta marzo, dijo la autoridad portuaria ayer.

Clasificación

Idioma: SPANISH; ESPAÑOL

Fecha de carga: October 7, 2025

Fin del documento
"""


# Headline, outlet, date, byline, section, paragraphs.
EXPECTED = {
    LEXIS_GERMAN: """
        Gesperrt bis März; Wie ein Hafen seinen Kai verlor
        | Der Spiegel | 2025-10-06 | Anna Huber | WIRTSCHAFT | 2
        Ausschreibung weg
        | taz, die tageszeitung | 2025-10-07 |  | INLAND | 1""",
    FACTIVA_LABELLED: """
        Quay Seven Closes to Cranes
        | The New York Times | 2025-10-06 | JO BRANDT and INES OKAFOR
        | Business/Financial Desk; SECTB | 2
        Tender Withdrawn
        | Reuters News | 2025-10-07 |  |  | 1""",
    PROQUEST_HEADED: """
        Quay seven closed to cranes: Repairs to last until March
        | The Guardian | 2025-10-06 | Jo Brandt, Ines Okafor | Main section | 2""",
    NEXIS_PAGES: """
        Quay seven closed to cranes as board admits that it had known of the cracks since spring
        | The Washington Post | 2025-10-06 | Jo Brandt, Ines Okafor | A-Section | 4""",
    NEXIS_SPANISH: """
        El muelle siete sigue cerrado
        | El País (España) | 2025-10-06 | MARA QUILL | ECONOMÍA | 2""",
}


@pytest.mark.parametrize("text", EXPECTED)
def test_each_article_is_read_with_what_is_said_of_it(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "a.txt", text.encode())
    said = " ".join(
        f"{one.title} | {one.outlet} | {one.date} | {one.byline} | {one.section}"
        f" | {len(one.paragraphs)}"
        for one in found
    )
    assert said.split() == EXPECTED[text].split()
    assert not [one.remarks for one in found if one.remarks]


def test_pages_keep_tables_and_what_stands_between_breaks(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path,
        "factiva.html",
        b"""<div class="article enArticle"><table>
        <tr><td><b>HD</b></td><td>Quay seven closed</td></tr>
        <tr><td><b>BY</b></td><td>Jo Brandt, Ines Okafor</td></tr>
        <tr><td><b>PD</b></td><td>6 October 2025</td></tr>
        <tr><td><b>SN</b></td><td>The Echo</td></tr>
        <tr><td><b>LP</b></td><td><p>It was closed.</p></td></tr>
        <tr><td><b>TD</b></td><td><p>Until March.</p>
        <table><tr><td>Berth</td><td>Open</td></tr><tr><td>7</td><td>no</td></tr></table>
        <p>She said so.</p></td></tr></table></div>""",
    )
    assert article.byline == "Jo Brandt, Ines Okafor"
    assert article.paragraphs == (
        *("It was closed.", "Until March.", "Berth | Open", "7 | no", "She said so."),
    )
    (article,) = read(
        tmp_path,
        "europresse.html",
        """<article><header><span class="DocPublicationName">Le Monde</span>
        <span class="DocHeader">Économie, mardi 7 octobre 2025 12 mots, p. 14</span>
        <div class="titreArticle"><p class="titreArticleVisu">Le quai fermé</p></div>
        <p class="sm-margin-bottomNews">Mara Quill</p></header><section>
        <div class="DocText">Le quai est fermé.<br><br>Il le reste.</div></section></article>"""
        "".encode(),
    )
    assert (article.byline, article.section) == ("Mara Quill", "Économie")
    assert article.paragraphs == ("Le quai est fermé.", "Il le reste.")


def test_two_articles_of_a_service_that_is_not_known_are_told(tmp_path: Path) -> None:
    two = "\n\n".join(
        f"News {n}\nAuthor/Byline: Jo Brandt, Page: {n}\n\nIt was closed.\n\n"
        f"Record: 18A1B{n}\nCopyright: (c) 2025 The Porthaven Echo."
        for n in (1, 2)
    )
    (article,) = read(tmp_path, "a.txt", two.encode())
    assert "looks like several articles" in article.remarks[0]


def test_a_table_in_rich_text_has_rows_and_a_front_page_is_no_address(tmp_path: Path) -> None:
    lines = [line for line in nexis_lines([QUAY]) if line not in QUAY.paragraphs]
    lines.insert(lines.index("Body") + 1, "Berth | Open | ")
    lines.insert(lines.index("Language: ENGLISH"), "URL: http://www.echo.example")
    (article,) = read(tmp_path, "a.rtf", rtf(lines))
    assert (article.paragraphs, article.url) == (("Berth | Open",), "")
