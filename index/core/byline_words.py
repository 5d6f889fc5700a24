"""Words in bylines that are no names, and what stands behind family names; as patterns."""

from __future__ import annotations

BODIES = (
    r"ag[eê]nc\w+|agentur\w*|agenzi\w+|associated|board|bureau|correspondents?|desk|dpa|editor\w*"
    r"|news\w*|office|press\w*|redaktion\w*|redacci[oó]n|reda[cç][aã]o|r[eé]daction|redazione"
    r"|redactie|redakcja"
    r"|report\w*|service|staff|team|times|writers?|wires?"
    # Newspapers and stations that are named as authors; no family names among the words.
    r"|\w*(?:zeitung|tageblatt|volksblatt|anzeiger|nachrichten|kurier|rundschau|tagesspiegel"
    r"|rundfunk|presse)|allgemeine|morgenpost|(?:washington|huffington|york|jerusalem|bangkok) post"
    r"|chronicle|daily (?=\w)|gazette|guardian|herald|journal|magazine?|observer|radio|telegraph"
    r"|television|tribune|diario|peri[oó]dico|correo|gaceta|heraldo|noticias|vanguardia|courrier"
    r"|d[eé]p[eê]che|corriere|gazzetta|giornale|messaggero|folha|jornal|dagblad|nieuwsblad"
    r"|tidende|dagbladet|gazeta|dziennik|online"
)
"""Of agencies, desks and newspapers, and of whoever has no other name there."""

AGENCIES = r"reuters|bloomberg|kyodo|tass|xinhua|afp|epd|kna|efe|ansa|upi"
"""Agencies by names that are of one word."""

ROLES = (
    r"\w*(?:reporter(?:in)?|korrespondent(?:in)?|redakteur(?:in)?|kommentator(?:in)?"
    r"|kolumnist(?:in)?|journalist(?:in|e)?|autor(?:in)?|volont[aä]r(?:in)?|mitarbeiter(?:in)?)"
    r"|leiter(?:in)?|fotograf(?:in)?"
    r"|analyst|anchor|author|chief|columnist|contributor|contributing|correspondent|critic|director"
    r"|editor|fellow|freelancer?|head of|photographer|photojournalist|producer|professor"
    r"|staff writer|writer"
    r"|analista|autora|columnista|corresponsal|director[a]?|editora|enviad[oa]|fot[oó]graf[oa]"
    r"|jefe|jefa|periodista|redactor[a]?|reporter[oa]"
    r"|chef|correspondante?|envoy[eé]e?|chroniqueu(?:r|se)|grand reporter|photographe"
    r"|r[eé]dact(?:eur|rice)"
    r"|corrispondente|direttore|giornalista|inviat[oa]|vicedirettore"
    r"|columniste?|correspondente|hoofdredacteur|redacteur|verslag(?:gever|geefster)"
    r"|rep[oó]rter|jornalista"
    r"|reportrar?e?|skribent|korrespondentti|toimittaja"
)
"""What somebody does, behind a name in a byline."""

PLACES = (
    r"abu dhabi|addis abeba|addis ababa|bad \w+|buenos aires|cape town|den haag|frankfurt am main"
    r"|guatemala city|ho chi minh city|hong kong|kuala lumpur|las palmas|las vegas|los angeles"
    r"|m[eé]xico city|ciudad de m[eé]xico|new (?:york|delhi|orleans|jersey)(?: city)?|new?u-delhi"
    r"|panama city|rio de janeiro|saint louis|st\. \w+"
    r"|san (?:francisco|diego|jos[eé]|juan|sebasti[aá]n)"
    r"|san salvador|santiago de \w+|s[aã]o paulo|sri lanka|tel aviv|the hague|phnom penh"
    r"|washington,? d\.? ?c\.?|d\.? ?c\.?"
)
"""Places of several words that stand behind names in bylines; those of one word need no list."""

HONOURS = (
    r"(?:dr|prof|mag|ing|dipl|dott|drs|sr|sra|dra)\."
    r"(?:[- ]?(?:med|phil|jur|rer|nat|ing|h\.?c|ssa)\b\.?)*"
    r"|dr|prof|professor(?:in)?|mrs?\.?|ms\.?"
)
"""Titles before a name that are no part of it."""

DEGREES = r"(?:ph\.? ?d|m\.? ?d|m\.? ?a|m\.? ?sc|b\.? ?a|ll\.? ?m|esq|mba)\.?"
"""What is behind a name and no part of it."""

SUFFIX = r"(?:[JS]r\b\.?|I{2,3}\b|IV\b)"
"""What tells father and son apart."""

PARTICLES = frozenset(
    "af al bin da das de del della den der di do dos du el la le ten ter van von".split()
)
"""What begins family names of several words."""
