"""What LexisNexis calls the parts of a document, in the languages of its interface."""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.ingest.readers.bundles.lines import is_copyright, label_pattern
from index.ingest.readers.bundles.signs import END

# Labels that stand above a text, by our field.
_ABOVE = {
    "title": ("headline", "titel", "überschrift", "titre", "título", "titolo", "kop"),
    "byline": ("byline", "autor", "auteur", "autore", "von", "author", "authors"),
    "section": ("section", "rubrik", "rubrique", "sección", "sezione", "rubriek", "seção"),
    "words": ("length", "länge", "longueur", "longitud", "lunghezza", "lengte", "extensão"),
    "": (
        *("dateline", "ortszeile", "highlight", "encart", "insert", "series", "serie", "type"),
        *("day", "tag", "edition", "ausgabe", "édition", "distribution", "copyright", "issue"),
    ),
}
# Labels that stand below it.
_BELOW = {
    "language": ("language", "sprache", "langue", "idioma", "lingua", "taal", "língua"),
    "url": ("url", "link", "web-address"),
    "": (
        *("load-date", "load date", "ladedatum", "update", "date-chargement", "laaddatum"),
        *("date de chargement", "fecha de carga", "data di caricamento", "graphic", "grafik"),
        *("graphique", "gráfico", "grafico", "publication-type", "publication type"),
        *("type-publication", "tipo de publicación", "zeitungs-code", "journal-code"),
        *("journal code", "code-journal", "subject", "subjects", "sujet", "thema", "themen"),
        *("tema", "onderwerp", "person", "persons", "personne", "company", "organization"),
        *("firma", "société", "societe", "industry", "branche", "secteur-activite", "geographic"),
        *("geographie", "localisation-geo", "city", "state", "country", "land", "ticker"),
        *("correctif", "corrección", "corrections", "correction date"),
        *("stock-symbol", "symbole-boursier", "notes", "correction", "correction-date"),
        *("document-type", "document type", "doc-type", "distribution", "acc-no", "isin"),
        *("publisher", "verlag", "issn", "series", "category", "copyright", "pub-type"),
    ),
}
ABOVE = {word: field for field, words in _ABOVE.items() for word in words}
BELOW = {word: field for field, words in _BELOW.items() for word in words}
above = label_pattern(ABOVE)
below = label_pattern(BELOW)

# Lines by themselves that part a document of today's Nexis.
BODY = frozenset({"body", "volltext", "textkörper", "corps", "corps du texte", "cuerpo", "corpo"})
CLOSING = frozenset(
    "classification klassifizierung klassifikation clasificación classificazione classificatie"
    " classificação".split()
)
_ASIDE = frozenset(
    "graphic grafik graphique gráfico grafico graphics notes correction correction-date"
    " load-date".split()
)
ENDED = late(END, re.IGNORECASE)
# Lines that stand around documents: of the cover, of the list, at the foot of pages.
FURNITURE = late(
    r"page \d+ of \d+.*|seite \d+ von \d+.*|page \d+ (?:sur|de) \d+.*|\|\s*about lexisnexis.*|"
    r"link to (?:the )?(?:pdf|image|original document).*|link zum (?:pdf-dokument|bild).*|"
    r"lien vers le (?:pdf|document).*|-none-|(?:user name|date and time|job number)\s*:.*|"
    r"https?://(?:www\.)?[\w.-]+/?|benutzername\s*:.*|datum und uhrzeit\s*:.*|auftragsnummer\s*:.*",
    re.IGNORECASE,
)


def is_below(text: str) -> bool:
    """Whether a paragraph belongs to what stands below a text."""
    return below.fullmatch(text) is not None or is_copyright(text) or is_heading_below(text)


def is_heading_below(text: str) -> bool:
    """Whether a line is a heading of what stands below a text."""
    return text.casefold() in CLOSING or text.casefold() in _ASIDE
