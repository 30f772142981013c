"""Names of months and weekdays in the languages of Europe and many others.

The words are those of the Unicode CLDR as dateparser (BSD-3-Clause) ships them, with case forms, older spellings and the months of
the Levant added. They stand here, not there, because a table that is read at every start should cost no import of sixty modules,
and because a date must not be read differently after an update. A test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

MONTHS = {
    "en": "jan january jany janry | feb february febry febr | mar march | apr april | may | jun june | jul july | aug august augt | sep "
    "september sept septr sepr | oct october octr | nov november novr | dec december decr",
    "de": "jan januar jänner | feb februar feber | mär märz mrz | apr april | mai | jun juni | jul juli | aug august | sep sept "
    "september | okt oktober | nov november | dez dezember",
    "fr": "janv janvier jan | févr février fév | mars | avr avril | mai | juin jun | juil juillet jul | août aoû | sept septembre sep | "
    "oct octobre | nov novembre | déc décembre",
    "es": "ene enero | feb febrero | mar marzo | abr abril | may mayo | jun junio | jul julio | ago agosto | sept septiembre setiembre "
    "sep set | oct octubre | nov noviembre | dic diciembre",
    "pt": "jan janeiro | fev fevereiro | mar março | abr abril | mai maio | jun junho | jul julho | ago agosto | set setembro septembro "
    "| out outubro | nov novembro | dez dezembro",
    "it": "gen gennaio | feb febbraio | mar marzo | apr aprile | mag maggio | giu giugno | lug luglio | ago agosto | set settembre | ott "
    "ottobre | nov novembre | dic dicembre",
    "nl": "jan januari | feb februari | maart mrt | apr april | mei | jun juni | jul juli | aug augustus | sep september | okt oktober | "
    "nov november | dec december",
    "ca": "gen gener | febr febrer | març | abr abril | maig | juny | jul juliol | agost | set setembre | oct octubre | nov novembre | "
    "des desembre",
    "gl": "xan xaneiro | feb febreiro | mar marzo | abr abril | maio | xuño | xul xullo | ago agosto | set setembro | out outubro | nov "
    "novembro | dec decembro",
    "ro": "ian ianuarie | feb februarie febr | mar martie mart | apr aprilie | mai | iun iunie | iul iulie | aug august | sept "
    "septembrie sep | oct octombrie | noiembrie nov noiem | dec decembrie",
    "pl": "sty styczeń stycznia styczniu | lut lutego luty lutym | mar marca marzec marcu | kwi kwiecień kwietnia kwietniu kwie | maj "
    "maja maju | cze czerwca czerwiec czerwcu | lip lipca lipiec lipcu | sie sierpień sierpnia sierpniu | wrz wrzesień września "
    "wrześniu | paź październik października październiku | lis listopad listopada listopadzie | gru grudnia grudzień grudniu",
    "cs": "led leden ledna lednu | úno únor února únr únoru | bře březen března březnu | dub duben dubna dubnu | kvě květen května "
    "květnu | červen června čvn čer červnu | července červenec čvc črc červenci črv | srp srpen srpna srpnu | zář září | říj říjen "
    "října říjnu | lis listopad listopadu | pro prosince prosinec prosinci",
    "sk": "jan január januára | feb február februára | mar marca marec | apr apríl apríla | máj mája | jún júna | júl júla | aug august "
    "augusta | sep september septembra | okt október októbra | nov november novembra | dec december decembra",
    "sl": "jan januar januarja | feb februar februarja | mar marec marca | apr april aprila | maj maja | jun junij junija | jul julij "
    "julija | avg avgust avgusta | sep september septembra | okt oktober oktobra | nov november novembra | dec december decembra",
    "hr": "sij siječanj siječnja siječnju siječnjem | velj veljača veljače veljači veljačom | ožu ožujak ožujka ožujku ožujkom | tra "
    "travanj travnja travnju travnjem | svi svibanj svibnja svibnju svibnjem | lipanj lipnja lipnju lipnjem | srpanj srpnja srpnju "
    "srpnjem | kol kolovoz kolovoza kolovozu kolovozom | ruj rujan rujna rujnu rujnom | listopad listopada listopadu listopadom | "
    "stu studeni studenoga studenom studenomu studenome studenog studenim | pro prosinac prosinca prosincu prosincem",
    "bs": "jan januar januara | feb februar februara | mar mart marta | apr april aprila | maj maja | jun juni juna | jul juli jula | "
    "aug august avg avgust augusta avgusta | sep septembar septembra | okt oktobar oktobra | nov novembar novembra | dec decembar "
    "decembra",
    "sr": "јан јануар јануара | феб фебруар фебруара | мар март марта | апр април априла | мај маја | јун јуна јуни | јул јула јули | "
    "авг август августа | сеп септембар септембра | окт октобар октобра | нов новембар новембра | дец децембар децембра",
    "ru": "янв январь января | февр февраль февраля фев | мар март марта | апр апрель апреля | май мая | июн июнь июня | июл июль июля | "
    "авг август августа | сент сентябрь сентября сен | окт октябрь октября | нояб ноябрь ноября ноя | дек декабрь декабря",
    "uk": "січ січень січня | лют лютий лютого | бер березень березня берез | квіт квітень квітня кві | трав травень травня тра | черв "
    "червень червня чер | лип липень липня | серп серпень серпня сер | вер вересень вересня верес | жовт жовтень жовтня жов | лист "
    "листопад листопада листоп лис | груд грудень грудня гру",
    "be": "сту студзень студзеня стд | лют лютага люты | сак сакавік сакавіка | кра красавік красавіка крс | май мая траўня тра | чэр "
    "чэрвень чэрвеня | ліп ліпень ліпеня | жні жнівень жніўня жнівеня жнв | вер верасень верасня врс | кас кастрычнік кастрычніка "
    "кст | ліс лістапад лістапада | сне снежань снежня снж",
    "bg": "яну януари | фев февруари | март | апр април | май | юни | юли | авг август | сеп септември септ септм | окт октомври | ное "
    "ноември | дек декември",
    "mk": "јан јануари | фев февруари | мар март | апр април | мај | јун јуни | јул јули | авг август | сеп септември септ | окт "
    "октомври | ное ноември ноем | дек декември",
    "el": "ιαν ιανουάριοσ ιανουαρίου | φεβ φεβρουάριοσ φεβρουαρίου | μάρ μάρτιοσ μαρτίου | απρ απρίλιοσ απριλίου | μάι μάιοσ μαΐου | "
    "ιουν ιουνίου ιούνιοσ | ιουλ ιουλίου ιούλιοσ | αυγ αυγούστου αύγουστοσ | σεπ σεπτέμβριοσ σεπτεμβρίου | οκτ οκτωβρίου οκτώβριοσ "
    "| νοέ νοέμβριοσ νοεμβρίου | δεκ δεκέμβριοσ δεκεμβρίου",
    "sv": "jan januari | feb februari | mars | apr april | maj | juni jun | juli jul | aug augusti | sep september sept | okt oktober | "
    "nov november | dec december",
    "da": "jan januar | feb februar | mar marts | apr april | maj | jun juni | jul juli | aug august | sep september | okt oktober | nov "
    "november | dec december",
    "nb": "jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep september | okt oktober | nov "
    "november | des desember",
    "nn": "jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep september | okt oktober | nov "
    "november | des desember",
    "is": "jan janúar | feb febrúar | mar mars | apr apríl | maí | jún júní | júl júlí | ágú ágúst | sep september | okt október | nóv "
    "nóvember | des desember",
    "fi": "tammi tammik tammikuu tammikuuta tammikuussa | helmi helmik helmikuu helmikuuta helmikuussa | maalis maalisk maaliskuu "
    "maaliskuuta maaliskuussa | huhti huhtik huhtikuu huhtikuuta huhtikuussa | touko toukok toukokuu toukokuuta toukokuussa | kesä "
    "kesäk kesäkuu kesäkuuta kesäkuussa | heinä heinäk heinäkuu heinäkuuta heinäkuussa | elo elok elokuu elokuuta elokuussa | syys "
    "syysk syyskuu syyskuuta syyskuussa | loka lokak lokakuu lokakuuta lokakuussa | marras marrask marraskuu marraskuuta "
    "marraskuussa | joulu jouluk joulukuu joulukuuta joulukuussa",
    "et": "jaan jaanuar | veebr veebruar | märts | apr aprill | mai | juuni | juuli | aug august | sept september | okt oktoober | nov "
    "november | dets detsember",
    "lv": "janv janvāris janvārī | febr februāris februārī | marts martā | apr aprīlis aprīlī | maijs maijā | jūn jūnijs jūnijā | jūl "
    "jūlijs jūlijā | aug augusts augustā | sept septembris septembrī | okt oktobris oktobrī | nov novembris novembrī | dec "
    "decembris decembrī",
    "lt": "saus sausio sausis | vas vasario vasaris | kov kovas kovo | bal balandis balandžio | geg gegužė gegužės | birž birželio "
    "birželis | liep liepa liepos | rugp rugpjūtis rugpjūčio | rugs rugsėjis rugsėjo | spal spalio spalis | lapkr lapkritis "
    "lapkričio | gruod gruodis gruodžio",
    "hu": "jan január | febr február feb | márc március már iii | ápr április | máj május | jún június | júl július vii | aug augusztus "
    "viii | szept szeptember | okt október | nov november | dec december xii",
    "tr": "oca ocak | şub şubat | mar mart | nis nisan | may mayıs | haz haziran | tem temmuz | ağu ağustos | eyl eylül | eki ekim | kas "
    "kasım | ara aralık",
    "az": "yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avq avqust | sen sentyabr | okt oktyabr | noy "
    "noyabr | dek dekabr",
    "eu": "urt urtarrila urtarrilaren urtarrilak urtarril | ots otsaila otsailaren otsailak otsail | mar martxoa martxoaren martxoak "
    "martxo | api apirila apirilaren apirilak apiril | mai maiatza maiatzaren maiatzak maiatz | eka ekaina ekainaren ekainak ekain "
    "| uzt uztaila uztailaren uztailak uztail | abu abuztua abuztuaren abuztuak abuztu | ira iraila irailaren irailak irail | urr "
    "urria urriaren urriak urri | aza azaroa azaroaren azaroak azaro | abe abendua abenduaren abenduak abendu",
    "ga": "ean eanáir | feabh feabhra | márta | aib aibreán | beal bealtaine | meith meitheamh | iúil | lún lúnasa | mfómh "
    "meán_fómhair | dfómh deireadh_fómhair | "
    "samh samhain | noll nollaig",
    "cy": "ion ionawr | chw chwef chwefror | maw mawrth | ebr ebrill | mai | meh mehefin | gor gorff gorffennaf | awst | medi | hyd "
    "hydref | tach tachwedd | rhag rhagfyr",
    "sw": "jan januari | feb februari | mac machi | apr aprili | mei | jun juni | jul julai | ago agosti | sep septemba | okt oktoba | "
    "nov novemba | des desemba",
    "af": "jan januarie | feb februarie | maart mrt | apr april | mei | jun junie | jul julie | aug augustus | sep september | okt "
    "oktober | nov november | des desember",
    "id": "jan januari djan djanuari | feb februari peb pebruari | mar maret mrt | apr april | mei mai | jun juni djuni | jul juli djuli "
    "| agu agustus agt | sep september sept | okt oktober | nov november nop nopember | des desember",
    "ms": "jan januari | feb februari | mac | apr april | mei | jun | jul julai | ogo ogos | sep september | okt oktober | nov november "
    "| dis disember",
    "fil": "ene enero | peb pebrero | mar marso | abr abril | may mayo | hun hunyo | hul hulyo | ago agosto | set setyembre | okt "
    "oktubre "
    "| nob nobyembre | dis disyembre",
    "sq": "jan janar | shk shkurt | mar mars | pri prill | maj | qer qershor | korr korrik kor | gush gusht gsh | sht shtator | tet "
    "tetor | nën nëntor | dhj dhjetor",
    "hy": "հնվ հունվար հունվարի | փետրվար փետրվարի փտվ | մարտ մարտի մրտ | ապր ապրիլ ապրիլի | մայիս մայիսի մյս | հնս հունիս հունիսի | հլս "
    "հուլիս հուլիսի | օգոստոս օգոստոսի օգս | սեպ սեպտեմբեր սեպտեմբերի | հոկ հոկտեմբեր հոկտեմբերի | նոյ նոյեմբեր նոյեմբերի | դեկ "
    "դեկտեմբեր դեկտեմբերի",
    "ka": "იან იანვარი იანვარს | თებ თებერვალი თებერვალს | მარ მარტი | აპრ აპრილი | მაი მაისი | ივნ ივნისი | ივლ ივლისი | აგვ აგვისტო | "
    "სექ სექტემბერი | ოქტ ოქტომბერი | ნოე ნოემბერი | დეკ დეკემბერი",
    "he": "ינואר ינו | פברואר פבר | מרץ במרץ למרץ מרס במרס למרס מארס | אפריל אפר | מאי במאי למאי | יוני יונ | יולי יול | אוגוסט אוג | "
    "ספטמבר ספט | אוקטובר אוק | נובמבר נוב | דצמבר דצמ",
    "ar": "يناير جانفي كانون_الثاني | فبراير شباط فيفري | مارس آذار | أبريل نيسان أفريل | مايو أيار ماي | يونيو يونيه يونية حزيران "
    "جوان | يوليو يوليه "
    "يولية تموز جويلية | أغسطس آب أوت | سبتمبر أيلول | أكتوبر تشرين_الأول | نوفمبر "
    "تشرين_الثاني | ديسمبر كانون_الأول",
    "fa": "ژانویه جنوری | فوریه فبروری | مارس مارچ | آوریل اپریل | مه می | ژوئن جون | ژوئیه جولای | اوت آگست | سپتامبر سپتمبر | اکتبر "
    "اکتوبر | نوامبر نومبر | دسامبر دسمبر",
    "ur": "جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر",
    "hi": "जनवरी | फ़रवरी फ़र | मार्च | अप्रैल | मई | जून | जुलाई जुल | अगस्त अग | सितंबर सित सितम्बर | अक्तूबर अक्तू अक्टूबर | नवंबर नव "
    "नवम्बर | दिसंबर दिस दिसम्बर",
    "bn": "জানু জানুয়ারী জানুয়ারি | ফেব ফেব্রুয়ারী ফেব্রুয়ারি | মার্চ | এপ্রি এপ্রিল | মে | জুন | জুল জুলাই | আগ আগস্ট | সেপ "
    "সেপ্টেম্বর | অক্টো অক্টোবর | নভে নভেম্বর | ডিসে ডিসেম্বর",
    "ta": "ஜன ஜனவரி | பிப் பிப்ரவரி | மார் மார்ச் | ஏப் ஏப்ரல் | மே | ஜூன் | ஜூலை | ஆக ஆகஸ்ட் | செப் செப்டம்பர் | அக் அக்டோபர் | நவ நவம்பர் | டிச டிசம்பர்",
    "te": "జన జనవరి | ఫిబ్ర ఫిబ్రవరి | మార్చి | ఏప్రి ఏప్రిల్ | | జూన్ | జులై | ఆగ ఆగస్టు | సెప్టెం సెప్టెంబర్ | అక్టో అక్టోబర్ | నవం నవంబర్ | డిసెం డిసెంబర్",
    "mr": "जाने जानेवारी | फेब्रु फेब्रुवारी | मार्च | एप्रि एप्रिल | | जून | जुलै | ऑग ऑगस्ट | सप्टें सप्टेंबर | ऑक्टो ऑक्टोबर | नोव्हें नोव्हेंबर | डिसें डिसेंबर",
    "th": "มกราคม มค มกรา | กพ กุมภาพันธ์ กุมภา | มีค มีนาคม มีนา | เมย เมษายน เมษา | พค พฤษภาคม พฤษภา | มิถุนายน มิย มิถุนา | กค "
    "กรกฎาคม กรกฏาคม กรกฎา | สค สิงหาคม สิงหา | กย กันยายน กันยา | ตค ตุลาคม ตุลา | พย พฤศจิกายน พฤศจิ | ธค ธันวาคม ธันวา",
    "eo": "jan januaro | feb februaro | mar marto | apr aprilo | maj majo | jun junio | jul julio | aŭg aŭgusto | sep septembro | okt "
    "oktobro | nov novembro | dec decembro",
    "lb": "jan januar | feb februar | mäe mäerz | abr abrëll | mee | jun juni | jul juli | aug august | sep september | okt oktober | "
    "nov november | dez dezember",
    "mt": "jan jannar | fra frar | mar marzu | apr april | mej mejju | ġun ġunju | lul lulju | aww awwissu | set settembru | ott ottubru "
    "| nov novembru | diċ diċembru",
    "la": "ianuarii januarii ianuarius | februarii februarius | martii martius | aprilis | maii maius | iunii junii iunius | iulii julii "
    "iulius | augusti augustus | septembris | octobris | novembris | decembris",
}
"""Language -> its twelve months, each with the forms it is written in; an underscore is a space."""

WEEKDAYS = (
    "ahad ahd alhamisi antradienis aoine asteartea asteazkena astelehena bazar biy biyernes ceturtd ceturtdiena cmt csütörtök cum cuma "
    "cumartesi czw czwartek céad céadaoin cümə dienstag dijous dilluns dim dimanche dimanĉo dimarts dimecres dinsdag dissabte diumenge "
    "divendres dom domenica domh domhnaigh domingo donderdag donnerstag donneschdeg dum duminică dydd déar déardaoin dën dënschdeg enj "
    "erb esmaspäev fim fimmtudagur fre fred fredag freideg freitag fri friday feira fös föstudagur gio giovedì gwe gwen gwener haoine huw "
    "huwebes hétfő hën iau igandea ijumaa isn isnin jeu jeudi joi jue jueves jum jumaat jumamosi jumanne jumapili jumat jumatano "
    "jumatatu kam kamis kedd keskiviikko keskiviikkona ketvirtadienis kha khamis kolmapäev larunbata lau lauantai lauantaina "
    "laugardagur laupäev laurdag linggo llun luain luan lun lundi lundo lunedì lunes luni luns lör lörd lördag lør lørdag maanantai "
    "maanantaina maandag mandag mar mardi mardo martedì martes marți maw mawrth mer mercher mercoledì mercredi merkredo mie miercuri "
    "minggu mit mittwoch miy miyerkules mié miércoles mið miðvikudagur mon monday montag máirt mán mánudagur mån månd måndag méi "
    "méindeg mér mércores mër mët mëttwoch ned nedelja nedeľa nedeľu nedjelja neděle neděli neljapäev nie niedz niedziela niedziele "
    "niedzielę ons onsd onsdag osteguna ostirala otrd otrdiena paz pazar pazartesi penktadienis perjantai perjantaina perşembe petak "
    "petek pia piatek piatok piektd piektdiena pirmadienis pirmd pirmdiena pią piątek pon pondelok pondělí ponedeljek ponedjeljak "
    "poniedzialek poniedziałek prs pzt pát pátek pátku péntek pühapäev qua quarta qui quinta rab rabu reede sab sabado sabato sabtu "
    "sad sadwrn salı sam samedi samschdeg samstag sat saterdag sath sathairn saturday seg segunda sekmadienis selasa senin sestd "
    "sestdiena sexta sht sib sob sobota sobote sobotu soboty sobotę sondag sonndeg sonntag sre sreda sri srijeda sro sroda srode "
    "streda stredu stř středa středu středy subota sul sun sunday sunnudagur sunnuntai sunnuntaina svētd svētdiena sze szerda szo "
    "szombat sáb sábado sâm sâmbătă sön sönd söndag søn søndag teisipäev ter terça thu thursday tiistai tiistaina tir tirs tirsdag tis "
    "tisd tisdag tli tne tor torek tors torsd torsdag torstai torstaina trečiadienis trešd trešdiena tue tues tuesday tys tysdag uto "
    "utorak utorok vas vasárnap ven vendredi vendredo venerdì venres vie viernes vin vineri vrijdag vrydag wed wednesday woensdag wto "
    "wtorek xov xoves zaterdag zondag çar çarşamba çrs çərşənbə úte úterý þri þriðjudagur čet četrtek četvrtak čtv čtvrtek ġim ħad ħam "
    "ĵaŭdo śro środa środę şənbə šeštadienis štvrtok δευ δευτέρα κυρ κυριακή πέμ πέμπτη παρ παρασκευή σάβ σάββατο τετ τετάρτη τρί "
    "τρίτη аўт аўторак воскресение воскресенье вск вто вторник втр вів вівтор вівторок нед недела неделя недеља неділ неділю неділя "
    "няд нядзеля п'ятницю п'ятниця панядзелак пет петак петок петък пнд пон понед понеделник понедельник понедељак понеділок птн пят "
    "пятница пятницу пятніца саб сабота сбт сер серада серед середа середу срд сре среда среду сря сряда суб суббота субботу субот "
    "субота суботу събота уто уторак чацвер чет четвер четверг четвртак четврток четвъртък чтв чцв երեքշաբթի երկ երկուշաբթի երք կիր "
    "կիրակի հինգշաբթի հնգ շաբաթ շբթ ուր ուրբաթ չորեքշաբթի չրք חמישי יום ראשון רביעי שבת שישי שלישי שני اتوار الأحد الأربعاء الإثنين "
    "الاثنين الثلاثاء الجمعة الجمعه الخميس السبت بدھ جمعرات جمعه جمعہ دوشنبه سهشنبه سه‌شنبه سوموار شنبه منگل پنجشنبه پیر چهارشنبه ہفتہ "
    "یکشنبه गुरु गुरुवार बुध बुधवार मंगल मंगलवार मंगळ मंगळवार रवि रविवार शनि शनिवार शुक्र शुक्रवार सोम सोमवार বুধ বুধবার বৃহষ্পতিবার "
    "বৃহস্পতি বৃহস্পতিবার মঙ্গল মঙ্গলবার রবি রবিবার শনি শনিবার শুক্র শুক্রবার সোম সোমবার சனி செவ் செவ்வாய் ஞாயி ஞாயிறு திங் திங்கள் "
    "புத புதன் வியா வியாழன் வெள் வெள்ளி ఆది ఆదివారం గురు గురువారం బుధ బుధవారం మంగళ మంగళవారం శని శనివారం శుక్ర శుక్రవారం సోమ సోమవారం "
    "จันทร์ พฤ พฤหัส พฤหัสบดี พุธ วันจันทร์ วันจันทร์ที่ วันพฤหัสบดี วันพฤหัสบดีที่ วันพุธ วันพุธที่ วันศุกร์ วันศุกร์ที่ วันอังคาร "
    "วันอังคารที่ วันอาทิตย์ วันอาทิตย์ที่ วันเสาร์ วันเสาร์ที่ ศุกร์ อังคาร อา อาทิตย์ เสาร์ კვი კვირა ოთხ ოთხშაბათი ორშ ორშაბათი პარ "
    "პარასკევი სამ სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი"
)
"""Weekdays of all these languages: they confirm a date and are part of it, no more."""

_MARKS = (*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670, 0x640, 0x200C)  # accents, points, vowels, stretching
_ALIKE = {**dict.fromkeys(_MARKS), ord("ı"): "i", ord("’"): "'"}


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """A word as the tables keep it: lower case, without accents, vowel points and the full stop of an abbreviation."""
    if word.isascii():
        return word.lower().strip(".'")
    return unicodedata.normalize("NFKD", word.casefold()).translate(_ALIKE).strip(".'׳॰")


@cache
def _months() -> dict[str, dict[int, set[str]]]:
    table: dict[str, dict[int, set[str]]] = {}
    for lang, names in MONTHS.items():
        for number, forms in enumerate(names.split("|"), 1):
            for form in forms.split():
                table.setdefault(fold_word(form), {}).setdefault(number, set()).add(lang)
    return table


@cache
def _weekdays() -> frozenset[str]:
    return words_of(WEEKDAYS)


def words_of(text: str) -> frozenset[str]:
    """A table of words written as one text, folded: a set of thousands is read more easily without its quotation marks."""
    return frozenset(fold_word(word) for word in text.split())


_BEFORE = re.compile("^(?:d'|[בל](?=.{3}))")
"""What Catalan and Hebrew write together with a month: d'abril, בינואר."""


def months_named(word: str) -> dict[int, set[str]]:
    """The months (1-12) a word may name, each with the languages in which it does; {} for any other word."""
    folded = fold_word(word)
    return _months().get(folded) or _months().get(_BEFORE.sub("", folded)) or {}


def is_weekday(word: str) -> bool:
    """Whether the word names a day of the week in one of the languages."""
    return fold_word(word) in _weekdays()
