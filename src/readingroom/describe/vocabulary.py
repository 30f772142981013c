"""Small words that say what a line of a document's head is: "by", "and", "Dear", "Yours truly", in the languages of many archives.

They are tables, not rules: a language is added by adding its words.
"""

from __future__ import annotations

from readingroom.describe.calendars import fold_word, words_of

BY = (
    "by written_by text_by words_by story_by report_by posted_by compiled_by edited_by collected_by interviewed_by "
    "interview_by recorded_by told_by von text_von aus_der_feder_von por escrito_por texto_por par texte_de "
    "propos_recueillis_par di a_cura_di testo_di door tekst_door av af text_av tekst_af przez autor autorka autorzy "
    "autoři автор авторы автори текст author authors auteur auteurs auteure autor_in autore autori autora autores "
    "autoras verfasser verfasserin verfasst_von skrevet_af skrevet_av kirjoittanut írta szerző szerzők szöveg "
    "scris_de de_către text_de από του κείμενο συγγραφέας yazan yazar pengarang oleh penulis na בואת מאת כתב כתבה "
    "بقلم كتبه كتبها كتب تأليف المؤلف الكاتب نویسنده نوشته لیخک द्वारा लेखक লেখক ลิขสิทธิ์โดย โดย tác_giả bởi 作者 "
    "autorky avtor avtorica autors autorius autorė tekijä napsal napsala napsali napísal napísala sepsal sepsala "
    "připravil připravila napisał napisała napisali rozmawiał rozmawiała opracował opracowała opracowanie napisao "
    "napisala piše написал написала написали подготовил подготовила беседовал беседовала написав підготував "
    "підготувала kaleme_alan összeállította texto_de tekst_van ein_beitrag_von ein_bericht_von ein_gastbeitrag_von "
    "a_report_by un_article_de un_reportage_de un_reportaje_de una_crónica_de interview_von entretien_par "
    "entrevista_de intervista_di interview_door een_verslag_van en_artikel_av автор_статьи 取材・文 構成・文 文・写真 聞き手 聞き手・文 "
    "نوشتهٔ نوشته‌ی به_قلم نویسندگان إعداد كتبت כתבו 지은이 작성자 執筆者 作成者 投稿者 "
    "文責 撰稿 撰稿人 供稿 著者 文 本报记者 本報記者 记者 記者 通讯员 撰文 著 "
    "筆者 執筆 作 撰 글 저자 글쓴이 автор_текста джерело_автор szerzo"
)
"""What stands before the name of an author. An underscore is a space."""

CREDIT_LABELS = (
    "text texte texto testo tekst teksti besedilo metin texty words story report reportage by-line reporter skribent hazırlayan pisze пише "
    "redactor reportaje reportagem redação redacción redazione"
)
"""Words that stand before the name of an author only with a colon: any of them may begin a title."""

PICTURES = (
    "photos photo photographs photography pictures illustrations fotos foto fotografien bilder bild illustrationen fotografie fotografía "
    "fotografías fotografias imágenes imagens ilustraciones immagini illustrazioni beeld zdjęcia zdjęcie fotky snímky фото "
    "фотографии світлини снимки kuvat kuva képek fotók φωτογραφίες fotoğraf fotoğraflar 写真 摄影 攝影 사진 تصوير عکس צילום"
)
"""What stands before the name of a photographer, who did not write the text."""

AFTER = "著 作 文 撰 記者 记者 記 기자 特派員 氏 报道 報道 yazdı"
"""What stands behind the name of an author."""

AND = words_of("and und y e i et en och og ja és és a и і й та si și kai και ve dan at & + и́ וְ و 和 与 與 及 と 및 eta agus ac")

PARTICLES = words_of(
    "von van der den de del della dello delle dei degli di da das do dos du des la le les lo el al bin ibn bint ben bar abu abd ter "
    "ten te zu zum zur vom im am af av "
    "y e i ap mac ni nic ó san santa st ould uld op 't aan"
)
"""Small words inside a name: van der Velde, de la Cruz."""

SUFFIXES = words_of(
    "jr sr jnr snr phd ph.d md m.d esq bsc msc ma ba dphil frs obe mbe mls mba jd rn sj osb op ii iii iv mp usn usaf "
    "jun sen junior senior fils filho neto hijo"
)
TITLES = words_of(
    "dr prof mr mrs ms miss sir dame rev fr st hon lord lady capt col lt maj gen sgt frau herr mme mlle m sr sra don doña dott ing "
    "dipl mag dra pater père father sister brother pastor"
)

_STOPWORDS = (
    "the a an of in on at to for from with and or but by as is are was were be about into over under after before between without "
    "your our my their its his her this that these those how why what when who "
    "which not no all new more most if than then it we you they i he she "
    "der die das den dem des ein eine einer eines und oder für mit aus bei nach über unter zu zum zur im am ist sind wie warum was "
    "wer nicht auf "
    "le la les un une des du de et ou pour avec sans sur sous dans par est sont que qui ce cette ces comment pourquoi aux au "
    "el los las una unos unas del y o para con sin sobre en por es son cómo como qué que quién se su sus al lo "
    "il lo gli uno della delle dei degli e per con su tra fra che come perché non nel nella dal dalla "
    "o os as um uma do da dos das no na nos nas em com sem ao à é "
    "het een van voor met bij naar over en of is zijn hoe waarom wat "
    "i w z na do od za po dla przez jak dlaczego co nie się jest są oraz o "
    "и в во на с со к ко от до за из по для о об как почему что не это его их при без над под между "
    "och att det som på för med av till från om en ett den og på til fra å er "
    "من في على إلى عن مع هذا هذه التي الذي كيف لماذا ما هل كل بعد قبل بين لا أن إن و "
    "של על את עם אל מן לא כי זה איך למה ו "
)
STOPWORDS = words_of(_STOPWORDS)
"""Words that no name holds and at which no title ends: a line that ends with one goes on."""
STOPWORDS_AS_WRITTEN = frozenset(_STOPWORDS.split())
"""The same with their accents: "van" is a small word, "Văn" a name."""

SALUTATIONS = (
    "ladies_and_gentlemen mr_chairman mr_president mr_speaker comrades meine_damen_und_herren mesdames_et_messieurs señoras_y_señores "
    "signore_e_signori senhoras_e_senhores дамы_и_господа товарищи panie_i_panowie "
    "dear my_dear dearest my_dearest sir madam dear_sir gentlemen messrs honoured respected to_whom lieber liebe liebes liebste "
    "liebster sehr_geehrte sehr_geehrter geehrter verehrter hochverehrter "
    "cher chère mon_cher ma_chère chers monsieur madame messieurs querido querida queridos estimado estimada muy_señor distinguido "
    "caro cara carissimo carissima mio_caro gentile egregio spettabile "
    "prezado prezada meu_caro minha_querida excelentíssimo beste lieve geachte waarde kära käre bästa kære kjære hyvä rakas drogi "
    "droga kochany kochana szanowny szanowna milý milá vážený vážená "
    "дорогой дорогая дорогие милый милая уважаемый уважаемая многоуважаемый милостивый дорогий шановний αγαπητέ αγαπητή sevgili sayın "
    "kedves tisztelt dragă stimate عزيزي عزيزتي أخي حضرة "
    "יקירי יקירתי יקר יקרה לכבוד 拝啓 前略 謹啓 敬爱的 亲爱的 親愛的 尊敬的 친애하는 kepada_yth"
)

CLOSINGS = (
    "yours your_affectionate your_loving your_obedient your_humble your_devoted your_friend sincerely faithfully truly respectfully "
    "cordially affectionately love with_love with_best best_wishes best_regards "
    "kind_regards warm_regards regards ever_yours believe_me i_remain i_am_sir mit_freundlichen mit_freundlichem mit_herzlichen "
    "mit_besten herzliche herzlichst hochachtungsvoll dein deine euer ihr ihre "
    "viele_grüße liebe_grüße es_grüßt cordialement sincèrement amicalement bien_à_vous affectueusement votre ton ta_ veuillez_agréer "
    "atentamente suyo su_seguro_servidor cordialmente un_abrazo tu_hermano tu_hermana "
    "tu_amigo con_cariño cordiali_saluti distinti_saluti tuo tua suo_devotissimo un_abbraccio atenciosamente abraço seu_amigo "
    "com_carinho hoogachtend met_vriendelijke groeten uw je_ hälsningar med_vänliga "
    "din_ deres_ med_venlig hilsen venlig_hilsen vennlig_hilsen ystävällisin z_poważaniem z_wyrazami twój twoja s_pozdravem "
    "с_уважением искренне_ваш ваш твой твоя с_любовью целую з_повагою με_εκτίμηση saygılarımla "
    "sevgiler üdvözlettel tisztelettel cu_stimă مع_تحياتي المخلص المخلصة أخوك أختك مع_خالص בברכה שלך באהבה 敬具 草々 此致 敬上 谨启 上"
)

LABELS = {
    "title": "title titel titre título titolo titulo tytuł заголовок название заглавие τίτλος başlık cím العنوان כותרת 标题 標題 "
    "題名 タイトル 제목 subject betreff objet asunto oggetto assunto тема headline re",
    "authors": "author authors by from von de autor autorin autoren auteur auteurs autores autora autore autori автор авторы "
    "συγγραφέας yazar szerző المؤلف الكاتب מחבר 作者 著者 저자 writer byline sender "
    "verfasser absender expéditeur remitente mittente kirjoittaja författare forfatter od kimden",
    "to": "to an à para a do кому кому: an_herrn an_frau empfänger destinataire destinatario naar till til recipient cc 收件人 宛先 "
    "받는사람 إلى אל",
    "date": "date datum datum: fecha data дата ημερομηνία tarih dátum التاريخ תאריך 日期 日付 날짜 published publication_date posted "
    "veröffentlicht publié publicado pubblicato опубликовано dated sent gesendet envoyé enviado inviato data_publikacji "
    "written issued created erschienen stand pvm päivämäärä kuupäev datums data_wydania",
}
"""Labels of lines such as "Author: Ada Quill", by what they say."""

POSTED = words_of(
    "published posted on date dated datum veröffentlicht am publié le publicado el data fecha pubblicato il опубликовано дата updated "
    "geschrieben stand written erschienen tarih dátum 日期 日付 発行 発表 发布 公開 作成 更新 掲載 "
    "發表 发表 時間 时间 النشر نشر تاريخ التاريخ بتاريخ פורסם תאריך opublikowano publicerad publisert udgivet gepubliceerd op "
    "geplaatst julkaistu v ve w we в publikováno "
    "zveřejněno vydáno vyšlo uverejnené publikované opublikowane publikacji wydania размещено публикации "
    "опубліковано оприлюднено публікації publikovano objavljeno objavljen közzétéve megjelent publicat apărut δημοσιευτηκε δημοσιευθηκε "
    "публикувано на στις στην στη mis mise en ligne paru online avaldatud publicēts paskelbta "
    "yayın yayım yayınlanma yayınlandı tarihi انتشار منتشر شده تاریخ في در ב פרסום תאריך diterbitkan dipublikasikan xuất_bản "
    "publication publicación pubblicazione publicação veröffentlichung veröffentlichungsdatum erscheinungsdatum publicatiedatum "
    "발행일 발행 게시일 등록일 작성일 게재일 날짜 입력 公開日 発行日 掲載日 投稿日 作成日 発表日 更新日 "
    "发布于 发布日期 发布时间 发表于 发表日期 刊登于 刊于 日期 發佈於 發佈日期 發布於 發表於 發表日期 刊登於"
)

PLACES = words_of(
    "in at from near to into around en à de a desde hacia nach aus bei zu um в из к под на до om till från i w z we ze do na v ve te "
    "uit naar bij di da em no para في من إلى عند ב מ ל"
)
"""Words after which a place stands rather than a person."""
PLACE_WORDS = words_of(
    "port new san santa saint st sankt los las bad fort mount lake north south east west nord sud sur great little upper lower old "
    "rio cape hotel camp villa castle house street"
)


def phrases(text: str) -> tuple[str, ...]:
    """A table's entries, lower case, longest first, so that "text by" is tried before "text"."""
    return tuple(sorted({entry.replace("_", " ").strip().casefold() for entry in text.split()}, key=lambda entry: (-len(entry), entry)))


JOINING = words_of(
    "of and in for to with on at from by or as & und in für mit von zu auf bei oder am im zum zur et de du des en pour dans sur avec "
    "à au aux y e en para con sobre por del "
    "di del della per con su da do no na i w z na о и в на для с о об из van voor met op en og av för på till"
)
"""Words that join a line to the one above it: a title that goes on."""
ARTICLES = words_of(
    "the a an its their our your my his her der die das den dem des ein eine einen einem einer eines le la les l un une el los las "
    "unos il lo gli i uno o os as um uma de het een"
)
"""Words that no line ends with, for they want another one."""

INSTITUTIONS = words_of(
    "school house board company committee society association club university college institute museum library hotel office "
    "department ministry council authority agency bureau foundation inc ltd llc gazette "
    "news times journal review herald street avenue harbour works contractors schule gesellschaft verein universität museum amt "
    "verlag zeitung gmbh straße école université société comité musée bureau mairie rue "
    "escuela universidad sociedad comité museo ayuntamiento calle scuola università società comitato comune via escola universidade "
    "sociedade школа университет общество комитет музей газета улица "
    "szkoła uniwersytet towarzystwo muzeum gazeta ulica school maatschappij vereniging skola universitet forening"
)
"""Words of bodies and buildings: what holds one is no person."""

GROUPS = words_of(
    "team group groups committee board council project foundation contributors collective staff editors crew authors community alliance "
    "network initiative consortium league office editorial maintainers developers "
    "redaktion arbeitsgruppe gruppe ausschuss vorstand stiftung projekt verein initiative netzwerk kollektiv "
    "rédaction équipe groupe comité conseil projet fondation collectif réseau redacción equipo grupo consejo proyecto fundación "
    "colectivo redazione gruppo comitato consiglio progetto fondazione redação equipe conselho projeto fundação coletivo "
    "redactie werkgroep commissie bestuur stichting redaktionen arbetsgruppen styrelsen kommittén redakcja zespół grupa komitet rada "
    "fundacja redakce tým skupina výbor sdružení nadace редакция команда группа комитет совет фонд коллектив редакція група рада "
    "ekibi grubu kurulu komitesi vakfı toimitus työryhmä szerkesztőség redakcija"
)
"""Words of those who sign together: "The Lamp Committee" behind a "by"."""

ISSUES = words_of(
    "vol volume no nos nr num number issue band bd jg jahrgang heft ausgabe nummer folge année tome numéro numero n année an fascicule año "
    "tomo número núm ano edição anno volumen fascicolo jrg jaargang aflevering årg årgang häfte hæfte nummer rok rocznik zeszyt tom roč "
    "ročník číslo č sešit svazek год том выпуск номер рік випуск cilt sayı yıl vsk numero évf szám sv god br السنة العدد المجلد שנה גיליון "
    "כרך سال شماره شمارهٔ دوره e er série series part"
)
"""Words of the number of an issue: "Vol. 12, No. 3"."""
KICKERS = words_of(
    "opinion comment commentary editorial leader news feature features review reviews interview analysis letter letters essay column "
    "obituary sport sports culture arts business politics world local report dispatch "
    "bericht reportage gastbeitrag meinung kommentar leitartikel debatte hintergrund glosse rezension "
    "porträt werkstatt feuilleton nachrichten kultur politik wirtschaft leserbrief leserbriefe nachruf opinión cultura política economía "
    "entrevista cartas crónica ensayo reseña tribuna débats débat politique économie entretien tribune chronique enquête dossier portrait "
    "actualité actualités reportaje noticias reportagem notícias entrevista opinie nieuws reportáž zprávy komentarze wiadomości röportaj "
    "opinione cronaca intervista lettere intervento commento recensione opinião coluna crônica resenha ensaio caderno opinie achtergrond "
    "recensie verslag debatt debat ledare krönika recension intervju insändare kronik publicystyka felieton wywiad recenzja reportaż "
    "komentarz komentář názor rozhovor recenze fejeton úvodník мнение новости культура политика интервью письма обзор очерк колонка "
    "репортаж думка інтервю новини огляд görüş söyleşi yorum haber deneme köşe رأي مقال تحليل حوار תרבות דעה מאמר ראיון یادداشت گفتگو نظر "
    "社説 論説 特集 コラム 書評 评论 評論 社论 社論 新闻 新聞 专题 專題 访谈 訪談 사설 칼럼 기획 인터뷰 논평"
)
"""Kinds of article, as they stand over a title."""

EVENTS = words_of(
    "held given delivered meeting minutes session sitting speech address letter report sermon lecture recorded interview proceedings "
    "gehalten sitzung protokoll rede brief bericht vortrag predigt niederschrift "
    "tenue prononcé séance discours lettre rapport procès-verbal réunion celebrada sesión acta discurso carta informe reunión seduta "
    "verbale discorso lettera tenuta reunião ata relatório sessão "
    "заседание заседания протокол речь письмо доклад выступление posiedzenie posiedzenia protokół przemówienie zebranie vergadering "
    "notulen rede toespraak brief verslag möte protokoll tal brev møde referat tale "
    "محضر اجتماع خطاب رسالة جلسة تقرير"
)
"""Words of what happens on a day: in a title with one of them the date is the document's own."""

FILLERS = words_of(
    "of the de del do da den d le la l am an vom dem der i à em en a il lo o г год года року роки роцi р roku r rok m gada gads gadā "
    "d ngày năm nam ngay на at on ko eko م سنة عام في يوم "
    "anno ad um el els dia día dé t ال st nd rd th er ère ier re º ª yılı"
)
"""Small words inside a date, in front of it or behind it: "the 3rd of May", "le 3 mai", "3 мая 1931 г."."""
SHORT_WEEKDAYS = words_of(
    "mo tu we th fr sa su di mi do so lu ma me je ve sá qu пн вт ср чт пт сб вс нд pn wt śr cz pt nd ti ke to pe la su"
)
"""Weekdays of two letters, which count only at the beginning of a line and before a full stop or comma."""
ORDINALS = words_of("st nd rd th d er ère re e º ª ° o го ste de eme ème ter a")
"""What turns a number into a day: 3rd, 1er, 3º."""
CIRCA = words_of(
    "c ca circa cca about around approximately um etwa ungefähr gegen vers environ hacia alrededor verso около ок прибл приблизно "
    "omstreeks omkring cirka kring około kolem okolo asi cerca noin körül "
    "dolaylarında περίπου حوالي نحو בערך 約 约 頃"
)
"""What makes a date uncertain: "c. 1931", "um 1931"."""
SEASONS = {
    fold_word(word): number
    for number, names in (
        (21, "spring frühjahr frühling printemps primavera весна wiosna voorjaar lente"),
        (22, "summer sommer été verano estate лето lato zomer verão"),
        (23, "autumn fall herbst automne otoño autunno осень jesień herfst outono"),
        (24, "winter hiver invierno inverno зима zima"),
    )
    for word in names.split()
}
"""Seasons by their number in EDTF."""
