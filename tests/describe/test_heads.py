"""Heads as people print them, in many styles and languages, and what must be found in each."""

import pytest

from readingroom.describe import masthead
from readingroom.document import Line, Survey

BODY = {
    "en": "The tide came in at four and the boats lay low under the quay wall. Nobody on the harbour side spoke of the storm any more, and the\nchildren "
    "went back to counting gulls. In the evening the lamp was lit as on every other evening of the year.\n\nThe council met again on the next day.",
    "de": "Die Flut kam um vier, und die Boote lagen tief unter der Mauer. Niemand am Hafen sprach noch von dem Sturm, und die Kinder\nzählten wieder "
    "Möwen. Am Abend wurde die Lampe angezündet wie an jedem anderen Abend des Jahres.\n\nDer Rat trat am nächsten Tag wieder zusammen.",
    "fr": "La marée monta à quatre heures et les barques restaient basses sous le quai. Personne au port ne parlait plus de la tempête, et les\nenfants "
    "comptaient de nouveau les mouettes. Le soir, la lampe fut allumée comme tous les autres soirs.\n\nLe conseil se réunit le lendemain.",
    "es": "La marea subió a las cuatro y las barcas quedaban bajas junto al muelle. Nadie en el puerto hablaba ya de la tormenta, y los niños\nvolvían a "
    "contar gaviotas. Por la noche se encendió la lámpara como todas las noches del año.\n\nEl consejo se reunió al día siguiente.",
    "it": "La marea salì alle quattro e le barche stavano basse sotto il molo. Nessuno al porto parlava più della tempesta, e i bambini\ntornarono a "
    "contare i gabbiani. La sera la lampada fu accesa come tutte le altre sere dell'anno.\n\nIl consiglio si riunì il giorno dopo.",
    "ru": "Прилив пришёл в четыре часа, и лодки стояли низко у стены причала. Никто в порту больше не говорил о буре, и дети\nснова считали чаек. "
    "Вечером зажгли лампу, как и в любой другой вечер года.\n\nСовет собрался снова на следующий день.",
    "pl": "Przypływ nadszedł o czwartej, a łodzie stały nisko pod murem. Nikt w porcie nie mówił już o burzy, a dzieci\nznów liczyły mewy. Wieczorem "
    "zapalono lampę, tak jak każdego innego wieczoru.\n\nRada zebrała się następnego dnia.",
    "ja": "四時に潮が満ち、舟は岸壁の下に低く並んでいた。港ではもう誰も嵐の話をせず、子どもたちはまたかもめを数えはじめた。\n\n翌日、評議会はふたたび開かれた。",
    "zh": "四点钟涨潮了，小船低低地停在码头墙下。港口再也没有人谈起那场风暴，孩子们又数起了海鸥。\n\n第二天，议会再次开会。",
    "ar": "جاء المد في الساعة الرابعة وكانت القوارب منخفضة تحت جدار الرصيف. لم يعد أحد في الميناء يتحدث عن العاصفة وعاد الأطفال\nإلى عد النوارس. وفي "
    "المساء أضيء المصباح كما في كل مساء.\n\nاجتمع المجلس مرة أخرى في اليوم التالي.",
    "he": "הגאות הגיעה בארבע והסירות עמדו נמוך מתחת לקיר הרציף. איש בנמל לא דיבר עוד על הסערה והילדים חזרו לספור שחפים.\n\nהמועצה התכנסה שוב למחרת.",
    "ko": "네 시에 밀물이 들어왔고 배들은 부두 벽 아래 낮게 떠 있었다. 항구에서는 아무도 더 이상 폭풍을 말하지 않았다.\n\n다음 날 의회가 다시 열렸다.",
    "hi": "चार बजे ज्वार आया और नावें घाट की दीवार के नीचे नीची खड़ी थीं। बंदरगाह पर अब कोई तूफान की बात नहीं करता था।\n\nअगले दिन परिषद फिर बैठी।",
}

# (language of the body, head, title, authors, date or issued)
CASES = [
    # Bylines and dates on lines of their own
    ("en", "The Harbour in March\n\nBy Ada Quill\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\nBy Ada Quill\nMay 3rd, 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour\nin March\nAda Quill\nthe 3rd of May, 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "THE HARBOUR IN MARCH\n\nBY ADA O'QUILL-MAY", "THE HARBOUR IN MARCH", "Ada O'Quill-May", ""),
    ("en", "The Harbour in March\n\nWritten by Ada Quill and Tom Marsh\n\nPublished on Sunday, May 3, 1931", "The Harbour in March", "Ada Quill; Tom Marsh", "1931-05-03"),
    ("en", "The Harbour in March\n\nBy Ada Quill, Tom Marsh, and J. R. Weir", "The Harbour in March", "Ada Quill; Tom Marsh; J. R. Weir", ""),
    ("en", "The Harbour in March\n\nBy Ada Quill, Staff Writer\n\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nBy Ada Quill in Port Anselm\n\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nBy Reuters\n\n3 May 1931", "The Harbour in March", "Reuters", "1931-05-03"),
    ("en", "The Harbour in March\n\nAda Quill | 3 May 1931 | 5 min read", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\n3 May 1931 · by Ada Quill", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nPosted by Ada Quill on 3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nAda Quill (3 May 1931)", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\n— Ada Quill, May 1931", "The Harbour in March", "Ada Quill", "1931-05"),
    ("en", "The Harbour in March\n\nAda Quill\n1931", "The Harbour in March", "Ada Quill", "1931"),
    ("en", "The Harbour in March\n\nAda Quill, c. 1931", "The Harbour in March", "Ada Quill", "1931~"),
    ("en", "The Harbour in March\n\nSpring 1931", "The Harbour in March", "", "1931-21"),
    ("en", "The Harbour in March\n\n1931-05-03T10:00:00Z", "The Harbour in March", "", "1931-05-03"),
    ("en", "The Harbour in March\n\nMay 3, 1931 at 10:15 AM", "The Harbour in March", "", "1931-05-03"),
    ("en", "The Harbour in March\n\nPublished 3 May 1931, updated 5 May 1931", "The Harbour in March", "", "1931-05-03"),
    ("en", "3 May 1931\n\nThe Harbour in March\n\nBy Ada Quill", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "# The Harbour in March\n\n*Ada Quill*, **3 May 1931**", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "Title: The Harbour in March\nAuthor: Ada Quill\nDate: 3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nby\n\nAda Quill", "The Harbour in March", "Ada Quill", ""),
    ("en", "OPINION\n\nThe Harbour in March\n\nBy Ada Quill", "The Harbour in March", "Ada Quill", ""),
    ("en", "The Harbour in March\n\nHow a town learned to wait for its boats\n\nBy Ada Quill\n\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nAda Quill\nKeeper of the Lamp\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nBy Ada Quill\nKeeper of the Lamp\n3 May 1931", "The Harbour in March", "Ada Quill", "1931-05-03"),
    ("en", "The Harbour in March\n\nDr. Ada Quill van der Meer\n3 May 1931", "The Harbour in March", "Dr. Ada Quill van der Meer", "1931-05-03"),
    # Nothing to be found, nothing to be invented
    ("en", "The Harbour in March", "The Harbour in March", "", ""),
    ("en", "Why the Harbour Waits: A Question for 1931", "Why the Harbour Waits: A Question for 1931", "", ""),
    ("en", "Harbour Works Coming January 1931", "Harbour Works Coming January 1931", "", ""),
    ("en", "The End of Lamps in\n1931\nBy Ada Quill", "The End of Lamps in 1931", "Ada Quill", ""),
    # Other languages
    ("de", "Der Hafen im März\n\nVon Käthe Müller-Lang\n\n3. Mai 1931", "Der Hafen im März", "Käthe Müller-Lang", "1931-05-03"),
    ("de", "Der Hafen im März\nvon Käthe Lang und Ernst von der Au\nSonntag, den 3. Mai 1931", "Der Hafen im März", "Käthe Lang; Ernst von der Au", "1931-05-03"),
    ("de", "Der Hafen im März\n\nKäthe Lang, um 1931", "Der Hafen im März", "Käthe Lang", "1931~"),
    ("de", "Der Hafen im März\n\n03.05.1931 | Käthe Lang", "Der Hafen im März", "Käthe Lang", "1931-05-03"),
    ("fr", "Le port en mars\n\nPar Élodie Lefèvre\nPublié le 3 mai 1931 à 14h30", "Le port en mars", "Élodie Lefèvre", "1931-05-03"),
    ("fr", "Le port en mars\n\nPar Élodie Lefèvre et Jean d'Aubigné\n\nle 1er mai 1931", "Le port en mars", "Élodie Lefèvre; Jean d'Aubigné", "1931-05-01"),
    ("fr", "Le port en mars\n\nÉlodie Lefèvre\n03/05/1931", "Le port en mars", "Élodie Lefèvre", "1931-05-03"),
    ("es", "El puerto en marzo\n\nPor Íñigo Peña de la Cruz\n\n3 de mayo de 1931", "El puerto en marzo", "Íñigo Peña de la Cruz", "1931-05-03"),
    ("es", "El puerto en marzo\n\nÍñigo Peña y Luz Marín | domingo, 3 de mayo de 1931", "El puerto en marzo", "Íñigo Peña; Luz Marín", "1931-05-03"),
    ("es", "El puerto en marzo\n\nÍñigo Peña\n3 may. 1931", "El puerto en marzo", "Íñigo Peña", "1931-05-03"),
    ("it", "Il porto in marzo\n\ndi Niccolò D’Amico\n\n3 maggio 1931", "Il porto in marzo", "Niccolò D’Amico", "1931-05-03"),
    ("it", "Il porto in marzo\n\nNiccolò D’Amico e Lia Conti\n03/05/1931", "Il porto in marzo", "Niccolò D’Amico; Lia Conti", "1931-05-03"),
    ("ru", "Гавань в марте\n\nПётр Ёлкин\n3 мая 1931 г.", "Гавань в марте", "Пётр Ёлкин", "1931-05-03"),
    ("ru", "Гавань в марте\n\nАвтор: П. И. Ёлкин\nвоскресенье, 3 мая 1931 года", "Гавань в марте", "П. И. Ёлкин", "1931-05-03"),
    ("pl", "Port w marcu\n\nŁukasz Żurek\n3 maja 1931 r.", "Port w marcu", "Łukasz Żurek", "1931-05-03"),
    ("pl", "Port w marcu\n\nautor: Łukasz Żurek, 07.04.1931", "Port w marcu", "Łukasz Żurek", "1931-04-07"),
    ("ja", "三月の港\n\n佐藤健一\n1931年5月3日", "三月の港", "佐藤健一", "1931-05-03"),
    ("ja", "三月の港\n文＝佐藤健一\n昭和6年5月3日", "三月の港", "佐藤健一", "1931-05-03"),
    ("ja", "三月の港\n\n佐藤健一（1931年5月3日）", "三月の港", "佐藤健一", "1931-05-03"),
    ("ja", "三月の港\n\n佐藤健一、山田花子\n1931年5月", "三月の港", "佐藤健一; 山田花子", "1931-05"),
    ("zh", "三月的港口\n\n作者：王伟\n1931年5月3日", "三月的港口", "王伟", "1931-05-03"),
    ("zh", "三月的港口\n\n1931年5月3日　作者：王伟、李娜", "三月的港口", "王伟; 李娜", "1931-05-03"),
    ("zh", "三月的港口\n\n本报记者 王伟\n一九三一年五月三日", "三月的港口", "王伟", "1931-05-03"),
    ("ar", "الميناء في مارس\n\nليلى حداد\n19 أكتوبر 1931", "الميناء في مارس", "ليلى حداد", "1931-10-19"),
    ("ar", "الميناء في مارس\n\nبقلم: ليلى حداد\n١٩ أكتوبر ١٩٣١", "الميناء في مارس", "ليلى حداد", "1931-10-19"),
    ("ar", "الميناء في مارس\n\nبقلم ليلى حداد | ١٩ تشرين الأول ١٩٣١", "الميناء في مارس", "ليلى حداد", "1931-10-19"),
    ("he", "הנמל במרץ\n\nמאת דנה לוי\n3 במאי 1931", "הנמל במרץ", "דנה לוי", "1931-05-03"),
    ("ko", "삼월의 항구\n\n김민수 기자\n1931년 5월 3일", "삼월의 항구", "김민수", "1931-05-03"),
    ("hi", "मार्च में बंदरगाह\n\nलेखक: आशा वर्मा\n3 मई 1931", "मार्च में बंदरगाह", "आशा वर्मा", "1931-05-03"),
]


def lines_of(text):
    """A text as cleaned lines without edits."""
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(line, at, at + len(line), number))
        at += len(line) + 1
    return lines


def found_in(text, path="letters/12.txt", survey=Survey()):
    """What a text says about itself, by field."""
    fields = {}
    for finding in masthead(lines_of(text), path, survey).findings:
        fields.setdefault(finding.field, finding.value)
    return fields


@pytest.mark.parametrize(("lang", "head", "title", "authors", "date"), CASES, ids=[case[1][:60].replace("\n", " / ") for case in CASES])
def test_head_is_read(lang, head, title, authors, date):
    """Title, authors and date come out as printed; what the head does not state stays empty."""
    found = found_in(f"{head}\n\n{BODY[lang]}")
    assert (found.get("title"), found.get("authors", ""), found.get("date") or found.get("issued") or "") == (title, authors, date)
