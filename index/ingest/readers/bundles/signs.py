"""By what the files of services are told, each holding one of these somewhere: all that is to be
known of bundles to see that a file is none.
"""

START = (
    r"[^\S\n]*+(?:FOCUS - )?(?:(\d+) (?:of|von|de|sur|van|di) (\d+) (?:DOCUMENTS?|DOKUMENTEN?"
    r"|DOCUMENTOS?|DOCUMENTI)|(?:Dokument|Document|Documento) (\d+) (?:von|de|sur|van|di) (\d+))"
    r"[^\S\n]*+"
)
"""Where a document of LexisNexis begins, on a line; in any case, as the next two."""

END = (
    r"end of document|ende des dokuments?|dokumentende|fin du document|fin del documento|"
    r"fine del documento|einde van (?:het )?document|fim do documento"
)
"""Where one of Nexis ends."""

ENDING = (
    r"(?:AN[\s|]+)?(?:document|dokument|documento|документ|文件|文書|文档|문서)\s*"
    r"([A-Z][A-Z0-9]{3,12}(?:19|20)\d{6}[0-9A-Za-z]{6,12})"
)
"""Where one of Factiva ends, with its number."""

EUROPRESSE = "DocPublicationName"
"""A class of elements on pages of Europresse."""
