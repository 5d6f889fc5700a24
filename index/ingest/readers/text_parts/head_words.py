"""Words of lines above a text that say nothing by themselves: what is beside a day, a time of day
and a name, in the languages news is written in most. All are folded with `str.casefold`.
"""

from __future__ import annotations

LABELS = frozenset(
    "published posted updated modified created date dated issued"
    " publié publiée publie posté mis mise jour modifié créé"
    " veröffentlicht erschienen aktualisiert erstellt stand datum"
    " publicado publicada actualizado actualizada creado fecha atualizado atualizada criado data"
    " pubblicato aggiornato creato gepubliceerd geplaatst bijgewerkt"
    " publicerad publicerat uppdaterad uppdaterat publisert oppdatert publiceret udgivet opdateret"
    " opublikowano aktualizacja julkaistu päivitetty publikováno aktualizováno"
    " yayınlanma yayınlandı yayın güncelleme güncellenme güncellendi tarihi"
    " опубликовано обновлено дата опубліковано оновлено δημοσίευση ενημέρωση"
    " نشر تحديث تاريخ النشر פורסם עודכן"
    " 公開 公開日 公開日時 更新 更新日 更新日時 最終更新 発表 発行 掲載 配信"
    " 发布 发布时间 发布日期 发表 發布 發布時間 發表 时间 時間 更新时间 更新時間"
    " 입력 수정 등록 발행 승인 입력일 수정일 최종수정 기사입력 기사수정 기사등록".split()
)
"""What a day is called."""

BEFORE_LABELS = frozenset("first last originally zuletzt zuerst última".split())
"""What stands before a label: “Last updated”."""

BESIDE_DAYS = frozenset(
    "on at the of le la à les am um den im dem el a las al il alle op om de del den kl klo d o"
    " w dnia в г от о του 年 月 日 년 월 일".split()
)
"""What joins a label, a day and a time of day."""

WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr"
    " sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim"
    " lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio"
    " segunda terça quarta quinta sexta feira seg ter qua qui sex"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela"
    " понедельник вторник среда четверг пятница суббота воскресенье"
    " понеділок вівторок середа четвер п'ятниця субота неділя"
    " måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag"
    " maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai"
    " pondělí úterý středa čtvrtek pátek neděle"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar"
    " δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή"
    " الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
    " ראשון שני שלישי רביעי חמישי שישי שבת יום"
    " 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日"
    " 星期一 星期二 星期三 星期四 星期五 星期六 星期日"
    " 월요일 화요일 수요일 목요일 금요일 토요일 일요일".split()
)
"""Days of the week. “Mar” and “mer” are as well other words: they count beside a day only."""

BESIDE_CLOCKS = frozenset(
    "am pm a p m uhr uur h klo kl ч óra at um om à alle a as às las los las"
    " gmt utc z bst cet cest mez mesz wet eet eest msk et est edt ct cst cdt mt mst mdt pt pst pdt"
    " jst kst hkt sgt ist aest aedt nzst 오전 오후 上午 下午 午前 午後 晚上 分 분".split()
)
"""What stands beside a time of day: its half, its zone."""

BY = frozenset(
    "by von par por door di da de av af text texto texte testo tekst words story"
    " author autor autora autorin auteur autore"
    " source quelle fuente fonte bron källa 来源 來源 出典 출처 المصدر"
    " автор текст 作者 记者 記者 撰文 采写 文 글 الكاتب كتب كتبت بقلم מאת".split()
)
"""What stands before who wrote a text, or for whom."""

BEFORE_BY = frozenset(
    "written words reported posted published story text interview interviewed compiled review"
    " reviewed analysis report".split()
)
"""What stands before “by”."""

BEHIND_NAMES = frozenset("기자 특파원 記者 记者 staff writer reporter correspondent".split())
"""What stands behind who wrote a text, and says that."""

AND = frozenset("and und et y e en og och i & for für ve и і та".split())
"""What joins names."""
