"""What every rule says in German, and the pieces its messages are put together from.

The English twin is `english`; both hold the same ids with the same `{placeholders}`.
"""

from __future__ import annotations

from bot.knowledge.saying.rule import Rule

RULES: dict[str, Rule] = {
    # --- E1xx, Dateien und YAML ---
    "E100": Rule(
        "der Wissensordner lässt sich nicht lesen: {reason}", "gib einen Ordner an, den es gibt"
    ),
    "E101": Rule("die Datei lässt sich nicht lesen: {reason}"),
    "E102": Rule("die Datei ist größer als {limit} MB", "teile sie in mehrere Dateien auf"),
    "E103": Rule(
        "die Datei ist kein UTF-8-Text{guess}", 'speichere sie mit der Kodierung "UTF-8"'
    ),
    "E104": Rule('"{value}" wird als {read_as} gelesen', "schreib {better}"),
    "E105": Rule(
        '"{value}" ohne Anführungszeichen bedeutet {meaning}',
        'schreib "{value}" in Anführungszeichen',
    ),
    "E106": Rule(
        '"{value}" ohne Anführungszeichen wird als {read_as} gelesen', "schreib {better}"
    ),
    "E107": Rule('"{value}" beginnt mit 0 und wird als {read_as} gelesen', "schreib {better}"),
    "E108": Rule('"{value}" wird als die Zahl {read_as} gelesen', "schreib {better}"),
    "E109": Rule(
        '"{value}" ohne Anführungszeichen wird als Datum gelesen',
        'schreib "{value}" in Anführungszeichen',
    ),
    "E110": Rule(
        "die Zeile ist mit einem {sign} eingerückt", "nimm nur Leerzeichen, je Stufe zwei"
    ),
    "E111": Rule("in der Datei steht ein Steuerzeichen (Code {code})", "lösche es"),
    "E112": Rule(
        "das Anführungszeichen, das hier beginnt, wird nie geschlossen",
        "schreib {quote} auch ans Ende",
    ),
    "E113": Rule(
        "das Anführungszeichen endet vor dem Text",
        'setz den ganzen Text einmal in Anführungszeichen; in "…" schreib \\" für ein solches',
    ),
    "E114": Rule(
        "ein Text, der mit {sign} beginnt, braucht Anführungszeichen",
        'schreib "{value}" in Anführungszeichen',
    ),
    "E115": Rule(
        '": " in einem Text braucht Anführungszeichen',
        "setz den ganzen Text in Anführungszeichen",
    ),
    "E116": Rule(
        "ein Text kann nicht mit {sign} beginnen", "setz den ganzen Text in Anführungszeichen"
    ),
    "E117": Rule(
        'hinter dem Doppelpunkt von "{key}" fehlt ein Leerzeichen',
        "schreib {key}: und ein Leerzeichen",
    ),
    "E118": Rule(
        "diese Zeile ist weder ein Schlüssel mit Doppelpunkt noch ein Listenpunkt",
        'schreib einen Doppelpunkt hinter den Schlüssel, "- " vor einen Listenpunkt, oder beginne'
        ' einen langen Text mit "|"',
    ),
    "E119": Rule(
        "die Zeile passt nicht zur Einrückung der Zeilen darüber",
        "beginne Schlüssel, die zusammengehören, in derselben Spalte",
    ),
    "E120": Rule("die Klammer {sign} wird nicht geschlossen", "schreib {closing} ans Ende"),
    "E121": Rule('ein Rückstrich in "…" hat eine besondere Bedeutung', "schreib zwei Rückstriche"),
    "E122": Rule(
        'der Schlüssel "{key}" steht hier zweimal, zuerst in Zeile {first}', "behalte einen"
    ),
    "E123": Rule(
        "ein Text, der ohne Anführungszeichen mit {sign} beginnt, bedeutet in YAML etwas anderes",
        "setz den ganzen Text in Anführungszeichen; Anker, Verweise und Tags gibt es hier nicht",
    ),
    "E124": Rule('"---" beginnt ein zweites Dokument', "lass in einer Datei nur ein Dokument"),
    "E125": Rule("Listen und Schlüssel sind mehr als {limit} Stufen tief verschachtelt"),
    "E126": Rule(
        'dieser Text läuft in die nächste Zeile weiter, die mit "- " beginnt',
        "rück beide Listenpunkte gleich weit ein",
    ),
    "E127": Rule("die Datei ist leer", "füll sie oder lösche sie"),
    "E128": Rule(
        "ein Listenpunkt kann nicht hinter seinem Schlüssel stehen",
        "beginne ihn in einer eigenen Zeile",
    ),
    "E129": Rule("ab hier ist die Datei nicht lesbar", "sieh dir diese Zeile und die darüber an"),
    "E130": Rule(
        "in Klammern braucht ein Text mit {sign} Anführungszeichen",
        "setz den ganzen Text in Anführungszeichen",
    ),
    "E131": Rule(
        "ein Schlüssel und ein Listenpunkt können nicht nebeneinander stehen",
        'gib beiden Zeilen "- ", oder keiner, oder eine andere Einrückung',
    ),
    "E132": Rule(
        'ein Text unter "|" muss tiefer eingerückt sein als sein Schlüssel',
        "beginne alle seine Zeilen in derselben Spalte, zwei Leerzeichen tiefer als der Schlüssel",
    ),
    "E133": Rule(
        "zwei Fassungen der Datei wurden vermischt, die Marken {sign} stehen noch da",
        "behalte eine Fassung und lösche die Zeilen mit den Marken",
    ),
    "E134": Rule("hinter dem Strich fehlt ein Leerzeichen", 'schreib "- " vor einen Listenpunkt'),
    "E135": Rule('die Datei enthält dasselbe wie "{value}"', "lösche eine der beiden"),
    "E136": Rule('aus "{value}" wird nichts gelesen', "{suggestion}"),
    "E137": Rule(
        'der Text endet vor "#", der Rest gilt als Bemerkung',
        'setz den Text in Anführungszeichen, oder schreib "|" hinter den Schlüssel und den Text'
        " darunter",
    ),
    "E138": Rule(
        "die Datei enthält {found}, liegt aber in {folder}", "leg sie in den Ordner {better}"
    ),
    "E139": Rule(
        'in "{value}" sind Buchstaben kaputt',
        'schreib {better}, und speichere die Datei als "UTF-8"',
    ),
    "E140": Rule(
        "{count} Zeilen, von hier bis Zeile {last}, sind mit einem {sign} eingerückt",
        "nimm nur Leerzeichen, je Stufe zwei",
    ),
    "E141": Rule(
        "von hier bis Zeile {last} stehen {count} Schlüssel ein zweites Mal;"
        ' "{key}" gibt es schon in Zeile {first}',
        "lösche, was doppelt eingefügt wurde",
    ),
    # --- E2xx, Schlüssel und Werte ---
    "E201": Rule('unbekannter Schlüssel "{key}"', "{suggestion}"),
    "E202": Rule('der Schlüssel "{key}" fehlt', "ergänze ihn{extra}"),
    "E203": Rule("der Text fehlt auf {language}", 'ergänze "{language}:"'),
    "E204": Rule('unbekannte Sprache "{key}"', "die Sprachen sind {languages}"),
    "E205": Rule("{found} kann hier nicht stehen", "{suggestion}"),
    "E206": Rule('"{value}" ist keine Zahl', "schreib {better}"),
    "E207": Rule('"{value}" ist weder true noch false', "schreib {better} ohne Anführungszeichen"),
    "E208": Rule('"{value}" ist keiner der möglichen Werte', "{suggestion}"),
    "E209": Rule('"{value}" ist kein Datum', "schreib Jahr-Monat-Tag, etwa 2026-05-31"),
    "E210": Rule(
        '"{value}" kann keine Id sein',
        "nimm nur Buchstaben, Ziffern, _ - und ., höchstens 120, am Anfang Buchstabe oder Ziffer",
    ),
    "E211": Rule('die Id "{value}" weicht vom Dateinamen ab', "schreib {better}"),
    "E212": Rule('die Id "{value}" ist schon vergeben: {first}', "nimm eine andere"),
    "E213": Rule("der Text ist leer", "schreib ihn oder lösche die Zeile"),
    "E214": Rule('"{key}" und "{other}" können nicht zusammen stehen', "behalte eines davon"),
    "E215": Rule(
        '"{value}" kann kein Befehl sein',
        "nimm a bis z, 0 bis 9 und _, höchstens 32, ohne den Schrägstrich",
    ),
    "E216": Rule(
        "im Ordner steht nichts, was sich antworten lässt",
        "leg eine Datei in seinen Ordner intents oder faq",
    ),
    "E217": Rule('"{value}" ist keine Sprache', "schreib zwei kleine Buchstaben, etwa de"),
    "E218": Rule(
        '"{value}" ist keine Web-Adresse',
        "kopier sie aus dem Browser: vorn https://, hinten kein Satzzeichen",
    ),
    "E219": Rule('in "{value}" ist kein Buchstabe und keine Ziffer zu erkennen', "schreib Wörter"),
    "E220": Rule(
        "hier fehlt noch etwas", "schreib es an die Stelle von {mark}, oder lösche die Zeile"
    ),
    "E221": Rule(
        "der Text unter {language} steht in einer anderen Schrift", "schreib ihn auf {language}"
    ),
    "E222": Rule(
        'im ganzen Ordner steht noch nichts auf "{value}"',
        "lösche es hier, bis die ersten Texte da sind",
    ),
    "E223": Rule(
        'an {count} Stellen stehen Texte auf "{value}", das nicht unter den Sprachen ist',
        "trag es unter languages ein, oder lösche diese Texte",
    ),
    "E224": Rule('"{value}" würden Menschen so lesen, wie es dasteht', "schreib einfachen Text"),
    "E225": Rule("der Titel hat {length} Zeichen", "auf eine Taste passen etwa {limit}"),
    "E226": Rule(
        "der Text hat {length} Zeichen", "Telegram nimmt höchstens {limit}, also kürz ihn"
    ),
    # --- E3xx, was anderswo steht ---
    "E301": Rule('die Quelle "{value}" gibt es nicht', "{suggestion}"),
    "E302": Rule('den Eintrag "{value}" gibt es nicht', "{suggestion}"),
    "E303": Rule('das Thema "{value}" gibt es nicht', "{suggestion}"),
    "E304": Rule('kein Beruf hat einen Abschnitt "{value}"', "{suggestion}"),
    "E305": Rule('den Beruf "{value}" gibt es nicht', "{suggestion}"),
    "E306": Rule('unbekannter Platzhalter "{value}"', "{suggestion}"),
    "E307": Rule('die Zahl "{value}" gibt es nicht', "{suggestion}"),
    "E308": Rule('die Zahl "{figure}" hat kein {value}', "{suggestion}"),
    "E309": Rule('den Slot "{value}" gibt es nicht', "{suggestion}"),
    "E310": Rule('die eingebaute Antwort "{value}" gibt es nicht', "{suggestion}"),
    "E311": Rule('der Befehl "{value}" gehört schon zu "{other}": {first}', "benenne einen um"),
    "E312": Rule('der Name "{value}" gehört schon zu "{other}": {first}', "lösche einen"),
    "E313": Rule(
        "eine Klammer {sign} steht allein", "schließ den Platzhalter oder lösche die Klammer"
    ),
    "E314": Rule('den Satz "{value}" hat der Bot nicht', "{suggestion}"),
    "E315": Rule(
        '"{value}" wird nur auf Nachfrage beantwortet und kann nicht der Standard sein',
        "nimm einen anderen",
    ),
    "E316": Rule(
        'der Beruf "{value}" kann nicht für sich selbst einspringen',
        "nenn einen anderen, oder lösche die Zeile",
    ),
    "E341": Rule('das Formular "{value}" gibt es nicht', "{suggestion}"),
    "E342": Rule(
        '"{value}" steuert jedes Formular und kann hier keine Id sein',
        "nimm eine andere, etwa {other}",
    ),
    "E343": Rule(
        'die Taste "{value}" wäre {length} Bytes lang',
        "kürz die Ids: höchstens {limit} Bytes",
    ),
    "E344": Rule(
        'auf den Schritt "{value}" kann niemand antworten',
        "ergänze options, oder schreib text: true",
    ),
    "E345": Rule(
        'das Wort "{value}" bedeutet schon "{other}"', "behalte es nur bei einer der Antworten"
    ),
    "E346": Rule(
        'in der Adresse fehlt "{value}"', "schreib {value} dorthin, wo es in der Adresse steht"
    ),
    "E317": Rule('der Slot "{slot}" kennt den Wert "{value}" nicht', "{suggestion}"),
    "E318": Rule(
        "im Satz fehlt {value}", "schreib {value} an die Stelle, wo es in den Satz gehört"
    ),
    "E319": Rule(
        '{count} Namen sind die von "{other}": {first}',
        "ist die Datei eine Kopie, gib ihr eigene Namen; sonst lösche eine der beiden",
    ),
    "E347": Rule(
        '"{value}" und "{other}" springen füreinander ein', "lösche stands_in bei einem von beiden"
    ),
    "E348": Rule(
        "das sind {count} Monatsnamen ohne Zeichen, nötig sind {limit}",
        "schreib die {limit} Namen mit Leerzeichen dazwischen und sonst nichts",
    ),
    # --- E4xx, Zahlen ---
    "E401": Rule(
        "{smaller_key} {smaller} ist größer als {larger_key} {larger}",
        "low, value und high müssen in dieser Reihenfolge steigen",
    ),
    "E402": Rule('die Zahl "{value}" hat keinen Betrag', "trag low, value oder high ein"),
    "E403": Rule('"{value}" ist negativ', "schreib eine positive Zahl"),
    "E404": Rule('"{value}" ist keine Währung', "schreib drei Großbuchstaben, etwa EUR"),
    "E405": Rule(
        'der Betrag "{value}" steht fest im Text',
        "schreib einen Platzhalter wie {{amount:FIGURE.value}}, damit er wahr bleibt",
    ),
    "E406": Rule(
        'die Zahl "{figure}" gilt nicht je Jahr und hat darum keinen Monat', "lass .month weg"
    ),
    # --- Daten, Sprünge und was dazugehört ---
    "E407": Rule(
        "{key} ist seit der letzten angenommenen Fassung um {percent} % {change}"
        " (vorher {old}, jetzt {new})",
        "wenn die Quelle das sagt, ergänze bei der Zahl confirm: {new}",
    ),
    "E408": Rule(
        '{key} {value} je Monat ergibt in zwölf Monaten {year}, "{other}" nennt aber {amount} je'
        " Jahr",
        "berichtige den falschen Betrag oder den Zeitraum",
    ),
    "E409": Rule(
        "die Einheit (unit) ist {unit}, die Währung (currency) {currency}",
        "schreib bei beiden dasselbe",
    ),
    "E410": Rule(
        "{key} {value} liegt in der Zukunft", "schreib den Tag, an dem wirklich geprüft wurde"
    ),
    "E411": Rule(
        "review_after {value} liegt nicht nach checked_on {checked}",
        "schreib einen späteren Tag oder null",
    ),
    "E412": Rule(
        "review_after wurde von {old} auf {new} verschoben, checked_on blieb {checked}",
        "vergleiche die Zahl mit ihrer Quelle und trag den Tag bei checked_on ein",
    ),
    "E413": Rule(
        "as_of {value} liegt in der Zukunft", "schreib das Datum, das die Quelle nennt, oder null"
    ),
    "E414": Rule(
        "der Bot schreibt Gehälter in Euro, die Währung ist aber {value}",
        "gib der Zahl ein anderes Thema (topic), oder lass sie weg",
    ),
    "E415": Rule(
        "der Zeitraum ist jetzt {new} statt {old}, aber {key} ist noch {value}",
        "berichtige Zeitraum oder Betrag; stimmt beides, ergänze confirm: {value}",
    ),
    # --- W5xx, Warnungen ---
    "W501": Rule(
        "die Datei beginnt mit einem unsichtbaren Zeichen (BOM)",
        'speichere sie als "UTF-8 ohne BOM"',
    ),
    "W502": Rule('die Datei "{value}" wird nicht gelesen', "{suggestion}"),
    "W503": Rule('der Ordner "{value}" wird nicht gelesen', "{suggestion}"),
    "W504": Rule("der Titel hat {length} Zeichen", "auf eine Taste passen etwa {limit}"),
    "W505": Rule("der Text hat {length} Zeichen", "bleib unter {limit}"),
    "W506": Rule(
        'die Formulierung "{value}" gehört auch zu "{other}": {first}',
        "behalte sie nur an einer Stelle",
    ),
    "W507": Rule('die Formulierung "{value}" steht hier zweimal: {first}', "lösche eine"),
    "W508": Rule("es gibt keine Formulierungen auf {language}", 'ergänze "{language}:"'),
    "W509": Rule("die Liste ist leer", "füll sie oder lösche sie"),
    "W510": Rule("hier steht ein unsichtbares Zeichen (Code {code})", "lösche es"),
    "W511": Rule(
        'das Wort "{value}" mischt Buchstaben aus zwei Alphabeten',
        "tipp es auf deiner Tastatur neu",
    ),
    "W512": Rule(
        "die Anführungszeichen {sign} gehören so zum Text", 'nimm die geraden "…" oder keine'
    ),
    "W513": Rule(
        'der Text endet vor "#", der Rest gilt als Bemerkung',
        "setz den Text in Anführungszeichen",
    ),
    "W514": Rule(
        '{key} "{value}" ist sehr wenig für einen Betrag je {period}',
        "schreib den ganzen Betrag",
    ),
    "W515": Rule('das Thema "{value}" ist neu', "{suggestion}"),
    "W516": Rule(
        "der Eintrag hat einen Titel, aber keine Antwort", "ergänze reply, section oder answer"
    ),
    "W517": Rule(
        "nach diesem Eintrag kann niemand fragen",
        "ergänze Formulierungen, einen Befehl oder eine Taste, die zu ihm führt",
    ),
    "W518": Rule(
        "{count} eigene Sätze des Bots fehlen auf {language}; {other} springt ein",
        "ergänze sie in wording.yaml",
    ),
    "W519": Rule(
        'der Platzhalter "{value}" steht auf {language}, aber nicht auf {other}',
        "nimm ihn in beide Texte",
    ),
    "W520": Rule(
        '{key} "{value}" ist sehr viel für einen Betrag je {period}',
        "prüf Betrag und Zeitraum",
    ),
    "W521": Rule(
        'die Zahl "{value}" war am {day} wieder zu prüfen',
        "vergleiche sie mit ihrer Quelle und erneuere checked_on und review_after",
    ),
    "W522": Rule(
        'die Zahl "{value}" wurde {last}, und nichts erinnert an die nächste Prüfung',
        "vergleiche sie mit ihrer Quelle und trag checked_on und review_after ein",
    ),
    "W523": Rule(
        "review_after {value} liegt mehr als {limit} Monate nach checked_on {checked}",
        "schreib einen früheren Tag",
    ),
    "W524": Rule(
        "die Zahl {value} steht auf {language}, aber nicht auf {other}",
        "sag in beiden Texten dasselbe",
    ),
    "W525": Rule(
        "{language} zählt {count} Punkte auf, {other} {more}", "nenn in beiden dieselben Fakten"
    ),
    "W526": Rule(
        "der Text auf {language} ist nicht halb so lang wie der auf {other}",
        "nenn in beiden dieselben Fakten",
    ),
    "W527": Rule(
        "die Adresse {value} steht auf {language}, aber nicht auf {other}",
        "nenn sie in beiden Texten",
    ),
    "W528": Rule(
        "confirm {value} ist keiner der Beträge dieser Zahl",
        "lösche es oder schreib den neuen Betrag",
    ),
    "W529": Rule(
        "die Beträge der Zahl wurden geändert, checked_on blieb {checked}",
        "trag bei checked_on den Tag ein, an dem du in die Quelle gesehen hast",
    ),
    "W530": Rule(
        "als Telegram-Nachricht hat die Antwort auf {language} {length} Zeichen, {limit} passen",
        "kürz sie, sonst kommt sie in Stücken an",
    ),
    "W531": Rule(
        'auf einer Taste für "{entry}" ist kein Platz für "{value}": {length} Bytes, {limit}'
        " passen",
        "gib dem Beruf oder dem Eintrag eine kürzere Id",
    ),
    "W532": Rule(
        'die Auszeichnung "{value}" wird so angezeigt, wie sie dasteht', "schreib einfachen Text"
    ),
    "W533": Rule('"{value}" ist kein Slot, die Klammern sind falsch', 'schreib "{better}"'),
    "W534": Rule(
        "ein einzelnes Anführungszeichen gehört so zum Text",
        "lösche es, oder schreib ein zweites",
    ),
    "W535": Rule("die Formulierung hat {length} Zeichen", "so fragt niemand; bleib unter {limit}"),
    "W536": Rule(
        '"{value}" ist eine Zahl von "{owner}", aber auch wer nach "{other}" fragt, bekommt sie',
        "schreib occupations: [{owner}] in den Eintrag",
    ),
    "W537": Rule(
        "occupations bewirkt hier nichts",
        "es gehört zu reply oder form mit about_occupation: true; lösch es oder ergänz das",
    ),
    "W538": Rule('zum Abschnitt "{value}" führt keine Frage', "{suggestion}"),
    "W539": Rule("der Text auf {language} ist Wort für Wort der auf {other}", "übersetze ihn"),
    "W541": Rule(
        "kein Eintrag beginnt dieses Formular", 'schreib "form: {value}" in einen Eintrag'
    ),
    "W542": Rule(
        '"{value}" enthält ein Komma und gilt als ein einziger Name',
        "schreib jeden Namen in eine eigene Zeile",
    ),
    "W540": Rule(
        "das steht unter {language}, liest sich aber wie {other}", "schreib es auf {language}"
    ),
    "W543": Rule('"{key}" bewirkt nichts ohne "{other}"', "ergänze {other}, oder lösche es"),
    "W544": Rule(
        "{count} Knöpfe werden als Nächstes angeboten",
        "behalte die {limit}, die am meisten gebraucht werden",
    ),
    "W545": Rule(
        "das Gespräch erwartet nichts",
        "ergänze, was herauskommen muss, etwa intent oder contains",
    ),
    "W546": Rule(
        'niemand sagt "{value}": Slots stehen nur in Formulierungen',
        "schreib, was ein Mensch schreiben würde",
    ),
    "W547": Rule(
        "ohne label stehen alle {length} Zeichen des Textes auf dem Knopf",
        "ergänze label: mit höchstens {limit} Zeichen",
    ),
    "W548": Rule(
        'das Kleingedruckte sagt "{value}", aber {key} ist {other}', "berichtige, was falsch ist"
    ),
    "W549": Rule('"{value}" ist kein Monat', "{suggestion}"),
    "W550": Rule(
        '"{value}" gilt nicht als Durchschnitt', "schreib average, wenn die Quelle das meint"
    ),
    "W551": Rule('zum Thema "{value}" zeigt der Bot keine Zahl', "{suggestion}"),
    "W552": Rule(
        'das Datum "{value}" nennt kein Jahr',
        "schreib es so, wie die Quelle es nennt, oder null, wenn sie keins nennt",
    ),
    "W553": Rule('"{value}" ist ein Betrag mit Nachkommastellen', "schreib {better}"),
    "W554": Rule('"{value}" steht in dieser Liste zweimal', "lösche eins davon"),
    "W555": Rule(
        'der Knopf "{value}" führt zu der Antwort, unter der er steht', "lösche ihn hier"
    ),
    "W556": Rule(
        'der Text "{value}" läuft in der nächsten Zeile weiter',
        "setz ein Komma ans Ende der Zeile",
    ),
    "W557": Rule(
        '"{value}" ist mehr als ein Wort und wird so nie gefunden',
        "schreib ein einzelnes Wort, oder ergänze Formulierungen",
    ),
    "W558": Rule('"{value}" wird auf {language} als Bruch gelesen', "schreib {better}"),
    "W559": Rule(
        "{count} Formulierungen, die unter {language} stehen, klingen nach {other}",
        "falls die beiden Listen vertauscht sind, tausch sie zurück",
    ),
    "W560": Rule('den Befehl "/{value}" gibt es nicht', "{suggestion}"),
    "W561": Rule(
        "checked_on {value} liegt vor dem Stand der Quelle: {as_of}",
        "schreib den Tag, an dem ihr die Zahl zuletzt mit der Quelle verglichen habt",
    ),
    "W562": Rule(
        "{count} Antworten handeln von einem Beruf, und nirgends steht, von welchem",
        "schreib default_occupation: {value} in knowledge.yaml, oder occupations zur Antwort",
    ),
    # --- W6xx und G6xx, was der Bot selbst aus Formulierungen und Gesprächen macht ---
    "G601": Rule("{said}: {broken}", "{why}"),
    "W601": Rule(
        'die Formulierung "{value}" führt nicht zu "{own}", sondern {result}',
        "sag es anders, oder schieb sie dorthin",
    ),
    "W602": Rule(
        'für den Bot ist "{value}" dasselbe wie "{phrase}" von "{other}": {first}',
        "behalte sie nur an einer Stelle",
    ),
    "W603": Rule(
        '"{value}" ist nur einen Buchstaben von "{phrase}" von "{other}" entfernt: {first}',
        "behalte sie nur an einer Stelle, oder sag mehr",
    ),
    "W604": Rule('die Formulierung "{value}" ist sehr kurz', "schreib mindestens ein ganzes Wort"),
    "W605": Rule(
        'die Formulierung "{value}" besteht nur aus Füllwörtern',
        "ergänze das Wort, das sagt, wonach gefragt wird",
    ),
    "W606": Rule(
        'die Formulierung "{value}" stellt zwei Fragen',
        "schreib für jede eine eigene, in ihrem Eintrag",
    ),
    "W607": Rule('der Name "{value}" wird als {result} gelesen', "lösche ihn oder den anderen"),
    "W608": Rule('der Name "{value}" ist für den Bot dasselbe wie "{first}"', "lösche ihn"),
    "W609": Rule(
        'den Namen "{value}" benutzen Leute auch für anderes: {first}',
        "lösche ihn, oder schreib einen längeren",
    ),
    "W610": Rule(
        'die Schreibweise "{value}" wird gelesen als {result}',
        "lösche sie, oder lösche, was ihr zuvorkommt",
    ),
    "W611": Rule(
        '{said}: hier soll der Bot nichts wissen, aber den Beruf "{value}" gibt es jetzt',
        "lösche dieses Beispielgespräch, oder schreib hinein, was jetzt herauskommen soll",
    ),
    "W612": Rule(
        '"{value}" steht unter den fremden Berufen, gehört jetzt aber zu eurem Beruf "{other}"',
        "lösche diese Zeile",
    ),
    "W613": Rule('"{value}" fiele hier weg, aber Leute fragen damit: {first}', "lösche es hier"),
    "W614": Rule(
        'als Synonym würde "{value}" nach "{other}" fragen, es fragt aber nach "{own}": {first}',
        "lösche es hier",
    ),
    "W615": Rule(
        '"{value}" soll verneinen, steht aber in {count} Formulierungen', "lösche es hier"
    ),
    "W616": Rule(
        'der Auslöser "{value}" nimmt "{other}" eine Frage weg',
        "schreib einen längeren, der nur das eine meint",
    ),
    "W617": Rule(
        'der Alias "{value}" ist nur einen Buchstaben von "{other}" von "{owner}" entfernt',
        "lösche ihn, oder schreib einen Namen, den niemand mit dem anderen verwechselt",
    ),
    # --- E7xx, Angaben über Menschen ---
    "E701": Rule(
        'hier steht eine E-Mail-Adresse: "{value}"',
        "schreib eine erfundene mit example.org, oder keine",
    ),
    "E702": Rule('hier steht eine Telefonnummer: "{value}"', "lass sie weg"),
    "E703": Rule('hier steht eine Kontonummer (IBAN): "{value}"', "lass sie weg"),
    "E704": Rule('hier steht eine Anschrift: "{value}"', "lass sie weg"),
    "E706": Rule('hier steht das Konto eines Menschen: "{value}"', "lass es weg"),
    "E707": Rule('hier steht ein Geburtsdatum: "{value}"', "lass es weg"),
    "E708": Rule('da steht eine Nummer, die zu einem Menschen gehört: "{value}"', "lass sie weg"),
    "W705": Rule('hier steht ein Name: "{value}"', "lass ihn weg, oder schreib Frau Muster"),
}

PIECES: dict[str, str] = {
    "letters_again": "das Wort neu",
    "month_number": "die Monate gehen von 1 bis 12",
    # Hinweise, die aufzählen, was es gibt
    "did_you_mean": 'meintest du "{near}"?',
    "none_here": "in diesem Ordner gibt es keine",
    "the_keys": "die Schlüssel hier sind {names}",
    "one_of_these": "schreib eines von {names}",
    "the_sources": "die Quellen sind {names}",
    "the_commands": "die Befehle sind {names}",
    "the_topics": "die Themen sind {names}",
    "the_sections": "die Abschnitte sind {names}",
    "the_occupations": "die Berufe sind {names}",
    "the_figures": "die Zahlen sind {names}",
    "the_slots": "die Slots sind {names}",
    "the_placeholders": "die Platzhalter sind {names}",
    "the_forms": "die Formulare sind {names}",
    "there_are": "es gibt {names}",
    "the_shared": "die Antworten sind {names}",
    "the_answers": "die eingebauten Antworten sind {names}",
    "the_marks": "hier gibt es {names}",
    "the_fields": "es gibt {names}",
    "what_is_read": "gelesen wird hier: {names}",
    "no_links": "Verknüpfungen zu Ordnern werden nicht verfolgt; leg die Dateien hierher",
    "yaml_ending": "gelesen werden hier nur Namen, die auf .yaml enden",
    "some_entries": "Fragen",
    "one_entry": "eine Frage",
    "a_form": "ein Formular",
    "an_occupation": "einen Beruf",
    "entry_id": "schreib die Id eines Intents oder FAQ-Eintrags",
    "delete_it": "lösche ihn",
    "write": "gebraucht wird {what}",
    "no_sample": "die Quelle nennt es nicht, lass den Platzhalter also weg",
    "no_field": "schreib .low, .value oder .high dahinter",
    "named_amount": "hier genannter Betrag",
    # warum sich eine Datei oder ein Ordner nicht lesen lässt
    "missing": "es gibt ihn nicht",
    "is_file": "es ist eine Datei",
    "no_file": "es ist keine Datei",
    "no_permission": "keine Erlaubnis, oder die Festplatte antwortet nicht",
    "no_look": "keine Erlaubnis, in den Ordner zu sehen",
    "maybe_utf_16": ", sondern vermutlich UTF-16",
    "maybe_cp1252": ", sondern vermutlich Windows-1252 (ANSI)",
    # was YAML aus einem Wert macht, und was statt dessen zu schreiben ist
    "a_text_then": "Text",
    "in_quotes": '"{value}" in Anführungszeichen',
    "only_digits": "nur Ziffern, etwa 52000",
    "whole_number": "eine ganze Zahl",
    "nothing": "gar nichts",
    "tab": "Tabulator",
    "no_break_space": "geschützten Leerzeichen",
    "or_unknown": ", mit unknown, wenn die Quelle es nicht sagt",
    "or_null": ", mit null, wenn die Quelle es nicht sagt",
    # was irgendwo steht, und was dort erwartet wird
    "single_text": "ein einzelner Text",
    "a_list": "eine Liste",
    "keys_group": "eine Gruppe von Schlüsseln",
    "a_text": "ein Text",
    "a_number": "eine Zahl",
    "true_or_false": "true oder false",
    "a_date": "ein Datum",
    "one_of": "eines von {names}",
    "keys_such_as": "eine Gruppe von Schlüsseln wie title: und reply:",
    "keys_with_colon": "eine Gruppe von Schlüsseln, jeder mit einem Doppelpunkt dahinter",
    "conversation_list": 'eine Liste von Gesprächen, jedes beginnt mit "- "',
    "by_language": "ein Text je Sprache, wie de: und en:",
    # Zahlen und Formulierungen
    "rose": "gestiegen",
    "fell": "gesunken",
    "never_checked": "nie geprüft",
    "checked_last": "zuletzt am {day} geprüft",
    "to_entry": 'zu "{other}"',
    "to_suggestion": 'zu einer Auswahl, zuerst "{other}"',
    "to_nothing": 'zu "nicht verstanden"',
    "as_slot": '{slot} "{other}"',
    "as_no_name": "gar kein Name",
    # Gespräche
    "either": "{one} oder {other}",
    "should_be": "{name} soll {wanted} sein, ist {got}",
    "slot_should_be": "Slot {name} soll {wanted} sein, ist {got}",
    "not_intent": "intent darf nicht {got} sein",
    "lacks": 'in der Antwort fehlt "{part}"',
    "holds": 'in der Antwort darf "{part}" nicht stehen',
    "nothing_near": "keine Formulierung ist ähnlich",
    "why": "{outcome} ({reason}, Sicherheit {confidence})",
    "why_near": '{outcome} ({reason}, Sicherheit {confidence}), ähnlichste Formulierung "{phrase}"'
    " ({place})",
}
