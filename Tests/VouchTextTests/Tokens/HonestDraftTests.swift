import Testing
import VouchCore

@testable import VouchText

@Suite
struct HonestDraftTests {
  /// Ordinary posts: nothing in them may be called a trick.
  static let posts = [
    // English, with what people really type
    "In the U.S.A. and e.g. i.e. a.m. p.m. we keep hours.",
    "Open 9 a.m. to 5 p.m. e.g. in D.C. or N.Y. i.e. the U.S.",
    "Meet us at 9:30 – U.S. rates, B2B, 24/7, H2O, 3D, Q&A, e.g. “fees” & more… It’s free!",
    "Plan A, plan B, plan C. J. R. R. Tolkien; F.A.Q.; R.S.V.P.; a b c; A, B, C, D, E, F, G.",
    "Weighs 2 kg @ 5 EUR. 1st, 2ⁿᵈ, x², CO₂, ½ price, 100 ℃, № 5, ™ ® ©, 20 µm, 5 kΩ, π ≈ 3.14",
    "COVID-19, GPT-4, WH-1000XM4, utf8mb4, sha256, i18n, k8s, mp3, 4K, R2-D2, C-3PO, web3, 0x1F",
    "I I I. No no no! Yes, we can. Read the FAQ (page 3) before 10 a.m. on 5/6.",
    "Naïve café résumé façade, São Paulo, Zürich, Łódź, Ærø, Tromsø, Kraków, Dvořák, Erdős",
    "Family 👨‍👩‍👧‍👦, keycaps 1️⃣ 2️⃣ #️⃣ *️⃣, flags 🇳🇴 🇺🇸 🏴󠁧󠁢󠁳󠁣󠁴󠁿, skin 👍🏽 👩🏿‍🚀, ❤️ ☺️ ✌🏻 ©️ 〰️ 🏳️‍🌈 ❤️‍🔥",
    "Blood type 🅰️ or 🅱️? Ⓜ️ station, 🅿️ parking, ℹ️ info, ①②③ steps, Ⅳ quarter",
    "Pronounced /ɡɪft/ or [ˈpɹaɪsɪŋ] — αβγ, Δt, σ², µs, n̄ and the α-test",
    // Other languages
    "هفته‌ای یک بار درباره‌ی قیمت‌گذاری می‌نویسیم. نمی‌خواهیم کسی را آزار دهیم؛ ۱۲۳ نفر می‌آیند.",
    "आज हम शुल्क के बारे में बात करेंगे। श्री गुप्ता क्‍या कहते हैं? १२३ लोग आ रहे हैं।",
    "היום נדבר על מחירים. שָׁלוֹם לכולם! צה״ל, ג׳ירף, ו־Google בישראל\u{200F}.",
    "ב-\u{2068}Google\u{2069} אמרו שזה טוב",
    "料金の話をしましょう！ＡＢＣ社、１００％オフ～。カタカナ、ﾊﾝｶｸ、がぎぐげご、㈱日本、①番",
    "か\u{3099}き\u{3099}く\u{3099} と パピプ",
    "مرحبا بالجميع، نتحدث اليوم عن الأسعار. السَّلَامُ عَلَيْكُمْ ﷺ ٢٠٢٦",
    "오늘은 요금에 대해 이야기합니다. 좋아요! ㅋㅋㅋ ㅠㅠ 2026년 A반",
    "วันนี้เราจะคุยเรื่องราคา\u{200B}กันนะคะ ผู้เริ่มต้นก็มาได้ ๑๒๓",
    "Σήμερα μιλάμε για τιμές. Το Α και το Ω, ρε! Νον και ΝΟΝ, ΑΒΕ ΚΑΙ ΤΟ.",
    "Сегодня говорим о ценах. Оса, сор, рост и нос; ООО «Рост», PDFка, SMM‑щик, e‑mail’ы, за́мок",
    "ТЕ, КТО СМОТРЕЛ: МОСКВА, СОРТ, АРХЕОЛОГ. А я? О нас и с вами.",
    "Hôm nay chúng ta nói về giá cả. Đừng ngại hỏi, ưu đãi đặc biệt, Nguyễn Ngữ!",
    "Ho\u{302}m nay chu\u{301}ng ta no\u{301}i ve\u{302}\u{300} gia\u{301} ca\u{309}.",
    "Bugün fiyatları konuşuyoruz. İstanbul'da ışık ılık, çağrı ŞIK, ğ ve ı.",
    "今天我们谈谈价格。（免费）“很好”…… １２３ 元，Ａ股",
    "Сьогодні говоримо про ціни: і, ї, є, ґ, й. Її ім'я — Іванна.",
    "আজ আমরা দাম নিয়ে কথা বলব। ক্যাফে, র‍্যাব, কাঁচা।",
    "අද අපි මිල ගැන කතා කරමු. ශ්‍රී ලංකා",
    "Ẹ káàbọ̀ sí ètò wa, ọ̀rẹ́ mi. Ɓaure da ɗaki, ƙofa; ŋ, ɛ, ɔ.",
    "Šiandien kalbame apie kainas: ąčęėįšųūž, ė̃, ų́. Čeština: ěščřžýáíé ůň",
    "ជម្រាបសួរ\u{200B}អ្នក​ទាំងអស់គ្នា",
    "བོད་སྐད་ དང་ ဈေးနှုန်း အကြောင်း ສະບາຍດີ",
  ]

  @Test(arguments: posts)
  func `an honest post raises no flag and has no mention`(post: String) throws {
    for plain in [false, true] {
      let inspection = try Inspecting.body(post, plain: plain)
      #expect(inspection.flags == [])
      #expect(inspection.mentions == [])
    }
  }

  @Test
  func `hashtags of any script are whole and unflagged`() throws {
    let tags = [
      "می‌خواهم", "महात्मा", "ශ්‍රීලංකා", "料金", "サッカー", "트위터", "ผู้เริ่ม", "русский", "Μαχάτμα",
      "münchen", "İn", "il·lusió", "がっこう",
    ]
    let inspection = try Inspecting.body(tags.map { "#\($0)" }.joined(separator: ", "))
    #expect(inspection.hashtags.map(\.text) == tags.map { "#\($0)" })
    #expect(inspection.flags == [])
  }
}
