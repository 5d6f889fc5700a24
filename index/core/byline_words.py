"""Words in bylines that are no names, and what stands behind family names; as patterns."""

from __future__ import annotations

# What pages say of somebody beside the name or in its place: no family names among the words.
_TOLD = (
    r"special (?:to|for)|speciali[sz]\w+ in|based in|follow on|opinion|topics of|languages spoken"
    r"|(?:\w+ )?issues\.?|analysis|biographer|blogger|commentator|entrepreneur|founder|historian"
    r"|owner|posted|published|updated|resident|scientist|specialist"
    r"|muhabiri?|editörü?|yazarı?|dziennikarz|redaktor"
    r"|(?:спец)?корреспондент\w*|кореспондент\w*|обозреватель|оглядач|редактор|журналист(?:ка)?"
    r"|журналіст(?:ка)?|автор|фотограф|специально для"
    r"|ανταποκρ\w+|δημοσιογράφος|συντάκτ\w+|مراسلة?|محررة?|صحف[يى]ة?|كاتبة?|خبرنگار|نویسنده"
    r"|כתבת?|עיתונאית?|פרשנית?|עורכת?|עורך"
)

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
    r"|tidende|dagbladet|gazeta|dziennik|online|\w+\.com"
    # Stations, and parts of them.
    r"|abc|bbc|cbs|cnbc|cnn|msnbc|nbc|npr|pbs|ugc|library|редакция|редакція|агентство"
    r"|газета"
    rf"|{_TOLD}"
)
"""Of agencies, desks and newspapers, and of whoever has no other name there."""

AGENCIES = (
    r"reuters|bloomberg|kyodo|tass|xinhua|afp|epd|kna|efe|ansa|upi|тасс|интерфакс|унн|укринформ"
    r"|риа новости|رويترز|רויטרס|新华社|新華社|中新社|中央社|共同通信|時事通信"
    r"|연합뉴스|뉴시스|뉴스1"
)
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
    rf"|{_TOLD}"
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
"""Places of several words that stand behind names in bylines; those of one word are `TOWNS`."""

HONOURS = (
    r"(?:dr|prof|mag|ing|dipl|dott|drs|sr|sra|dra|sen|rep|gov|rev)\."
    r"(?:[- ]?(?:med|phil|jur|rer|nat|ing|h\.?c|ssa)\b\.?)*"
    r"|dr|prof|professor(?:in)?|mrs?\.?|ms\.?|д-р|проф\.|دكتورة?|دکتر|آقای|خانم|ד[״\"]ר|פרופ[׳']"
)
"""Titles before a name that are no part of it."""

DEGREES = r"(?:ph\.? ?d|m\.? ?d|m\.? ?a|m\.? ?sc|b\.? ?a|ll\.? ?m|esq|mba)\.?"
"""What is behind a name and no part of it."""

TOWNS = frozenset(
    (
        "amman amsterdam ankara athens athen atenas baghdad bagdad bangkok barcelona bayreuth"
        " beijing peking pekín beirut belfast belgrade belgrad berlin berlín bern bogota"
        " bogotá bonn boston bratislava brussels brüssel bruxelles bruselas bucharest budapest"
        " cairo kairo caracas canberra chicago cologne köln colombo copenhagen kopenhagen"
        " damascus damaskus davos delhi dhaka doha dresden dubai dublin düsseldorf edinburgh"
        " frankfurt gaza geneva genf genève ginebra glasgow hamburg hannover hanoi harare"
        " havana houston islamabad istanbul jakarta jerusalem jérusalem johannesburg kabul"
        " karachi kathmandu khartoum kiel kiev kyiv kiew kigali kinshasa lagos lausanne"
        " leipzig lima lisbon lissabon lisboa ljubljana london londra londres luxemburg lyon"
        " madrid mailand mainz manila mannheim marseille melbourne miami milan milano minsk"
        " montevideo montreal moscow moskau moscú moscou mosca mumbai munich münchen nairobi"
        " naples napoli nürnberg oslo ottawa paris parigi parís perth philadelphia potsdam"
        " prag prague praha pretoria quito rabat ramallah reykjavik riga riyadh rom roma rome"
        " rotterdam salzburg santiago sarajevo schwerin seattle seoul sevilla shanghai"
        " singapore sofia stockholm strasbourg straßburg stuttgart sydney taipei tallinn"
        " tashkent tbilisi teheran tehran tokio tokyo toronto tripoli tunis turin torino"
        " valencia vancouver venedig vienna wien viena vilnius warsaw warschau warszawa"
        " varsovia washington wellington wiesbaden yangon zagreb zürich zurich москва киев"
        " київ минск мінськ вашингтон лондон париж берлин берлін брюссель пекин токио"
        " санкт-петербург харьков харків львів одесса одеса αθήνα θεσσαλονίκη λευκωσία القاهرة"
        " دبي بيروت دمشق بغداد عمان الرياض غزة الدوحة طهران واشنطن لندن ירושלים ירושליים חיפה"
        " 北京 上海 东京 東京 台北 香港 首尔 首爾 华盛顿 華盛頓 伦敦 倫敦 大阪 ソウル"
        " ワシントン ロンドン 서울 도쿄 베이징 부산 워싱턴 뉴욕 런던"
    ).split()
)
"""Towns of one word from which articles are written, as they stand behind names."""

SUFFIX = r"(?:[JS]r\b\.?|I{2,3}\b|IV\b)"
"""What tells father and son apart."""

PARTICLES = frozenset(
    "af al bin da das de del della den der di do dos du el la le ten ter van von"
    " عبد بن ابن أبو ابو آل בן בר אבו".split()
)
"""What begins family names of several words."""
