"""What records of the world call our fields: dumps, tables, front matter, in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from index.core.folding import unaccented
from index.core.late_patterns import late

# A text that only stands for a longer one: what it is called, wherever there is nothing better.
_SUMMARIES = (
    "lead_paragraph description beschreibung descripción summary zusammenfassung résumé resumen"
    " abstract abstractnote trailtext snippet chapô chapeau lead teaser excerpt"
).split()

# Our fields, and the names that records have for them, the likeliest first.
FIELDS: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "id": "id_str id _id uuid guid article_id articleid",
        "title": (
            "title headline heading webtitle titel überschrift schlagzeile titre título titulo"
            " titolo kop tytuł заголовок назва otsikko overskrift başlık nadpis タイトル 見出し"
            " 제목 标题 標題 article_title news_title headlines name"
        ),
        "text": (
            "text content body articlebody article_body fulltext full_text maintext content_text"
            " content_html paragraphs story article article_text raw_text bodytext inhalt volltext"
            " artikeltext texte corps contenu texto contenido cuerpo testo contenuto corpo conteúdo"
            " tekst treść текст metin 本文 記事 본문 내용 正文 内容 內容"
            " html html_content body_html text_content plaintext plain_text content_elements blocks"
            " ocr_text ocr_eng ocr "
        )
        + " ".join(_SUMMARIES),
        "date": (
            "first_publish_date display_date published published_at publishedat datepublished"
            " date_published date pubdate pub_date"
            " publication_date publish_date published_date published_on publicationdate publishdate"
            " date_publish webpublicationdate publish_time published_time datetime datum"
            " erscheinungsdatum erschienen veröffentlicht fecha fecha_publicación"
            " fecha_de_publicación date_de_publication date_de_parution date_parution"
            " data_pubblicazione data_di_pubblicazione data_publicação data_de_publicação data"
            " дата tarih 日付 日期 公開日 掲載日 发布时间 發布時間 일자 날짜"
            " publishing_date firstcreated versioncreated"
            " created created_at timestamp"
        ),
        "updated": (
            "updated modified updated_at updatedat datemodified date_modified modified_at"
            " last_modified lastmod date_modify"
        ),
        "outlet": (
            "outlet source publication publisher newspaper media site_name sitename source_name"
            " site source_domain source_hostname hostname domain media_name publication_name"
            " publication_title pubtitle name_source feed_title feed_name feed quelle"
            " zeitung medium journal fuente medio periódico fonte testata bron krant źródło"
            " источник джерело kaynak gazete kilde 媒体 媒體 掲載紙 新聞 언론사 신문사 매체"
            " 来源 來源"
            " paper periodical magazine zeitschrift tageszeitung revue quotidien journal_name"
            " periódico diario revista giornale testata_giornalistica rivista jornal dagblad"
            " tidskrift tidning avis lehti czasopismo gazeta газета журнал dergi"
        ),
        "url": (
            "url link canonical canonical_url permalink web_url weburl article_url source_url"
            " original_url document_url uri href enlace lien adresse adres ссылка посилання"
            " リンク 链接 連結 링크"
        ),
        "byline": (
            "byline bylines author authors author_name credits by creator writer reporter"
            " journalist autor autoren auteur auteurs autores autore autori verfasser автор"
            " yazar 著者 記者 作者 记者 기고자 기자"
        ),
        "section": (
            "section section_name sectionname category categories topic desk articlesection"
            " news_desk rubrik ressort rubrique sección seccion sezione seção rubriek рубрика dział"
            " 分野 栏目 欄目 版面 분류 통합_분류1"
        ),
        "language": (
            "language lang language_code inlanguage sprache langue idioma lingua taal язык"
            " 言語 语言 언어"
        ),
        "tags": (
            "tags keywords tag manual_tags adx_keywords subjects topics schlagworte schlagwörter"
            " stichwörter mots_clés palabras_clave etiquetas parole_chiave キーワード 키워드 关键词"
        ),
    }.items()
}


def plain_key(key: str) -> str:
    """A key as the usual names are written: small letters, underscores."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def compact(key: str) -> str:
    """A key as keys are compared: `publishedDate`, “Published date” and `published_date` are one,
    and so are titulo and Título.
    """
    return re.sub(r"[\W_]+", "", unaccented(key.lower()))


@cache
def _names() -> Mapping[str, tuple[str, bool, int]]:
    """Of each name its field, whether it is that of a summary, and how likely it is."""
    return {
        compact(name): (field, name in _SUMMARIES, place)
        for field, names in FIELDS.items()
        for place, name in reversed(list(enumerate(names)))
    }


# What stands before a name and says whose field it is: `story_text`, `post_title`, `meta_lang`.
_WHOSE = late(
    r"(?:story|stories|articles?|news|posts?|item|document|doc|page|entry|record|cleaned|clean|meta"
    r"|original|dc|og)(?=.{2})"
)
# What stands behind one and says how it is kept: `title_t` (Solr), `text_en`, `published_utc`.
_HOW = late(r"(?<=.)_(?:t|s|ss|txt|dt|tdt|str|utc|raw|clean|cleaned|en|de|fr|es|it|nl|pt)$")


def field_of(key: str) -> str:
    """The field that a key is a name of, "" of none."""
    return (_known(key) or ("",))[0]


def fields_among(keys: Iterable[str]) -> set[str]:
    """The fields that some keys are names of."""
    return set(filter(None, map(field_of, keys)))


def stands_for_more(key: str) -> bool:
    """Whether what a key holds is a summary in the place of a text."""
    known = _known(key)
    return known is not None and known[1]


@lru_cache(maxsize=4096)
def _known(key: str) -> tuple[str, bool, int] | None:
    return _names().get(compact(key)) or _names().get(_bare(key))


@lru_cache(maxsize=512)
def keys_by_field(keys: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Of the keys of a record, those that are names of each field, the likeliest first: no summary,
    called just so, and written as it usually is.
    """
    found: dict[str, list[tuple[bool, bool, int, bool, int]]] = {field: [] for field in FIELDS}
    for place, key in enumerate(keys):
        exact = _names().get(compact(key))
        known = exact or _names().get(_bare(key))
        if known:
            field, is_summary, rank = known
            unusual = plain_key(key) not in FIELDS[field]
            found[field].append((is_summary, exact is None, rank, unusual, place))
    return {
        field: tuple(keys[place] for *_, place in sorted(ranked)) for field, ranked in found.items()
    }


def _bare(key: str) -> str:
    """A key as keys are compared, without what stands before and behind a name in it."""
    return _WHOSE.sub("", compact(_HOW.sub("", plain_key(key))), count=1)
