"""What every rule says in English, and the pieces its messages are put together from.

The German twin is `german`; both hold the same ids with the same `{placeholders}`.
"""

from __future__ import annotations

from bot.knowledge.saying.rule import Rule

RULES: dict[str, Rule] = {
    # --- E1xx, files and YAML ---
    "E100": Rule("the knowledge folder cannot be read: {reason}", "name an existing folder"),
    "E101": Rule("the file cannot be read: {reason}"),
    "E102": Rule("the file is larger than {limit} MB", "split it into several files"),
    "E103": Rule("the file is not UTF-8 text{guess}", 'save it with the encoding "UTF-8"'),
    "E104": Rule('"{value}" is read as {read_as}', "write {better}"),
    "E105": Rule('"{value}" without quotes means {meaning}', 'write "{value}" in quotes'),
    "E106": Rule('"{value}" without quotes is read as {read_as}', "write {better}"),
    "E107": Rule('"{value}" starts with 0 and is read as {read_as}', "write {better}"),
    "E108": Rule('"{value}" is read as the number {read_as}', "write {better}"),
    "E109": Rule('"{value}" without quotes is read as a date', 'write "{value}" in quotes'),
    "E110": Rule("the line is indented with a {sign}", "use spaces only, two for each step"),
    "E111": Rule("there is a control character (code {code}) in the file", "delete it"),
    "E112": Rule("the quote that opens here is never closed", "write {quote} at the end, too"),
    "E113": Rule(
        "the quote ends before the text does",
        'put the whole text in quotes, once; inside "…" write \\" for a quote',
    ),
    "E114": Rule("a text that starts with {sign} needs quotes", 'write "{value}" in quotes'),
    "E115": Rule('": " inside a text needs quotes', "put the whole text in quotes"),
    "E116": Rule("a text cannot start with {sign}", "put the whole text in quotes"),
    "E117": Rule('a space is missing after the colon of "{key}"', "write {key}: and a space"),
    "E118": Rule(
        "this line is neither a key with a colon nor a list item",
        'write a colon after the key, "- " before a list item, or start a long text with "|"',
    ),
    "E119": Rule(
        "the line does not fit the indentation of the lines above",
        "start keys that belong together in the same column",
    ),
    "E120": Rule("the bracket {sign} is not closed", "write {closing} at the end"),
    "E121": Rule('a backslash inside "…" has a special meaning', "write two backslashes"),
    "E122": Rule('the key "{key}" stands here twice, first in line {first}', "keep one"),
    "E123": Rule(
        "a text that starts with {sign} without quotes has a special meaning in YAML",
        "put the whole text in quotes; anchors, aliases and tags are not used here",
    ),
    "E124": Rule('"---" starts a second document', "keep one document in a file"),
    "E125": Rule("lists and keys are nested more than {limit} levels deep"),
    "E126": Rule(
        'this text runs on into the next line, which starts with "- "',
        "give both list items the same indentation",
    ),
    "E127": Rule("the file is empty", "fill it in or delete it"),
    "E128": Rule("a list item cannot stand behind its key", "start it on a line of its own"),
    "E129": Rule("the file cannot be read from here on", "look at this line and the one above"),
    "E130": Rule(
        "inside brackets a text with {sign} needs quotes", "put the whole text in quotes"
    ),
    "E131": Rule(
        "a key and a list item cannot stand side by side",
        'give both lines "- ", or none, or another indentation',
    ),
    "E132": Rule(
        'a text below "|" must be indented deeper than its key',
        "start all its lines in the same column, two spaces deeper than the key",
    ),
    "E133": Rule(
        "two versions of the file were merged and the marks {sign} are still there",
        "keep one version and delete the lines with the marks",
    ),
    "E134": Rule("a space is missing after the dash", 'write "- " before a list item'),
    "E135": Rule('the file holds the same as "{value}"', "delete one of the two"),
    "E136": Rule('nothing is read from "{value}"', "{suggestion}"),
    "E137": Rule(
        'the text ends before "#", the rest is taken as a remark',
        'put the text in quotes, or write "|" behind the key and the text below it',
    ),
    "E138": Rule("the file holds {found}, but lies in {folder}", "move it to the folder {better}"),
    "E139": Rule('"{value}" holds broken letters', 'write {better}, and save the file as "UTF-8"'),
    "E140": Rule(
        "{count} lines, from here to line {last}, are indented with a {sign}",
        "use spaces only, two for each step",
    ),
    "E141": Rule(
        'from here to line {last}, {count} keys stand a second time; "{key}" is in line {first}'
        " already",
        "delete what was pasted twice",
    ),
    # --- E2xx, keys and values ---
    "E201": Rule('unknown key "{key}"', "{suggestion}"),
    "E202": Rule('the key "{key}" is missing', "add it{extra}"),
    "E203": Rule("the text is missing in {language}", 'add "{language}:"'),
    "E204": Rule('unknown language "{key}"', "the languages are {languages}"),
    "E205": Rule("{found} cannot stand here", "{suggestion}"),
    "E206": Rule('"{value}" is not a number', "write {better}"),
    "E207": Rule('"{value}" is neither true nor false', "write {better} without quotes"),
    "E208": Rule('"{value}" is not one of the possible values', "{suggestion}"),
    "E209": Rule('"{value}" is not a date', "write year-month-day, such as 2026-05-31"),
    "E210": Rule(
        '"{value}" cannot be an id',
        "use letters, digits, _ - and . only, at most 120, starting with a letter or digit",
    ),
    "E211": Rule('the id "{value}" differs from the file name', "write {better}"),
    "E212": Rule('the id "{value}" is taken already: {first}', "choose another one"),
    "E213": Rule("the text is empty", "write it or delete the line"),
    "E214": Rule('"{key}" and "{other}" cannot stand together', "keep one of them"),
    "E215": Rule(
        '"{value}" cannot be a command',
        "use a to z, 0 to 9 and _, at most 32, without the slash",
    ),
    "E216": Rule("the folder holds nothing to answer", "add a file to its folder intents or faq"),
    "E217": Rule('"{value}" is not a language', "write two small letters, such as de"),
    "E218": Rule(
        '"{value}" is not a web address',
        "copy it from the browser: https:// in front, no sign of the sentence behind it",
    ),
    "E219": Rule('"{value}" holds no letter or digit to recognise', "write words"),
    "E220": Rule(
        "this is still to be filled in", "write it in place of {mark}, or delete the line"
    ),
    "E221": Rule(
        "the text in {language} is written in another alphabet", "write it in {language}"
    ),
    "E222": Rule(
        'nothing in the folder is written in "{value}" yet',
        "delete it here until the first texts are there",
    ),
    "E223": Rule(
        'texts are written in "{value}" in {count} places, but it is not among the languages',
        "add it to languages, or delete these texts",
    ),
    "E224": Rule('"{value}" would be read by people as it stands', "write plain text"),
    "E225": Rule("the title has {length} characters", "a button shows about {limit}"),
    "E226": Rule(
        "the text has {length} characters", "Telegram takes {limit} at most, so shorten it"
    ),
    # --- E3xx, what names something elsewhere ---
    "E301": Rule('there is no source "{value}"', "{suggestion}"),
    "E302": Rule('there is no entry "{value}"', "{suggestion}"),
    "E303": Rule('there is no topic "{value}"', "{suggestion}"),
    "E304": Rule('no occupation has a section "{value}"', "{suggestion}"),
    "E305": Rule('there is no occupation "{value}"', "{suggestion}"),
    "E306": Rule('unknown placeholder "{value}"', "{suggestion}"),
    "E307": Rule('there is no figure "{value}"', "{suggestion}"),
    "E308": Rule('the figure "{figure}" has no {value}', "{suggestion}"),
    "E309": Rule('there is no slot "{value}"', "{suggestion}"),
    "E310": Rule('there is no built-in answer "{value}"', "{suggestion}"),
    "E311": Rule('the command "{value}" belongs to "{other}" already: {first}', "rename one"),
    "E312": Rule('the alias "{value}" belongs to "{other}" already: {first}', "delete one"),
    "E313": Rule("a bracket {sign} stands alone", "close the placeholder or delete the bracket"),
    "E314": Rule('the bot has no sentence "{value}"', "{suggestion}"),
    "E315": Rule(
        '"{value}" is answered on request only and cannot be the default', "choose another one"
    ),
    "E316": Rule(
        'the occupation "{value}" cannot stand in for itself',
        "name another one, or delete the line",
    ),
    "E341": Rule('there is no form "{value}"', "{suggestion}"),
    "E342": Rule(
        '"{value}" steers every form and cannot be an id here',
        "choose another one, such as {other}",
    ),
    "E343": Rule(
        'the button "{value}" would be {length} bytes long',
        "shorten the ids: at most {limit} bytes",
    ),
    "E344": Rule('the step "{value}" cannot be answered', "add options, or write text: true"),
    "E345": Rule(
        'the word "{value}" means "{other}" already', "keep it in one of the options only"
    ),
    "E346": Rule('the address lacks "{value}"', "write {value} where it belongs in the address"),
    "E317": Rule('the slot "{slot}" has no value "{value}"', "{suggestion}"),
    "E318": Rule("the sentence lacks {value}", "write {value} where it belongs in the sentence"),
    "E319": Rule(
        '{count} names are those of "{other}": {first}',
        "if the file is a copy, give it names of its own; else delete one of the two",
    ),
    "E347": Rule(
        '"{value}" and "{other}" stand in for each other', "delete stands_in in one of the two"
    ),
    "E348": Rule(
        "these are {count} names of months without a sign, {limit} are needed",
        "write the {limit} names with spaces between them and nothing else",
    ),
    # --- E4xx, figures ---
    "E401": Rule(
        "{smaller_key} {smaller} is larger than {larger_key} {larger}",
        "low, value and high must rise in this order",
    ),
    "E402": Rule('the figure "{value}" has no amount', "fill in low, value or high"),
    "E403": Rule('"{value}" is negative', "write a positive number"),
    "E404": Rule('"{value}" is not a currency', "write three capital letters, such as EUR"),
    "E405": Rule(
        'the amount "{value}" is typed into a text',
        "write a placeholder such as {{amount:FIGURE.value}}, so that it stays true",
    ),
    "E406": Rule('the figure "{figure}" is not per year, so it has no month', "leave .month away"),
    # --- dates, jumps, and what goes with them ---
    "E407": Rule(
        "{key} {change} by {percent} % since the last accepted version ({old} before, {new} now)",
        "if the source says so, add confirm: {new} to the figure",
    ),
    "E408": Rule(
        '{key} {value} per month is {year} in twelve months, but "{other}" says {amount} per year',
        "correct the wrong one, or the period",
    ),
    "E409": Rule("the unit is {unit}, the currency {currency}", "write the same for both"),
    "E410": Rule("{key} {value} lies in the future", "write the day it was really checked"),
    "E411": Rule(
        "review_after {value} is not after checked_on {checked}", "write a later day, or null"
    ),
    "E412": Rule(
        "review_after was moved from {old} to {new}, but checked_on stayed {checked}",
        "compare the figure with its source, then write that day into checked_on",
    ),
    "E413": Rule("as_of {value} lies in the future", "write the date the source gives, or null"),
    "E414": Rule(
        "the bot writes pay in euros, but the currency is {value}",
        "give the figure another topic, or leave it away",
    ),
    "E415": Rule(
        "the period changed from {old} to {new}, but {key} is still {value}",
        "correct the period or the amount; if both are right, add confirm: {value}",
    ),
    # --- W5xx, warnings ---
    "W501": Rule("the file starts with an invisible mark (BOM)", 'save it as "UTF-8 without BOM"'),
    "W502": Rule('the file "{value}" is not read', "{suggestion}"),
    "W503": Rule('the folder "{value}" is not read', "{suggestion}"),
    "W504": Rule("the title has {length} characters", "a button shows about {limit}"),
    "W505": Rule("the text has {length} characters", "keep it below {limit}"),
    "W506": Rule(
        'the phrase "{value}" belongs to "{other}", too: {first}', "keep it in one of them"
    ),
    "W507": Rule('the phrase "{value}" stands here twice: {first}', "delete one"),
    "W508": Rule("there are no phrases in {language}", 'add "{language}:"'),
    "W509": Rule("the list is empty", "fill it in or delete it"),
    "W510": Rule("there is an invisible character (code {code})", "delete it"),
    "W511": Rule(
        'the word "{value}" mixes letters of two alphabets', "type it again on your keyboard"
    ),
    "W512": Rule("the quotes {sign} are part of the text", 'use the straight quotes "…" or none'),
    "W513": Rule(
        'the text ends before "#", the rest is taken as a remark', "put the text in quotes"
    ),
    "W514": Rule(
        '{key} "{value}" is very small for an amount per {period}', "write the whole amount"
    ),
    "W515": Rule('the topic "{value}" is new', "{suggestion}"),
    "W516": Rule("the entry has a title but no answer", "add reply, section or answer"),
    "W517": Rule(
        "nobody can ask for this entry", "add phrases, a command or a button that leads to it"
    ),
    "W518": Rule(
        "{count} of the bot's own sentences are missing in {language}; {other} stands in",
        "add them in wording.yaml",
    ),
    "W519": Rule(
        'the placeholder "{value}" stands in {language}, but not in {other}',
        "use it in both texts",
    ),
    "W520": Rule(
        '{key} "{value}" is very large for an amount per {period}', "check the amount and period"
    ),
    "W521": Rule(
        'the figure "{value}" was due for a re-check on {day}',
        "compare it with its source, then renew checked_on and review_after",
    ),
    "W522": Rule(
        'the figure "{value}" was {last}, and nobody is reminded to check it again',
        "compare it with its source, then write checked_on and review_after",
    ),
    "W523": Rule(
        "review_after {value} is more than {limit} months after checked_on {checked}",
        "write an earlier day",
    ),
    "W524": Rule(
        "the number {value} stands in {language}, but not in {other}",
        "tell the same in both texts",
    ),
    "W525": Rule(
        "{language} lists {count} points, {other} lists {more}", "list the same facts in both"
    ),
    "W526": Rule(
        "the text in {language} is less than half as long as in {other}",
        "tell the same facts in both",
    ),
    "W527": Rule(
        "the address {value} stands in {language}, but not in {other}", "name it in both texts"
    ),
    "W528": Rule(
        "confirm {value} is none of the figure's amounts", "delete it, or write the new amount"
    ),
    "W529": Rule(
        "the amounts of the figure changed, but checked_on stayed {checked}",
        "write the day you looked at the source into checked_on",
    ),
    "W530": Rule(
        "as a Telegram message the answer in {language} has {length} characters, {limit} fit",
        "shorten it, or it is sent in pieces",
    ),
    "W531": Rule(
        'a button for "{entry}" has no room for "{value}": {length} bytes, {limit} fit',
        "give the occupation or the entry a shorter id",
    ),
    "W532": Rule('the markup "{value}" is shown as it stands', "write plain text"),
    "W533": Rule('"{value}" is no slot, its brackets are wrong', 'write "{better}"'),
    "W534": Rule("a single quote sign is part of the text", "delete it, or write a second one"),
    "W535": Rule(
        "the phrase has {length} characters", "nobody asks like that; keep it below {limit}"
    ),
    "W536": Rule(
        '"{value}" is a figure of "{owner}", but somebody who asks about "{other}" gets it, too',
        "write occupations: [{owner}] in the entry",
    ),
    "W537": Rule(
        "occupations says nothing here",
        "it belongs to a reply or form with about_occupation: true; delete it or add that",
    ),
    "W538": Rule('no question leads to the section "{value}"', "{suggestion}"),
    "W539": Rule("the text in {language} is word for word the one in {other}", "translate it"),
    "W541": Rule("no entry starts this form", 'write "form: {value}" in an entry'),
    "W542": Rule(
        '"{value}" holds a comma and counts as a single name',
        "write each name on a line of its own",
    ),
    "W540": Rule("this stands under {language}, but reads like {other}", "write it in {language}"),
    "W543": Rule('"{key}" says nothing without "{other}"', "add {other}, or delete it"),
    "W544": Rule("{count} buttons are offered next", "keep the {limit} people need most"),
    "W545": Rule(
        "the conversation expects nothing", "add what must come of it, such as intent or contains"
    ),
    "W546": Rule(
        'nobody says "{value}": slots stand in phrases only', "write what a person would write"
    ),
    "W547": Rule(
        "without a label all {length} characters of the text stand on its button",
        "add label: with at most {limit} characters",
    ),
    "W548": Rule('the small print says "{value}", but {key} is {other}', "correct the wrong one"),
    "W549": Rule('"{value}" is no month', "{suggestion}"),
    "W550": Rule(
        '"{value}" is not taken for an average', "write average, if the source means that"
    ),
    "W551": Rule('the bot shows no figure of the topic "{value}"', "{suggestion}"),
    "W552": Rule(
        'the date "{value}" names no year',
        "write it as the source gives it, or null if it gives none",
    ),
    "W553": Rule('"{value}" is an amount with decimals', "write {better}"),
    "W554": Rule('"{value}" stands in this list twice', "delete one"),
    "W555": Rule('the button "{value}" leads to the answer it stands under', "delete it here"),
    "W556": Rule(
        'the text "{value}" runs on into the next line', "write a comma at the end of the line"
    ),
    "W557": Rule(
        '"{value}" is more than one word, so it is never found',
        "write a single word, or add phrases instead",
    ),
    "W558": Rule('in {language} "{value}" is read as a fraction', "write {better}"),
    "W559": Rule(
        "{count} phrases that stand under {language} read like {other}",
        "if the two lists changed places, swap them",
    ),
    "W560": Rule('there is no command "/{value}"', "{suggestion}"),
    "W561": Rule(
        "checked_on {value} is earlier than what the source is from: {as_of}",
        "write the day you last compared the figure with the source",
    ),
    "W562": Rule(
        "{count} replies are about an occupation, and nothing says about which",
        "write default_occupation: {value} in knowledge.yaml, or list occupations at the replies",
    ),
    # --- W6xx and G6xx, what the bot itself makes of phrases and conversations ---
    "G601": Rule("{said}: {broken}", "{why}"),
    "W601": Rule(
        'the phrase "{value}" does not lead to "{own}" but {result}',
        "say it in other words, or move it there",
    ),
    "W602": Rule(
        'for the bot "{value}" is the same as "{phrase}" of "{other}": {first}',
        "keep it in one of them",
    ),
    "W603": Rule(
        '"{value}" is one letter away from "{phrase}" of "{other}": {first}',
        "keep it in one of them, or say more",
    ),
    "W604": Rule('the phrase "{value}" is very short', "write at least one whole word"),
    "W605": Rule(
        'the phrase "{value}" holds nothing but fillers', "add the word that says what is asked"
    ),
    "W606": Rule(
        'the phrase "{value}" asks two questions', "write a phrase for each, in its own entry"
    ),
    "W607": Rule('the alias "{value}" is read as {result}', "delete it, or delete the other one"),
    "W608": Rule('the alias "{value}" is the same as "{first}" for the bot', "delete it"),
    "W609": Rule(
        'the alias "{value}" is a word people use for other things: {first}',
        "delete it, or write a longer name",
    ),
    "W610": Rule(
        'the spelling "{value}" is read as {result}', "delete it, or delete what takes it first"
    ),
    "W611": Rule(
        '{said}: here the bot is to know nothing, but there is an occupation "{value}" now',
        "delete this example conversation, or write what is to come out now",
    ),
    "W612": Rule(
        '"{value}" is among the other occupations, but belongs to your occupation "{other}" now',
        "delete this line",
    ),
    "W613": Rule(
        '"{value}" would be dropped here, but people ask with it: {first}', "delete it here"
    ),
    "W614": Rule(
        'as a synonym "{value}" would ask for "{other}", but it asks for "{own}": {first}',
        "delete it here",
    ),
    "W615": Rule('"{value}" is to negate, but stands in {count} phrases', "delete it here"),
    "W616": Rule(
        'the trigger "{value}" takes a question away from "{other}"',
        "write a longer one that means this and nothing else",
    ),
    "W617": Rule(
        'the alias "{value}" is one letter away from "{other}" of "{owner}"',
        "delete it, or write a name that cannot be taken for the other",
    ),
    # --- E7xx, personal data ---
    "E701": Rule(
        'there is an e-mail address: "{value}"', "write an invented one at example.org, or none"
    ),
    "E702": Rule('there is a phone number: "{value}"', "leave it away"),
    "E703": Rule('there is an account number (IBAN): "{value}"', "leave it away"),
    "E704": Rule('there is a street address: "{value}"', "leave it away"),
    "E706": Rule('there is an account of a person: "{value}"', "leave it away"),
    "E707": Rule('there is a day of birth: "{value}"', "leave it away"),
    "E708": Rule('there is a number that belongs to a person: "{value}"', "leave it away"),
    "W705": Rule('there is a name: "{value}"', "leave it away, or write Frau Muster"),
}

PIECES: dict[str, str] = {
    "letters_again": "the word again",
    "month_number": "the months run from 1 to 12",
    # hints that list what there is
    "did_you_mean": 'did you mean "{near}"?',
    "none_here": "there are none in this folder",
    "the_keys": "the keys here are {names}",
    "one_of_these": "write one of {names}",
    "the_sources": "the sources are {names}",
    "the_commands": "the commands are {names}",
    "the_topics": "the topics are {names}",
    "the_sections": "the sections are {names}",
    "the_occupations": "the occupations are {names}",
    "the_figures": "the figures are {names}",
    "the_slots": "the slots are {names}",
    "the_placeholders": "the placeholders are {names}",
    "the_forms": "the forms are {names}",
    "there_are": "there are {names}",
    "the_shared": "the answers are {names}",
    "the_answers": "the built-in answers are {names}",
    "the_marks": "here there are {names}",
    "the_fields": "it has {names}",
    "what_is_read": "what is read here: {names}",
    "no_links": "links to folders are not followed; put the files here",
    "yaml_ending": "only names that end in .yaml are read here",
    "some_entries": "questions",
    "one_entry": "a question",
    "a_form": "a form",
    "an_occupation": "an occupation",
    "entry_id": "write the id of an intent or FAQ entry",
    "delete_it": "delete it",
    "write": "write {what}",
    "no_sample": "the source does not say it, so leave the placeholder away",
    "no_field": "write .low, .value or .high behind it",
    "named_amount": "amount named here",
    # why a file or folder cannot be read
    "missing": "it does not exist",
    "is_file": "it is a file",
    "no_file": "it is not a file",
    "no_permission": "no permission, or the disk does not answer",
    "no_look": "no permission to look into the folder",
    "maybe_utf_16": ", but probably UTF-16",
    "maybe_cp1252": ", but probably Windows-1252 (ANSI)",
    # what YAML makes of a value, and what to write instead
    "a_text_then": "a text",
    "in_quotes": '"{value}" in quotes',
    "only_digits": "digits only, such as 52000",
    "whole_number": "a whole number",
    "nothing": "nothing at all",
    "tab": "tab",
    "no_break_space": "no-break space",
    "or_unknown": ", unknown if the source does not say",
    "or_null": ", null if the source does not say",
    # what stands somewhere, and what is expected there
    "single_text": "a single text",
    "a_list": "a list",
    "keys_group": "a group of keys",
    "a_text": "a text",
    "a_number": "a number",
    "true_or_false": "true or false",
    "a_date": "a date",
    "one_of": "one of {names}",
    "keys_such_as": "a group of keys such as title: and reply:",
    "keys_with_colon": "a group of keys, each with a colon behind it",
    "conversation_list": 'a list of conversations, each starting with "- "',
    "by_language": "one text for each language, such as de: and en:",
    # figures and phrases
    "rose": "rose",
    "fell": "fell",
    "never_checked": "never checked",
    "checked_last": "last checked on {day}",
    "to_entry": 'to "{other}"',
    "to_suggestion": 'to a list of suggestions, first of them "{other}"',
    "to_nothing": 'to "I did not understand"',
    "as_slot": '{slot} "{other}"',
    "as_no_name": "no name at all",
    # conversations
    "either": "{one} or {other}",
    "should_be": "{name} should be {wanted}, is {got}",
    "slot_should_be": "slot {name} should be {wanted}, is {got}",
    "not_intent": "intent must not be {got}",
    "lacks": 'the reply lacks "{part}"',
    "holds": 'the reply must not hold "{part}"',
    "nothing_near": "no phrase is near",
    "why": "{outcome} ({reason}, confidence {confidence})",
    "why_near": '{outcome} ({reason}, confidence {confidence}), nearest phrase "{phrase}"'
    " ({place})",
}
