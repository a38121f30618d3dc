"""The one-line errors of the command line in German, in one place.

Errors are raised in English all over the program. Here each an operator may meet has its twin;
what has none stays English. Texts of the system (`strerror`) stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.cli.languages import message_language

_TWINS = (
    ("the knowledge folder {a} does not exist; name an existing folder.",
     "den Wissensordner {a} gibt es nicht; nenne einen, den es gibt."),
    ("the knowledge folder {a} is a file; name a folder.",
     "der Wissensordner {a} ist eine Datei; nenne einen Ordner."),
    ("the knowledge folder {a} may not be read; give the bot permission to read it.",
     "der Wissensordner {a} darf nicht gelesen werden; gib dem Bot das Recht dazu."),
    ("the knowledge folder {a} cannot be opened ({b}); name another folder.",
     "der Wissensordner {a} lässt sich nicht öffnen ({b}); nenne einen anderen."),
    ("the knowledge in {a} cannot be used: {b}.",
     "das Wissen in {a} ist so nicht zu gebrauchen: {b}."),
    ("the knowledge has errors; mend them first: karrierebot check",
     "im Wissen stecken Fehler; behebe sie zuerst: karrierebot check"),
    ("--against {a}: that folder has errors of its own.",
     "--against {a}: In diesem Ordner stecken selbst Fehler."),
    ('--rule: there is no rule "{a}"; {b}', '--rule: Die Regel "{a}" gibt es nicht; {b}'),
    ("--lang {a}: this knowledge speaks {b}.", "--lang {a}: Dieses Wissen spricht {b}."),
    ("--why-not {a}: this knowledge has no such intent; {b}",
     "--why-not {a}: Diese Frage gibt es im Wissen nicht; {b}"),
    ("test: no conversation fits; see the files in the folder conversations.",
     "test: Kein Gespräch passt; sieh in den Dateien im Ordner conversations nach."),
    ('there is no kind of file "{a}"; {b}', 'eine Datei der Art "{a}" gibt es nicht; {b}'),
    ('there is no intent "{a}"; {b}', 'die Frage "{a}" gibt es nicht; {b}'),
    ('the phrase "{a}" is there already: {b}.', 'die Formulierung "{a}" gibt es schon: {b}.'),
    (("{a} belongs to the program and is replaced with it; copy it and name your copy with "
     "--knowledge."),
     ("{a} gehört zum Programm und wird mit ihm ersetzt; kopiere den Ordner und nenne die Kopie "
     "mit --knowledge.")),
    ("{a} may not be written to; ask for the permission.",
     "in {a} darf nicht geschrieben werden; lass dir das Recht geben."),
    ("write: inbox, inbox accept ID --intent NAME, inbox ignore ID or inbox export FILE",
     "schreib: inbox, inbox accept ID --intent NAME, inbox ignore ID oder inbox export DATEI"),
    ("inbox accept: say which intent it shall be, such as --intent salary",
     "inbox accept: Sag, zu welcher Frage es gehört, etwa --intent salary"),
    ("of {a} only a count is kept; say how it was asked: --phrase TEXT",
     "von {a} ist nur die Anzahl da; sag, wie gefragt wurde: --phrase TEXT"),
    ("nothing was written, see above; --force writes it all the same.",
     "nichts wurde geschrieben, siehe oben; --force schreibt es trotzdem."),
    ("{a} is gone from the inbox meanwhile.", "{a} ist inzwischen nicht mehr im Posteingang."),
    ('the inbox has no single item "{a}"; see karrierebot inbox',
     'im Posteingang gibt es nicht genau ein "{a}"; siehe karrierebot inbox'),
    ("{a} is there already; name another file.", "{a} gibt es schon; nenne eine andere Datei."),
    ("{a} is there already; name a new file.", "{a} gibt es schon; nenne eine neue Datei."),
    ("{a} has changed meanwhile; nothing was written to it.",
     "{a} hat sich inzwischen geändert; nichts wurde hineingeschrieben."),
    ("{a} cannot be written: {b}.", "{a} lässt sich nicht schreiben: {b}."),
    ("{a} cannot be read: {b}.", "{a} lässt sich nicht lesen: {b}."),
    ("{a} is not UTF-8 text; save it with this encoding.",
     "{a} ist kein UTF-8-Text; speichere die Datei mit dieser Kodierung."),
    ("there is no file {a}.", "die Datei {a} gibt es nicht."),
    ("nothing is stored: DATABASE_URL or KARRIEREBOT_DATA says “off”.",
     "nichts wird aufgehoben: In DATABASE_URL oder KARRIEREBOT_DATA steht „off“."),
    (('"{a}" cannot be an id; use letters, digits, _ - and . only, starting with a letter or '
      'digit.'),
     '"{a}" geht nicht als Id; nimm Buchstaben, Ziffern, _ - und ., vorn Buchstabe oder Ziffer.'),
    ("{a} is there already; nothing was written.", "{a} gibt es schon; nichts wurde geschrieben."),
    ("name it, for instance: karrierebot new {a} lighthouse_keeper",
     "gib ihm einen Namen, etwa: karrierebot new {a} lighthouse_keeper"),
    ('the id "{a}" is taken already: {b}.', 'die Id "{a}" ist schon vergeben: {b}.'),
    ('there is a source "{a}" already.', 'die Quelle "{a}" gibt es schon.'),
    ('"{a}" cannot be the id of a source.', '"{a}" geht nicht als Id einer Quelle.'),
    ("{a}; type it again.", "{a}; tippe es neu."),
    ("there is no database at {a} yet; the bot makes it at its first start.",
     "die Datenbank {a} gibt es noch nicht; der Bot legt sie beim ersten Start an."),
    # --- what `argparse` says ---
    ("argument {a}: write a number of days, such as 30",
     "{a}: Schreib eine Anzahl von Tagen, etwa 30"),
    ("the following arguments are required: {a}", "es fehlt noch: {a}"),
    ("unrecognized arguments: {a}", "unbekannt: {a}"),
    ("argument {a}: expected one argument", "{a}: Dahinter fehlt noch etwas"),
    ("argument {a}: invalid choice: {b} (choose from {c}); {d}",
     "{a}: {b} gibt es nicht (zur Wahl: {c}); {d}"),
    ("argument {a}: invalid choice: {b} (choose from {c})",
     "{a}: {b} gibt es nicht (zur Wahl: {c})"),
    ("argument {a}: invalid {b} value: {c}", "{a}: {c} geht hier nicht"),
    ("argument {a}: {b}", "{a}: {b}"),
    # --- hints behind a semicolon ---
    ('did you mean "{a}"?', 'meinst du "{a}"?'),
    ("they run from {a} to {b}.", "sie gehen von {a} bis {b}."),
    ("there are {a}", "es gibt {a}"),
)  # fmt: skip
_PLACE = re.compile(r"\\{(\w)\\}")


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.*?)", re.escape(template)), re.DOTALL)


def in_german(text: str) -> str:
    """Return the German twin of an error, or the error itself where it has none."""
    for english, german in _TWINS:
        if found := _pattern(english).fullmatch(text):
            values = {name: in_german(value) for name, value in found.groupdict().items()}
            return german.format(**values)
    return text


def in_operators_language(text: str, arguments: Sequence[str], environment: dict[str, str]) -> str:
    """Return an error in the language asked for with ``--lang``, else in the system's."""
    given = next((each for each in _asked(arguments) if each in ("de", "en")), None)
    return in_german(text) if message_language(given, environment) == "de" else text


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    """Yield what stands behind ``--lang``, also on a command line that cannot be read."""
    for place, each in enumerate(arguments):
        if each == "--lang":
            yield from arguments[place + 1 : place + 2]
        elif each.startswith("--lang="):
            yield each.removeprefix("--lang=")
