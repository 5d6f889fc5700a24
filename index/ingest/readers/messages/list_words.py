"""The words of which list software makes its lines: how to leave a list, how to read it online.

A line is list software's where it has one of the phrases and no word that is not among these: what
people write of unsubscribing and of browsers has other words as well, and stays.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late

PHRASES = late(
    r"\bunsubscrib(?:e|ed|ing)\b|\bopt[- ]?out\b"
    r"|\b(?:view|read|see|open)\b.{0,60}\b(?:browser|online|web|website)\b"
    r"|\bweb version\b|\bonline version\b"
    r"|\b(?:update|manage|change|edit)\b.{0,30}\b(?:preferences|subscriptions?|settings)\b"
    r"|\bedit this alert\b"
    r"|\bforward(?:ed)? this e-?mail\b|\bforward to a friend\b|\bmail(?:ing)? address is\b"
    r"|\b(?:you(?: are|['’]re| have|['’]ve)?|this e-?mail was) (?:receiv(?:ed|ing)|getting|sent)\b"
    r"|\bread (?:this |it )?(?:[a-z]+ )?online\b"
    r"|\badd us to your address book\b|\bprivacy policy\b|\ball rights reserved\b"
    r"|\b(?:abmelden|abbestellen|im browser|online[- ]version|désabonner|désinscrire|désinscription"
    r"|désabonne|navigateur|version en ligne|darse de baja|cancelar (?:la |tu )?suscripción"
    r"|navegador|annulla(?:re)? l[’']iscrizione|cancella l[’']iscrizione|disiscriver(?:e|ti|si)"
    r"|disiscriviti|nel browser|afmelden|uitschrijven|browser|cancelar (?:a )?inscrição"
    r"|avregistrera|avsluta prenumerationen|webbläsaren|nettleseren|avmeld|afmeld|wypisz się"
    r"|przeglądarce|отписаться|в браузере|відписатися)\b"
    r"|配信停止|ブラウザで|退订|退訂|수신거부",
    re.IGNORECASE,
)
BROWSING = late(
    r"browser|navigateur|navegador|webbläsaren|nettleseren|przeglądarce|браузере|ブラウザ"
    r"|online|en ligne|\bweb\b|website|web version|trouble|display",
    re.IGNORECASE,
)
"""Those of them that stand above a letter."""

WORDS = frozenset(
    # English
    "alert alerts google results "
    "a add address all an and any anymore anytime are as at be because been book "
    "browser but by can cannot change click contact copy correctly did display "
    "displayed displaying do don t edit email emails e mail for forward forwarded "
    "friend from future get getting having have help here how if images immediately "
    "in inbox instantly into is isn it s link links list mailing mails manage may "
    "me message messages more my newer newest news newsletter newsletters no not of "
    "on one online only open opt opted or our out page people policy post posts "
    "preferences privacy problems profile properly re ve read reading receive "
    "received receiving registered reply reserved rights safely see send sender "
    "sending sent services service settings sign signed so someone stop story "
    "subscribe subscribed subscriber subscribers subscribing subscription "
    "subscriptions terms that the these this time to trouble unsubscribe "
    "unsubscribed unsubscribing up update updates us use using version via view "
    "viewing visit want was we web webpage website week weekly daily were wish with "
    "within would you your yours article letter letters issue today below above "
    "button following conditions cookie cookies faq app longer like instead "
    # German
    "abmelden abbestellen ansehen anzeigen öffnen lesen browser der die das den dem "
    "des ein eine einen diese diesen dieser dieses e mail adresse erhalten falls "
    "hier im ihre ihren ihrem ihr klicken klick können kann korrekt mehr mit "
    "möchten nachricht nicht newsletter newsletters oder richtig sich sie und um "
    "unsere unseren vom von wenn werden wird zu zum zur angezeigt datenschutz "
    "impressum bitte jederzeit ich onlineversion "
    # French
    "abonné abonnée afficher affiche ce cet cette cliquez cliquer dans désabonner "
    "désabonnez désabonne désinscrire désinscription de du en et ici je la le les "
    "lettre lien ligne lire me ne navigateur notre nos nous ou par pas plus pour "
    "recevez recevoir vous se si souhaitez sur un une vos votre voir voulez version "
    "infolettre correctement message mes "
    # Spanish, Portuguese, Italian
    "aquí baja boletín boletines cancelar clic correo correos correctamente darse "
    "desea deseas el en este esta estos haga haz la las lo los navegador no para "
    "pulse pulsa puede puedes quiere quieres recibir se si su sus suscripción tu "
    "tus un una ver versión visualiza y ya aqui caso clique e mails inscrição mais "
    "na não nesse nosso o os receber sua você visualizar deixar quiser annulla "
    "annullare cancella cancellare clicca clicchi correttamente di disiscrivere "
    "disiscriverti disiscriversi disiscriviti i il iscrizione l leggi mail nel non "
    "per più puoi questa queste questo qui ricevere tua tuo visualizza visualizzare "
    "vuoi apri "
    # Dutch, Swedish, Norwegian, Danish
    "afmelden bekijk deze dit een email het hier klik lees meer niet nieuwsbrief "
    "ontvangen online open uitschrijven uw van via voor wil wilt avregistrera "
    "avsluta brevet dig du här i inte klicka läs nyhetsbrev nyhetsbrevet "
    "prenumerationen vill webbläsaren öppna visa detta mejl fler avmeld deg "
    "nettleseren ikke klikk her vis åpne meg dette afmeld browseren åbn se mig "
    "nyhedsbrev nyhedsbrevet "
    # Polish, Russian, Ukrainian
    "wypisz się kliknij tutaj jeśli nie chcesz otrzymywać w przeglądarce zobacz "
    "otwórz wiadomość z newslettera tę отписаться от рассылки нажмите здесь в "
    "браузере открыть смотреть если вы не хотите получать письма письмо відписатися "
    "від розсилки натисніть тут "
    # East Asia, where words run together
    "配信停止 配信停止はこちら ブラウザで見る ブラウザで表示 ブラウザで表示する "
    "退订 退訂 수신거부 ".split()
)
