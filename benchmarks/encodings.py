"""How often the encoding of a short text is guessed right, by language, code and length.

    python benchmarks/encodings.py [--texts FOLDER]

Each paragraph below is written in every code of its language, cut to several lengths, and read back without being told how it was
written; right is what gives the same text, whatever the code is called. FOLDER may hold other texts as UTF-8, `<language>.txt` each.
Prints a line for each length and every pair of language and code that was ever read wrongly. For comparison: chardet alone, and
charset-normalizer where it is installed.

Last printed, with chardet 7.7.0 and charset-normalizer 3.5.2, for the paragraphs below and for the Universal Declaration of Human
Rights in the same languages (right of all, by characters in the cut):

                          paragraphs            declaration
                          40      150           40      150     600     3000
    readingroom           .959    .997          .972    .990    1.000   1.000
    chardet alone         .929    .997          .968    .986    1.000   1.000
    charset-normalizer    .473    .653          .480    .669    .746    .808
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import chardet

from readingroom.read.encoding import decode

LENGTHS = (40, 150, 600, 3000)
SAMPLES = 4
"""How many cuts are made of a text at each length."""

WEST = ("cp1252", "mac_roman", "cp850")
CENTRAL = ("cp1250", "iso8859_2")
CODES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("eng", "fra", "deu", "spa", "ita", "por", "nld", "dan", "swe", "nob", "fin", "isl", "cat"), WEST),
    **dict.fromkeys(("slk", "slv", "hrv", "ron"), CENTRAL),
    **dict.fromkeys(("pol", "ces", "hun"), (*CENTRAL, "cp852")),
    **dict.fromkeys(("est", "lav", "lit"), ("cp1257", "iso8859_13")),
    "tur": ("cp1254",),
    **dict.fromkeys(("ukr", "bul", "srp"), ("cp1251", "iso8859_5")),
    "rus": ("cp1251", "iso8859_5", "koi8_r", "cp866"),
    "ell": ("cp1253", "iso8859_7"),
    "heb": ("cp1255",),
    "arb": ("cp1256", "iso8859_6"),
    "jpn": ("cp932", "euc_jp", "iso2022_jp"),
    "cmn_hans": ("gb18030",),
    "cmn_hant": ("big5",),
    "kor": ("cp949",),
    "tha": ("cp874",),
}

TEXTS = {
    "eng": (
        "The café by the old harbour opens late in March; “come back at ten,” says the man with the keys, and he’s right. Nobody "
        "is in a hurry here — not the gulls, not the boats, and least of all the board, whose naïve plan for the breakwater cost "
        "£40,000 in 1931."
    ),
    "fra": (
        "Le port était très calme ce matin-là. Les hommes, venus de l’île pour voir le nouveau môle, sont rentrés chez eux sans un "
        "mot ; personne n’a parlé de la péniche échouée. À Noël, on espère qu’elle sera réparée, mais où trouver l’argent ? Ça "
        "reste à décider."
    ),
    "deu": (
        "Am Hafen war es heute früh ungewöhnlich still. Die Männer, die sich die neue Mauer ansehen wollten, gingen ohne ein Wort "
        "nach Hause; über den gesunkenen Kahn möchte niemand reden. Für das Frühjahr hofft der Bürgermeister auf größere Schiffe "
        "und höhere Gebühren."
    ),
    "spa": (
        "El puerto estaba tranquilo aquella mañana. Los hombres que vinieron a ver el muelle volvieron a casa sin decir una "
        "palabra; ¿quién querría hablar de la barcaza? Según el capitán, la reparación costará más de lo que el señor alcalde "
        "había pensado en otoño."
    ),
    "ita": (
        "Il porto era tranquillo quella mattina, perché il vento era già girato. Gli uomini venuti a vedere il nuovo molo "
        "tornarono a casa senza dire una parola; così la città non saprà mai chi pagherà. È probabile che la chiatta resti lì, "
        "com’è, più di un anno."
    ),
    "por": (
        "O porto estava calmo naquela manhã. Os homens que vieram ver o novo quebra-mar voltaram para casa sem dizer uma palavra; "
        "ninguém falou da barcaça. A comissão não decidirá antes de março, e até lá as crianças irão à escola de pé, porque a "
        "ponte está em péssimas condições."
    ),
    "nld": (
        "De haven was stil die ochtend. De mannen die naar de nieuwe pier kwamen kijken, gingen zonder één woord naar huis; over "
        "de gezonken aak wil niemand het hebben. Volgens de havenmeester is het idee financieel niet haalbaar, al zijn de zeeën "
        "dit jaar kalm geweest."
    ),
    "dan": (
        "Havnen lå stille den morgen. Mændene, der var kommet for at se den nye mole, gik hjem uden at sige et ord; ingen ønsker "
        "at tale om prammen. Rådhuset håber på større skibe til foråret, men gebyrerne må først sættes op, og det kræver både tid "
        "og tålmodighed."
    ),
    "swe": (
        "Hamnen låg stilla den morgonen. Männen som kommit för att se den nya vågbrytaren gick hem utan att säga ett ord; ingen "
        "vill längre tala om pråmen. Fullmäktige hoppas på större fartyg till våren, men avgifterna måste först höjas, och det tar "
        "både tid och tålamod."
    ),
    "nob": (
        "Havnen lå stille den morgenen. Mennene som var kommet for å se den nye moloen, gikk hjem uten å si et ord; ingen ønsker å "
        "snakke om lekteren. Rådet håper på større skip til våren, men avgiftene må først økes, og det krever både tid og "
        "tålmodighet på øya."
    ),
    "fin": (
        "Satama oli hiljainen sinä aamuna. Miehet, jotka olivat tulleet katsomaan uutta aallonmurtajaa, lähtivät kotiin sanaakaan "
        "sanomatta; kukaan ei enää puhu proomusta. Lautakunta ei päätä mitään ennen kevättä, eikä köyhä kylä jää odottamaan yhtään "
        "pitempään."
    ),
    "isl": (
        "Höfnin var hljóð þennan morgun. Mennirnir sem komu til að sjá nýja hafnargarðinn fóru heim án þess að segja orð; enginn "
        "vill lengur tala um prammann. Nefndin ákveður ekkert fyrr en í vor, og þá verður það orðið of seint fyrir bátana sem "
        "liggja úti við eyjuna."
    ),
    "cat": (
        "El port estava tranquil aquell matí. Els homes que van venir a veure l’espigó nou se’n van tornar a casa sense dir ni una "
        "paraula; ningú no vol parlar de la barcassa. La comissió no decidirà res abans de març, perquè això és massa car i l’any "
        "ha estat dolent."
    ),
    "pol": (
        "Przystań była tego ranka cicha. Mężczyźni, którzy przyszli obejrzeć nowy falochron, wrócili do domu bez słowa; nikt już "
        "nie chce mówić o barce. Zarząd nie podejmie żadnej decyzji przed wiosną, choć łódki stoją puste, a żeglarze coraz "
        "głośniej się skarżą."
    ),
    "ces": (
        "Přístav byl toho rána tichý. Muži, kteří se přišli podívat na nové molo, odešli domů beze slova; o potopeném člunu už "
        "nikdo nechce mluvit. Rada nerozhodne nic dřív než na jaře, ačkoli lodě stojí prázdné a námořníci si čím dál hlasitěji "
        "stěžují."
    ),
    "slk": (
        "Prístav bol v to ráno tichý. Muži, ktorí sa prišli pozrieť na nové mólo, odišli domov bez slova; o potopenom člne už "
        "nikto nechce hovoriť. Rada nerozhodne nič skôr ako na jar, hoci lode stoja prázdne a námorníci sa čoraz hlasnejšie "
        "sťažujú. Ľudia čakajú."
    ),
    "hun": (
        "A kikötő csendes volt azon a reggelen. A férfiak, akik az új hullámtörőt jöttek megnézni, szó nélkül mentek haza; az "
        "uszályról senki sem akar már beszélni. A tanács tavasz előtt nem dönt, pedig a hajók üresen állnak, és az őrök egyre "
        "hangosabban követelnek fűtést."
    ),
    "slv": (
        "Pristanišče je bilo tisto jutro tiho. Možje, ki so prišli pogledat novi valobran, so odšli domov brez besede; nihče noče "
        "več govoriti o potopljeni barki. Odbor ne bo odločil ničesar pred pomladjo, čeprav ladje stojijo prazne in se mornarji "
        "vse glasneje pritožujejo."
    ),
    "hrv": (
        "Luka je tog jutra bila tiha. Ljudi koji su došli vidjeti novi lukobran otišli su kući bez riječi; nitko više ne želi "
        "govoriti o potonuloj teglenici. Odbor neće ništa odlučiti prije proljeća, iako brodovi stoje prazni, a mornari se sve "
        "glasnije žale na cijene."
    ),
    "ron": (
        "Portul era liniştit în acea dimineaţă. Bărbaţii care veniseră să vadă noul dig au plecat acasă fără să spună un cuvânt; "
        "nimeni nu mai vrea să vorbească despre barjă. Comisia nu va hotărî nimic înainte de primăvară, deşi vapoarele stau goale "
        "şi marinarii se plâng."
    ),
    "est": (
        "Sadam oli sel hommikul vaikne. Mehed, kes tulid uut muuli vaatama, läksid sõnagi lausumata koju; uppunud praamist ei taha "
        "keegi enam rääkida. Nõukogu ei otsusta midagi enne kevadet, kuigi laevad seisavad tühjalt ja meremehed kurdavad üha "
        "valjemini. Öösel müristas."
    ),
    "lav": (
        "Osta tajā rītā bija klusa. Vīri, kas bija atnākuši apskatīt jauno molu, aizgāja mājās, nebilstot ne vārda; par nogrimušo "
        "liellaivu neviens vairs negrib runāt. Padome neko neizlems līdz pavasarim, lai gan kuģi stāv tukši un jūrnieki aizvien "
        "skaļāk sūdzas."
    ),
    "lit": (
        "Uostas tą rytą buvo tylus. Vyrai, atėję pažiūrėti naujojo molo, grįžo namo nepratarę nė žodžio; apie nuskendusią baržą "
        "niekas nebenori kalbėti. Taryba nieko nenuspręs iki pavasario, nors laivai stovi tušti, o jūreiviai vis garsiau "
        "skundžiasi."
    ),
    "tur": (
        "Liman o sabah sessizdi. Yeni dalgakıranı görmeye gelen adamlar tek söz etmeden evlerine döndüler; batan mavnadan artık "
        "kimse konuşmak istemiyor. Kurul ilkbahardan önce hiçbir şeye karar vermeyecek, oysa gemiler boş duruyor ve gemiciler "
        "gittikçe daha çok yakınıyor."
    ),
    "rus": (
        "В то утро в гавани было тихо. Люди, пришедшие посмотреть на новый мол, ушли домой, не сказав ни слова; о затонувшей барже "
        "никто больше не хочет говорить. Совет ничего не решит до весны, хотя суда стоят пустые, а моряки жалуются всё громче."
    ),
    "ukr": (
        "Того ранку в гавані було тихо. Люди, що прийшли подивитися на новий мол, пішли додому, не сказавши ані слова; про "
        "затонулу баржу ніхто більше не хоче говорити. Рада нічого не вирішить до весни, хоча кораблі стоять порожні, а моряки "
        "скаржаться дедалі голосніше."
    ),
    "bul": (
        "Онази сутрин пристанището беше тихо. Мъжете, дошли да видят новия вълнолом, си отидоха вкъщи, без да кажат дума; за "
        "потъналата баржа никой вече не иска да говори. Съветът няма да реши нищо преди пролетта, макар че корабите стоят празни, "
        "а моряците се оплакват."
    ),
    "srp": (
        "Лука је тог јутра била тиха. Људи који су дошли да виде нови лукобран отишли су кући без речи; о потонулој баржи нико "
        "више не жели да говори. Одбор неће ништа одлучити пре пролећа, иако бродови стоје празни, а морнари се све гласније жале "
        "на цене."
    ),
    "ell": (
        "Το λιμάνι ήταν ήσυχο εκείνο το πρωί. Οι άνδρες που ήρθαν να δουν τον νέο κυματοθραύστη γύρισαν στο σπίτι τους χωρίς να "
        "πουν λέξη· κανείς δεν θέλει πια να μιλάει για τη βυθισμένη μαούνα. Η επιτροπή δεν θα αποφασίσει τίποτε πριν από την "
        "άνοιξη."
    ),
    "heb": (
        "הנמל היה שקט באותו בוקר. האנשים שבאו לראות את שובר הגלים החדש חזרו הביתה בלי לומר מילה; איש אינו רוצה עוד לדבר על הדוברה "
        "שטבעה. הוועדה לא תחליט דבר לפני האביב, אף שהאוניות עומדות ריקות והמלחים מתלוננים בקול רם יותר ויותר."
    ),
    "arb": (
        "كان الميناء هادئا في ذلك الصباح. عاد الرجال الذين جاؤوا لرؤية كاسر الأمواج الجديد إلى بيوتهم دون أن يقولوا كلمة؛ لا أحد "
        "يريد أن يتكلم عن الصندل الغارق بعد الآن. لن تقرر اللجنة شيئا قبل الربيع، مع أن السفن واقفة فارغة والبحارة يشكون بصوت أعلى."
    ),
    "jpn": (
        "その朝、港は静かだった。新しい防波堤を見に来た男たちは、何も言わずに家へ帰って行った。沈んだ艀のことは、もう誰も話したがら"
        "ない。船は空のまま泊まっていて、船乗りの不満は大きくなるばかりだが、委員会は春になるまで何も決めないだろう。"
    ),
    "cmn_hans": (
        "那天早上港口很安静。来看新防波堤的人一句话也没说就回家去了。谁也不愿意再谈那条沉没的驳船。虽然船只空着停在那里，水手们的抱"
        "怨声也越来越大，但委员会在春天之前不会作出任何决定。"
    ),
    "cmn_hant": (
        "那天早上港口很安靜。來看新防波堤的人一句話也沒說就回家去了。誰也不願意再談那條沉沒的駁船。雖然船隻空著停在那裡，水手們的抱"
        "怨聲也越來越大，但委員會在春天之前不會作出任何決定。"
    ),
    "kor": (
        "그날 아침 항구는 조용했다. 새 방파제를 보러 온 사람들은 한마디도 하지 않고 집으로 돌아갔다. 가라앉은 짐배에 대해서는 이제 "
        "아무도 말하려 하지 않는다. 배들은 빈 채로 서 있고 선원들의 불평은 점점 커지지만, 위원회는 봄이 오기 전에는 아무것도 "
        "결정하지 않을 것이다."
    ),
    "tha": (
        "เช้าวันนั้นท่าเรือเงียบสงบ คนที่มาดูเขื่อนกันคลื่นใหม่กลับบ้านไปโดยไม่พูดอะไรสักคำ ไม่มีใครอยากพูดถึงเรือที่จมอีกแล้ว คณะก"
        "รรมการจะไม่ตัดสินใจอะไรก่อนฤดูใบไม้ผลิ แม้ว่าเรือจะจอดว่างเปล่าและลูกเรือจะบ่นดังขึ้นทุกวันก็ตาม"
    ),
}


def cases(texts: dict[str, str], length: int) -> Iterator[tuple[str, str, bytes, str]]:
    """Every (language, code, bytes, text) at a length in characters; a cut begins at a word, or anywhere in scripts without spaces."""
    chance = random.Random(length)
    for language, text in texts.items():
        for code in CODES[language]:
            for _ in range(SAMPLES):
                start = chance.randrange(max(1, len(text) - length + 1))
                cut = text[start : start + length]
                data = cut.encode(code, "ignore")
                if not cut.isascii() and data.decode(code) == cut:
                    yield language, code, data, cut


def run(name: str, detect: Callable[[bytes], str | None], texts: dict[str, str], lengths: tuple[int, ...], tell: bool) -> None:
    """Print how one detector does, and if told to, where it fails."""
    print(name)
    for length in lengths:
        tried: dict[tuple[str, str], list[str]] = {}
        right = total = 0
        began = time.process_time()
        for language, code, data, text in cases(texts, length):
            total += 1
            guess = detect(data)
            try:
                same = guess is not None and data.decode(guess) == text
            except (LookupError, UnicodeDecodeError):
                same = False
            right += same
            if not same:
                tried.setdefault((language, code), []).append(str(guess))
        cost = (time.process_time() - began) / max(1, total) * 1000
        print(f"  {length:5} characters: {right} of {total} right, {right / max(1, total):.3f}; {cost:.2f} ms each")
        if tell:
            for (language, code), guesses in tried.items():
                print(f"        {language} in {code}: {', '.join(guesses)}")


def main() -> None:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="a folder of other texts, <language>.txt in UTF-8")
    folder = parser.parse_args().texts
    texts, lengths = TEXTS, tuple(length for length in LENGTHS if length < 200)
    if folder:
        texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt")) if path.stem in CODES}
        lengths = LENGTHS
    pairs = sum(len(CODES[language]) for language in texts)
    print(f"{len(texts)} languages, {pairs} pairs of language and code, {SAMPLES} cuts each")
    run("readingroom", lambda data: decode(data).encoding, texts, lengths, tell=True)
    run("chardet alone", lambda data: chardet.detect(data, compat_names=False)["encoding"], texts, lengths, tell=False)
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415  only for comparison
    except ImportError:
        return
    run("charset-normalizer", lambda data: getattr(from_bytes(data).best(), "encoding", None), texts, lengths, tell=False)


if __name__ == "__main__":
    main()
