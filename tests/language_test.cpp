#include "rules/language.h"

#include <random>

#include "catch.h"

using namespace newsline;

namespace {

struct Sample {
  const char *language, *text;
};
/// A short piece of news in each language of data/languages.tsv.
// A language a line.
// clang-format off
const Sample samples[] = {
    {"en", "The council approved the new bridge on Tuesday, more than two years after the old one was closed. Work is expected to start in May."},
    {"de", "Der Stadtrat hat am Dienstag den Bau der neuen Brücke beschlossen. Die Arbeiten sollen im Mai beginnen, sagte der Bürgermeister."},
    {"fr", "Le conseil municipal a approuvé mardi la construction du nouveau pont. Les travaux devraient commencer en mai, selon le maire."},
    {"es", "El ayuntamiento aprobó el martes la construcción del nuevo puente. Las obras comenzarán en mayo, según dijo el alcalde."},
    {"it", "Il consiglio comunale ha approvato martedì la costruzione del nuovo ponte. I lavori dovrebbero iniziare a maggio, ha detto il sindaco."},
    {"pt", "A câmara municipal aprovou na terça-feira a construção da nova ponte. As obras devem começar em maio, disse o presidente, que não deu pormenores."},
    {"nl", "De gemeenteraad heeft dinsdag ingestemd met de bouw van de nieuwe brug. Het werk zal naar verwachting in mei beginnen, zei de burgemeester."},
    {"sv", "Kommunfullmäktige godkände på tisdagen bygget av den nya bron. Arbetet ska börja i maj, säger borgmästaren, och det tar två år."},
    {"da", "Byrådet godkendte tirsdag opførelsen af den nye bro. Arbejdet skal efter planen begynde i maj, siger borgmesteren, som ikke vil sige hvad det koster."},
    {"nb", "Bystyret godkjente tirsdag byggingen av den nye broen. Arbeidet skal etter planen begynne i mai, sier ordføreren, som ikke vil si hva det koster."},
    {"pl", "Rada miasta zatwierdziła we wtorek budowę nowego mostu. Prace mają się rozpocząć w maju, jak powiedział burmistrz, i potrwają dwa lata."},
    {"cs", "Zastupitelstvo města v úterý schválilo stavbu nového mostu. Práce by měly začít v květnu, řekl starosta, který však neuvedl, kolik bude stát."},
    {"sk", "Mestské zastupiteľstvo v utorok schválilo výstavbu nového mosta. Práce by mali začať v máji, povedal primátor, ktorý však neuviedol, koľko bude stáť."},
    {"hu", "A városi tanács kedden jóváhagyta az új híd építését. A munka várhatóan májusban kezdődik, és a polgármester szerint két évig tart majd."},
    {"ro", "Consiliul local a aprobat marți construcția noului pod. Lucrările ar trebui să înceapă în luna mai, a spus primarul, și vor dura doi ani."},
    {"fi", "Kaupunginvaltuusto hyväksyi tiistaina uuden sillan rakentamisen. Työt on tarkoitus aloittaa toukokuussa, ja ne kestävät kaksi vuotta."},
    {"tr", "Belediye meclisi salı günü yeni köprünün yapımını onayladı. Başkan, çalışmaların mayıs ayında başlayacağını ve iki yıl süreceğini söyledi."},
    {"id", "Dewan kota pada hari Selasa menyetujui pembangunan jembatan baru. Pekerjaan itu akan dimulai pada bulan Mei, kata wali kota."},
    {"ca", "L'ajuntament va aprovar dimarts la construcció del nou pont. Les obres començaran al maig, segons va dir l'alcalde, i duraran dos anys més."},
    {"hr", "Gradsko vijeće u utorak je odobrilo gradnju novog mosta. Radovi bi trebali početi u svibnju, rekao je gradonačelnik, koji nije otkrio što će biti."},
    {"vi", "Hội đồng thành phố hôm thứ Ba đã thông qua việc xây dựng cây cầu mới. Công trình sẽ bắt đầu vào tháng Năm, theo lời thị trưởng."},
    {"et", "Linnavolikogu kiitis teisipäeval uue silla ehituse heaks. Tööd peaksid algama mais, ütles linnapea, kes ei öelnud, kui palju see maksab."},
    {"lv", "Pilsētas dome otrdien apstiprināja jaunā tilta būvniecību. Darbi varētu sākties maijā, sacīja mērs, un tie ilgs divus gadus."},
    {"lt", "Miesto taryba antradienį patvirtino naujo tilto statybą. Darbai turėtų prasidėti gegužę, sakė meras, ir jie truks dvejus metus."},
    {"ru", "Городской совет во вторник одобрил строительство нового моста. Работы должны начаться в мае, сообщил мэр, и это займёт два года."},
    {"uk", "Міська рада у вівторок схвалила будівництво нового мосту. Роботи мають розпочатися в травні, повідомив мер, і триватимуть два роки."},
    {"bg", "Общинският съвет одобри във вторник строежа на новия мост. Работата трябва да започне през май, каза кметът, и ще продължи две години."},
    {"sr", "Градско веће је у уторак одобрило изградњу новог моста. Радови би требало да почну у мају, рекао је градоначелник, али није открио цену."},
    {"be", "Гарадскі савет у аўторак ухваліў будаўніцтва новага моста. Працы павінны пачацца ў маі, паведаміў мэр, і гэта зойме два гады."},
    {"mk", "Градскиот совет во вторникот ја одобри изградбата на новиот мост. Работата треба да започне во мај, рече градоначалникот, и ќе трае две години."},
    {"ar", "وافق مجلس المدينة يوم الثلاثاء على بناء الجسر الجديد. ومن المتوقع أن يبدأ العمل في مايو، كما قال رئيس البلدية."},
    {"fa", "شورای شهر روز سه‌شنبه ساخت پل جدید را تصویب کرد. شهردار گفت که کار در ماه مه آغاز می شود و دو سال طول می کشد."},
    {"ur", "شہر کی کونسل نے منگل کو نئے پل کی تعمیر کی منظوری دی ہے۔ میئر نے کہا کہ کام مئی میں شروع ہو گا۔"},
    {"el", "Το δημοτικό συμβούλιο ενέκρινε την Τρίτη την κατασκευή της νέας γέφυρας."},
    {"he", "מועצת העיר אישרה ביום שלישי את בניית הגשר החדש."},
    {"hi", "नगर परिषद ने मंगलवार को नए पुल के निर्माण को मंजूरी दी।"},
    {"bn", "নগর পরিষদ মঙ্গলবার নতুন সেতু নির্মাণের অনুমোদন দিয়েছে।"},
    {"ta", "நகர சபை செவ்வாய்க்கிழமை புதிய பாலம் கட்ட ஒப்புதல் அளித்தது."},
    {"th", "สภาเมืองอนุมัติการก่อสร้างสะพานใหม่เมื่อวันอังคาร"},
    {"ka", "საკრებულომ სამშაბათს ახალი ხიდის მშენებლობა დაამტკიცა."},
    {"hy", "Քաղաքային խորհուրդը երեքշաբթի օրը հաստատեց նոր կամրջի շինարարությունը։"},
    {"ko", "시의회는 화요일 새 다리 건설을 승인했다."},
    {"ja", "市議会は火曜日、新しい橋の建設を承認した。工事は5月に始まる予定だ。"},
    {"zh", "市议会周二批准了新桥的建设，工程预计将于五月开始。"},
};
// clang-format on

}  // namespace

TEST_CASE("a short piece of news is enough to tell its language", "[language]") {
  const LanguageTable table{Data{}};
  for (const Sample& sample : samples) {
    INFO(sample.text);
    CHECK(table.detect(sample.text) == sample.language);
  }
}

TEST_CASE("one sentence tells English from German and their neighbors", "[language]") {
  const LanguageTable table{Data{}};
  const Sample rows[] = {
      {"en", "Shares of the company fell 4 percent on Monday after it cut its forecast."},
      {"en", "Volkswagen said in Wolfsburg that its chief, Oliver Blume, would stay."},
      {"en", "\"Die Zeit\" and \"Der Spiegel\" are German papers that were founded in 1946."},
      {"de", "Die Aktie des Unternehmens fiel am Montag um vier Prozent."},
      {"de", "Microsoft und OpenAI wollen ihren Vertrag bis zum Jahr 2032 verlängern."},
      {"de", "Das Meeting im Headquarter der Cloud Company ist auf Donnerstag verschoben worden."},
      {"nl", "De aandelen van het bedrijf daalden maandag met vier procent."},
      {"sv",
       "Bolagets aktie föll med fyra procent på måndagen efter att det hade sänkt sin prognos."},
  };
  for (const Sample& row : rows) {
    INFO(row.text);
    CHECK(table.detect(row.text) == row.language);
  }
}

TEST_CASE("names and foreign words in another script do not turn a text", "[language]") {
  const LanguageTable table{Data{}};
  CHECK(table.detect("OpenAI, Microsoft, Amazon Web Services и Google сообщили, что они подписали "
                     "это соглашение ещё в мае 2025 года.") == "ru");
  CHECK(table.detect("The Japanese word \"津波\" (tsunami) and the Russian word \"спутник\" are "
                     "used in English, too.") == "en");
  CHECK(table.detect("微软和OpenAI周二宣布，双方已经就新的合作协议达成一致。") == "zh");
}

TEST_CASE("a text that does not tell its language has none", "[language]") {
  const LanguageTable table{Data{}};
  for (const char* text :
       {"", " ", "2024", "12:30 – 14:00", "OK", "Microsoft Azure", "\xFF\xFE\x80", "!!! ??? ...",
        "BMW VW SAP IBM AMD", "x86-64 AVX2 SSE4.2 NEON", "漢", "абв"}) {
    INFO(text);
    CHECK(table.detect(text).empty());
  }
}

TEST_CASE("the case of letters and what comes after the first pages change nothing", "[language]") {
  const LanguageTable table{Data{}};
  CHECK(table.detect("DER STADTRAT HAT AM DIENSTAG DEN BAU DER NEUEN BRÜCKE BESCHLOSSEN.") == "de");
  std::string text = samples[1].text;
  while (text.size() < 8000) text += std::string(" ") + samples[1].text;
  for (int i = 0; i < 200; ++i) text += std::string(" ") + samples[0].text;
  CHECK(table.detect(text) == "de");
}

TEST_CASE("any bytes are a text without harm", "[language]") {
  const LanguageTable table{Data{}};
  std::mt19937 random{1};
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 6000, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const std::string language = table.detect(text);
    CHECK(language.size() <= 2);
  }
  CHECK(table.detect(std::string(100000, 'a')).empty());
}

TEST_CASE("a table made for one text says the same", "[language]") {
  CHECK(detect_language(samples[1].text, Data{}) == "de");
}

TEST_CASE("a page's claim yields where another language has a clear lead over it", "[language]") {
  const LanguageTable table{Data{}};
  struct Row {
    const char *text, *claimed, *language;
  };
  const Row rows[] = {
      {"In 2019 the council opened the new tram line in Nordhaven.", "tr", "en"},
      {"Belediye meclisi salı günü yeni köprünün yapımını onayladı.", "tr", "tr"},
      {"Nordhaven, 2019", "tr", ""},
      {samples[1].text, "sv", "de"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(table.detect(row.text, row.claimed) == row.language);
  }
}
