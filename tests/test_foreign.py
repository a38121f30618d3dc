"""Other languages are noticed, and German or English is never taken for one."""

from __future__ import annotations

import pytest

from bot.dialogue.language import evidence
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
}  # fmt: skip


@pytest.mark.parametrize(("text", "language"), OTHERS.items())
def test_another_language_is_noticed_and_has_its_sentence(
    text: str, language: str, shipped: Index
) -> None:
    assert evidence(normalize(text), shipped).foreign == language
    assert language in shipped.knowledge.vocabulary.spoken_here


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
