"""Every rule a knowledge file can break: id, severity, message and hint, in one table.

The texts are templates, so that another language is another table. Nothing here decides
whether a rule is broken.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.problems import Problem, Severity

LONGEST_VALUE = 60
"""Characters of a quoted piece of the file that a message shows at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's wording; `{name}` in it stands for a value given where the rule is broken."""

    message: str
    hint: str = ""


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
    # --- E2xx, keys and values ---
    "E201": Rule('unknown key "{key}"', "{suggestion}"),
    "E202": Rule('the key "{key}" is missing', "add it{extra}"),
    "E203": Rule("the text is missing in {language}", 'add "{language}:"'),
    "E204": Rule('unknown language "{key}"', "the languages are {languages}"),
    "E205": Rule("here stands {found}, but {expected} is expected", "{suggestion}"),
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
    "E218": Rule('"{value}" is not a web address', "start it with https://"),
    "E219": Rule('"{value}" holds no letter or digit to recognise', "write words"),
    "E220": Rule("this is still to be filled in", "write it in place of TODO, or delete the line"),
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
    "W541": Rule("no entry starts this form", 'write "form: {value}" in an entry'),
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
}


def problem(rule: str, path: str, line: int, column: int, **values: object) -> Problem:
    """Build the problem of a rule; an unknown rule or a missing value is a programmer's error."""
    texts = {name: _one_line(name, value) for name, value in values.items()}
    wording = RULES[rule]
    severity: Severity = "warning" if rule.startswith("W") else "error"
    message = wording.message.format(**texts)
    return Problem(path, line, column, rule, severity, message, wording.hint.format(**texts))


def _one_line(name: str, value: object) -> str:
    text = " ".join(str(value).split())
    if name not in ("value", "key") or len(text) <= LONGEST_VALUE:
        return text
    return text[: LONGEST_VALUE - 1] + "…"
