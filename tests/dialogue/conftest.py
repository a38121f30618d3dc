"""The small invented knowledge with three forms: a visit, a packing list, a letter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.matching.index import Index
from tests.conftest import HERE, sound

FILES = {
    "forms/visit.yaml": """
title: {de: Besuchstest, en: Visit check}
intro: {de: Drei Fragen., en: Three questions.}
answers:
  "yes": {label: {de: Ja, en: "Yes"}, words: [ja, jo, klar, "yes", yep]}
  partly: {label: {de: Teilweise, en: Partly}, words: [teils, teilweise, geht so, eher ja, partly]}
  "no": {label: {de: Nein, en: "No"}, words: [nein, nö, gar nicht, "no", nope, not really]}
steps:
  heights:
    ask: {de: Bist du schwindelfrei?, en: Are you free from giddiness?}
    notes:
      "yes": {de: Du bist schwindelfrei., en: You are free from giddiness.}
      "no": {de: Was hilft dir auf Leitern?, en: What helps you on ladders?}
  storms:
    ask: {de: Magst du Sturm?, en: Do you like storms?}
    notes:
      "yes": {de: Du magst Sturm., en: You like storms.}
      partly: {de: Welchen Wind magst du?, en: Which wind do you like?}
  stairs:
    ask: {de: Steigst du gern Treppen?, en: Do you like stairs?}
    notes:
      "yes": {de: Du steigst gern., en: You like to climb.}
result:
  - text: {de: Fertig geprüft., en: Checked.}
    style: lead
  - text: {de: "Stärken:", en: "Strengths:"}
    notes: ["yes"]
    otherwise: {de: Noch keine Stärken., en: No strengths yet.}
  - text: {de: "Fragen:", en: "Questions:"}
    notes: [partly, "no"]
sources: [almanac]
next: [tasks]
""",
    "forms/bag.yaml": """
title: {de: Packliste, en: Packing list}
kind: checklist
steps:
  lamp: {label: {de: Lampe, en: Lamp}, ask: {de: Lampe mit Docht, en: Lamp with wick}}
  rope: {label: {de: Seil, en: Rope}, ask: {de: Langes Seil, en: Long rope}}
  tea: {label: {de: Tee, en: Tea}, ask: {de: Tee für den Abend, en: Tea for the evening}}
""",
    "forms/letter.yaml": """
title: {de: Brief, en: Letter}
consent: {de: Ich merke mir das nur bis zum Ende. Gut?, en: I keep it until the end only. Fine?}
steps:
  name: {ask: {de: Wie heißt dein Boot?, en: What is your boat called?}, text: true}
  harbour:
    ask: {de: In welchem Hafen?, en: In which harbour?}
    text: true
    slot: place
    options:
      any: {label: {de: Egal, en: Any}, words: [egal, any]}
  wish: {ask: {de: Was wünschst du dir?, en: What do you wish for?}, text: true, may_skip: true}
terms: [Boot & Tau, Turm]
boards:
  pier:
    url: "https://pier.example/{what_slug}/{where_slug}?q={what}&l={where}"
    anywhere: "https://pier.example/?q={what}"
result:
  - text:
      de: "Boot {name}, {amount:keeper_pay.value}."
      en: "Boat {name}, {amount:keeper_pay.value}."
    style: lead
  - text: {de: "Wunsch: {wish}", en: "Wish: {wish}"}
    needs: [wish]
  - text: {de: "Links für {harbour}", en: "Links for {harbour}"}
    links: true
""",
    "intents/visit_form.yaml": """
topic: training
title: {de: Besuchstest, en: Visit check}
commands: [besuch, visit]
phrases:
  de: [besuchstest, mach den besuchstest mit mir, teste mich vor dem besuch]
  en: [visit check, do the visit check with me, test me before the visit]
form: visit
""",
    "intents/bag_form.yaml": """
topic: tasks
title: {de: Packliste, en: Packing list}
commands: [packliste, bag]
phrases:
  de: [packliste, zeig mir die packliste]
  en: [packing list, show me the packing list]
form: bag
""",
    "intents/letter_form.yaml": """
topic: tasks
title: {de: Brief schreiben, en: Write a letter}
commands: [brief, letter]
phrases:
  de: [brief an den wärter schreiben]
  en: [write a letter to the guard]
form: letter
""",
    "intents/settings.yaml": """
topic: help
kind: command
title: {de: Einstellungen, en: Settings}
commands: [einstellungen, settings]
answer: settings
""",
    "intents/data.yaml": """
topic: help
kind: command
title: {de: Meine Daten, en: My data}
commands: [daten, data]
answer: data
""",
    "intents/delete_data.yaml": """
topic: help
kind: command
title: {de: Alles löschen, en: Delete everything}
commands: [loeschen, delete]
answer: delete
""",
}


@pytest.fixture(scope="session")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Index the small knowledge with these files added."""
    root = tmp_path_factory.mktemp("guided") / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    for name, text in FILES.items():
        (root / Path(name).parent).mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return build_index(sound(root))
