"""Other languages are noticed, and German or English is never taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.language import evidence
from bot.dialogue.respond import respond
from bot.matching.index import Index
from bot.text.normalize import normalize
from tests.test_suites import rows

OTHERS = {
    "Merhaba, Almanya'da yazılımcı maaşı ne kadar?": "tr", "Türkçe biliyor musun": "tr",
    "كم راتب المطور": "ar", "سلام، حقوق برنامه نویس چقدر است": "fa",
    "Скільки заробляє розробник?": "uk", "сколько зарабатывает программист": "ru",
    "Combien gagne un développeur ?": "fr", "parlez-vous français": "fr",
    "¿Cuánto gana un desarrollador?": "es", "hablas español": "es",
    "Ile zarabia programista?": "pl", "gdzie szukać": "pl",
    "quanto guadagna uno sviluppatore": "it", "quanto ganha um programador": "pt",
    "Cât câștigă un programator": "ro", "给我工资": "zh", "給料はいくらですか": "ja",
    "월급이 얼마예요": "ko", "wat verdient een ontwikkelaar": "nl",
    "バックエンド開発者の給料はいくらですか": "ja",
    "Lập trình viên kiếm được bao nhiêu tiền?": "vi",
    "Mennyit keres egy fejlesztő?": "hu", "Koliko zarađuje programer?": "hr",
    "Sa fiton një zhvillues?": "sq", "Pêşvebir çiqas qezenc dike?": "ku",
    "Колко печели програмистът?": "bg", "Търся работа в Германия": "bg", "Здравейте": "bg",
    "шукаю роботу": "uk", "дякую": "uk", "Колико зарађује програмер?": "sr",
    "Колку заработува програмер?": "mk", "ищу работу": "ru", "тысячи": "ru",
    "ne kadar kazanıyor": "tr", "Merhaba": "tr", "bonjour": "fr", "buongiorno": "it",
    "سلام": "fa", "تنخواہ کتنی ہے": "ur", "شكرا": "ar", "ደመወዝ ክንደይ እዩ": "ti",
    "እንዴት ነህ": "am", "gracias": "es", "obrigado": "pt", "zarobki programisty": "pl",
    "caut de lucru": "ro", "mushaharka waa imisa": "so", "kiek uždirba programuotojas": "lt",
    "hľadám prácu": "sk", "iščem službo": "sl", "გამარჯობა": "ka", "Բարև": "hy",
}  # fmt: skip


@pytest.mark.parametrize(("text", "language"), OTHERS.items())
def test_another_language_is_noticed_and_has_its_sentence(
    text: str, language: str, shipped: Index
) -> None:
    assert evidence(normalize(text), shipped).foreign == language
    assert language in shipped.knowledge.vocabulary.spoken_here


ALIKE = {
    ("olá", "pt"): "pt", ("Здраво", "sr"): "sr", ("Здраво", "mk"): "mk", ("работа", "bg"): "bg",
    ("hoeveel verdien je", "nl"): "nl", ("ሰላም", "ti"): "ti", ("dobrý den", "cs"): "cs",
}  # fmt: skip


@pytest.mark.parametrize(("said", "language"), ALIKE.items())
def test_the_app_decides_between_languages_that_are_alike(
    said: tuple[str, str], language: str, shipped: Index
) -> None:
    text, app = said
    assert evidence(normalize(text), shipped, app).foreign == language


@pytest.mark.parametrize("app", ["", "tr", "pl", "uk", "es", "hr"])
@pytest.mark.parametrize(
    "text",
    ["Ich heiße Ayşe Yılmaz", "Łukasz Kowalski, Gehalt Backend?", "José García",
     "Gehalt bei Škoda", "I'm from Łódź", "Lohn Backend Malmö",
     "Was zahlt L'Oréal?", "gehlat bakcend",
     "moin", "Mehmet", "hola", "ciao", "merci", "python java sql"],
)  # fmt: skip
def test_foreign_names_and_borrowed_greetings_are_of_no_other_language(
    text: str, app: str, shipped: Index
) -> None:
    if (text, app) != ("hola", "es"):
        assert evidence(normalize(text), shipped, app).foreign is None


@pytest.mark.parametrize(
    ("text", "app", "opens"),
    [
        ("comment devenir développeur", "fr-CA", "Je parle allemand"),
        ("jó napot", "hu", "Németül"),
        ("qwertz asdfgh", "tr", "Almanca ve İngilizce"),
        ("qwertz asdfgh", "de", "Das weiß ich leider nicht"),
        ("qwertz asdfgh", "xx", "Das weiß ich leider nicht"),
        ("qwertz", "tr", "Das weiß ich leider nicht"),
        ("ich will quantenphysik", "tr", ""),
    ],
)
def test_who_writes_what_nobody_knows_is_told_in_the_language_of_the_app(
    text: str, app: str, opens: str, shipped: Index
) -> None:
    turn = respond(Message(text, language_code=app), Context(), shipped, date(2026, 11, 21))
    assert turn.reply.text.startswith(opens)
    if not opens:
        assert turn.reply.language == "de"
        assert not turn.reply.text.startswith("Almanca")


def test_no_german_or_english_message_is_taken_for_another_language(shipped: Index) -> None:
    said = [row["say"] for name in ("held_out", "examined", "near") for row in rows(name)]
    said += [text for parts in rows("far").values() for texts in parts.values() for text in texts]
    said += [phrase.text for each in shipped.knowledge.entries.values() for phrase in each.phrases]
    wrong = [text for text in said if evidence(normalize(text), shipped).foreign is not None]
    assert not wrong, f"{len(wrong)} of {len(said)}"


@pytest.mark.parametrize(
    "text",
    ["wievill verdient mer im backend", "chasch mir säge was mer da verdient", "was isch en API",
     "Müesst ich da no studiere?", "Isch das öppis für mi", "Gaht das au ohni Lehr"],
)  # fmt: skip
def test_swiss_german_is_german(text: str, shipped: Index) -> None:
    assert evidence(normalize(text), shipped).foreign is None
