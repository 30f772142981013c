"""What the site needs to know about languages: a name to show, the direction of writing, the articles a title is not sorted by."""

from __future__ import annotations

import re

_NAMES = """
af=Afrikaans am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali br=Breton bs=Bosnian ca=Catalan cs=Czech cy=Welsh
da=Danish de=German el=Greek en=English eo=Esperanto es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fo=Faroese fr=French
fy=Frisian ga=Irish gd=Gaelic gl=Galician grc=Ancient_Greek gu=Gujarati he=Hebrew hi=Hindi hr=Croatian hu=Hungarian hy=Armenian
id=Indonesian is=Icelandic it=Italian ja=Japanese jv=Javanese ka=Georgian kk=Kazakh km=Khmer kn=Kannada ko=Korean ku=Kurdish ky=Kyrgyz
la=Latin lb=Luxembourgish lo=Lao lt=Lithuanian lv=Latvian mg=Malagasy mi=Maori mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi
ms=Malay mt=Maltese my=Burmese nb=Norwegian ne=Nepali nl=Dutch nn=Nynorsk no=Norwegian oc=Occitan pa=Punjabi pl=Polish ps=Pashto
pt=Portuguese qu=Quechua rm=Romansh ro=Romanian ru=Russian sa=Sanskrit sd=Sindhi si=Sinhala sk=Slovak sl=Slovenian so=Somali sq=Albanian
sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tl=Tagalog tr=Turkish tt=Tatar ug=Uyghur uk=Ukrainian ur=Urdu
uz=Uzbek vi=Vietnamese wa=Walloon xh=Xhosa yi=Yiddish yo=Yoruba zh=Chinese zu=Zulu
"""
NAMES = dict(pair.split("=") for pair in _NAMES.split())
RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi", "ckb"])
ARTICLES = {
    "en": ("the ", "a ", "an "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "fr": ("le ", "la ", "les ", "l'", "l’", "un ", "une "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’", "un ", "una "),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
    "nl": ("de ", "het ", "een "),
}
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+")


def tag(lang: str) -> str:
    """The language tag if it is one, else "": what goes into `lang=` must not be prose."""
    return lang if _TAG.fullmatch(lang) else ""


def name(lang: str) -> str:
    """The English name of a language, or the tag itself: "pt-BR" -> "Portuguese"."""
    return NAMES.get(lang.partition("-")[0].lower(), lang).replace("_", " ")


def direction(lang: str) -> str:
    """The direction of writing: "rtl", "ltr", or "auto" where the language is not known."""
    if not lang:
        return "auto"
    return "rtl" if lang.partition("-")[0].lower() in RIGHT_TO_LEFT or "-arab" in lang.lower() or "-hebr" in lang.lower() else "ltr"


def without_article(title: str, lang: str) -> str:
    """A title as a librarian sorts it: "The harbour" -> "harbour", if the language is English."""
    lower = title.lower()
    for article in ARTICLES.get(lang.partition("-")[0].lower(), ()):
        if lower.startswith(article) and len(title) > len(article):
            return title[len(article) :].lstrip()
    return title
