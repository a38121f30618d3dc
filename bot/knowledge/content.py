"""What all files of a folder say together: read kind by kind, then checked across files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.knowledge.across.clashes import check_claims, check_phrases, check_reach
from bot.knowledge.across.collected import Collected
from bot.knowledge.across.dates import check_dates, check_sources
from bot.knowledge.across.facts import check_facts
from bot.knowledge.across.holders import check_default_there, check_holders
from bot.knowledge.across.jumps import Accepted, check_jumps
from bot.knowledge.across.kinds import check_kind
from bot.knowledge.across.lost import lost_names
from bot.knowledge.across.parity import check_parity
from bot.knowledge.across.personal import check_personal
from bot.knowledge.across.records import check_records
from bot.knowledge.across.references import (
    check_default,
    check_references,
    check_stand_ins,
)
from bot.knowledge.across.sections import check_sections
from bot.knowledge.across.slots import check_slot_values
from bot.knowledge.across.spoken import gather_undeclared, unspoken
from bot.knowledge.across.texts import check_texts
from bot.knowledge.across.tongues import check_tongues, telling_words
from bot.knowledge.across.topics import check_topics, known_topics
from bot.knowledge.across.twelfths import check_twelfths
from bot.knowledge.conversations import read_conversations
from bot.knowledge.entries import KNOWN_SLOTS, read_faq, read_intent
from bot.knowledge.forms import check_started, read_form
from bot.knowledge.general import USUAL_LANGUAGES, General, languages_of, read_general
from bot.knowledge.models import (
    Conversation,
    Entry,
    Figure,
    Form,
    Knowledge,
    Occupation,
    Source,
    Text,
    Vocabulary,
)
from bot.knowledge.occupations import read_occupation
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Node
from bot.knowledge.reader import Languages, Reader
from bot.knowledge.sources import read_sources
from bot.knowledge.words import in_all_languages, read_vocabulary, read_wording


class Content:
    """The values of one folder while they are put together.

    `packaged` are the documents that stand in where the folder has no words of its own; `before`
    is what was last accepted of each figure. Without `today` no figure is out of date.
    `misplaced` are the kinds of files that something in the wrong place may hold.
    """

    def __init__(
        self,
        own: list[Document],
        packaged: list[Document],
        today: date | None = None,
        before: Mapping[str, Accepted] | None = None,
        misplaced: Iterable[str] = (),
    ) -> None:
        self.own = own
        self.packaged = packaged
        self.today = today
        self.before = before or {}
        self.misplaced = frozenset(misplaced)
        self.unsaid = 0
        """References left unreported because what they name may be in a misplaced file."""
        self.collected = Collected()
        self.general = General()
        self.languages = Languages(USUAL_LANGUAGES)
        self.sources: dict[str, Source] = {}
        self.occupations: dict[str, Occupation] = {}
        self.figures: dict[str, Figure] = {}
        self.entries: dict[str, Entry] = {}
        self.forms: dict[str, Form] = {}
        self.conversations: list[Conversation] = []
        self.vocabulary = Vocabulary()
        self.wording: dict[str, Text] = {}

    def read(self) -> None:
        """Read every file into values; what is wrong stays with its document."""
        self._check_single_files()
        for document in self.own:
            check_kind(document)
        for document, node in self._files("knowledge."):
            self._declare(document, node)
        speaking = ("faq/", "forms/", "intents/", "occupations/")
        nodes = (node for start in speaking for _, node in self._files(start))
        self.languages = languages_of(self.general, nodes)
        for document, node in self._files("sources."):
            self.sources = read_sources(self._reader(document), node)
        for document, node in self._files("occupations/"):
            self._add_occupation(document, read_occupation(self._reader(document), node))
        for document, node in self._files("faq/"):
            for entry in read_faq(self._reader(document), node):
                self._add_entry(document, entry)
        for document, node in self._files("intents/"):
            self._add_entry(document, read_intent(self._reader(document), node))
        for document, node in self._files("forms/"):
            self._add_form(document, read_form(self._reader(document), node))
        for document, node in self._files("conversations/"):
            self.conversations += read_conversations(self._reader(document), node)
        self._read_words()

    def check(self) -> None:
        """Check what needs all files: references, claims, texts, phrases, topics."""
        documents = {document.path: document for document in self.own}
        entries = list(self.entries.values())
        unread = self._unread()
        lost = lost_names(self.own, self.misplaced)
        self.unsaid = check_references(self.collected.references, self._names(), lost)
        check_default(self.collected.references, self.occupations)
        check_stand_ins(self.occupations.values(), documents)
        check_claims(self.collected.claims)
        check_texts(
            self.collected.said,
            None if "occupations" in unread else self.figures,
            None if "sources" in unread else self.sources,
            lost.kinds,
            {each.figure.id for each in self.collected.figures if not each.is_complete},
        )
        check_parity(self.collected.said)
        check_facts(self.collected.said)
        telling = telling_words(self.vocabulary.function_words)
        check_tongues(self.collected.said, entries, documents, telling)
        check_twelfths(self.collected.figures)
        check_records(self.collected.figures)
        check_slot_values(self.collected.slots, self.vocabulary.slots)
        check_dates(self.collected.figures, self.today)
        check_sources(self.collected.dated, self.today)
        check_jumps(self.collected.figures, self.before, self.today)
        check_personal(entries, self.conversations, documents)
        check_topics(entries, documents)
        default = self.general.default_occupation
        if "occupations" not in unread:
            check_holders(entries, self.occupations, self.figures, default, documents)
            check_default_there(entries, self.occupations, default, self.own)
        if not unread & {"intents", "faq"} and "entry" not in lost.kinds:
            check_sections(self.occupations.values(), entries, documents)
            check_started(self.forms.values(), entries, documents)
        check_phrases(entries, documents, {*KNOWN_SLOTS, *self.vocabulary.slots})
        references = self.collected.references
        led_to = [each.node.value for each in references if each.kind == "entry"]
        check_reach(entries, led_to, documents)
        declaring = (each for each in self.own if each.path.startswith("knowledge."))
        gather_undeclared(self.own, next(declaring, None))

    def knowledge(self, root: str, digest: str) -> Knowledge:
        """Return everything read as one value."""
        return Knowledge(
            languages=self.languages.codes,
            sources=self.sources,
            occupations=self.occupations,
            entries=self.entries,
            vocabulary=self.vocabulary,
            wording=self.wording,
            conversations=tuple(self.conversations),
            forms=self.forms,
            default_occupation=self.general.default_occupation,
            root=root,
            digest=digest,
        )

    def _declare(self, document: Document, node: Node) -> None:
        """Read which languages there are; one in which nothing is written yet is none."""
        self.general = read_general(self._reader(document), node)
        listed = node.values.get("languages") if isinstance(node, Fields) else None
        silent = unspoken(listed, [each for each in self.own if "/" in each.path])
        for item in silent:
            document.at("E222", item, value=item.value)
        left = {item.value for item in silent}
        spoken = tuple(code for code in self.general.languages if code not in left)
        self.general = replace(self.general, languages=spoken)

    def _unread(self) -> set[str]:
        """Return the kinds of files of which one at least cannot be read."""
        broken = (each.path.partition("/")[0] for each in self.own if each.node is None)
        return {path.partition(".")[0] for path in broken}

    def _names(self) -> dict[str, set[str]]:
        """Return for each kind of reference the names there are."""
        occupations = set(self.occupations)
        return {
            "source": set(self.sources),
            "entry": set(self.entries),
            "topic": set(known_topics(self.entries.values())),
            "section": {name for each in self.occupations.values() for name in each.sections},
            "occupation": occupations,
            "default": occupations,
            "form": set(self.forms),
            "command": {name for each in self.entries.values() for name in each.commands},
        }

    def _files(self, start: str) -> Iterator[tuple[Document, Node]]:
        for document in self.own:
            if document.path.startswith(start) and document.node is not None:
                yield document, document.node

    def _check_single_files(self) -> None:
        """Report knowledge.yml beside knowledge.yaml, and the like."""
        first: dict[str, str] = {}
        for document in self.own:
            if "/" not in document.path:
                other = first.setdefault(document.stem, document.path)
                if other != document.path:
                    document.add("E212", 1, 1, value=document.stem, first=other)

    def _reader(self, document: Document) -> Reader:
        return Reader(document, self.languages, self.collected)

    def _add_occupation(self, document: Document, occupation: Occupation) -> None:
        first = self.occupations.setdefault(occupation.id, occupation)
        if first is not occupation:
            document.add("E212", 1, 1, value=occupation.id, first=first.place)
        for figure in occupation.figures:
            known = self.figures.setdefault(figure.id, figure)
            if known is not figure and figure.id:
                place = figure.place
                values = {"value": figure.id, "first": known.place}
                document.add("E212", place.line, place.column, **values)

    def _add_entry(self, document: Document, entry: Entry) -> None:
        first = self.entries.setdefault(entry.id, entry)
        if first is not entry:
            place = entry.place
            values = {"value": entry.id, "first": first.place}
            document.add("E212", place.line, place.column, **values)

    def _add_form(self, document: Document, form: Form) -> None:
        first = self.forms.setdefault(form.id, form)
        if first is not form:
            document.add("E212", 1, 1, value=form.id, first=first.place)

    def _read_words(self) -> None:
        usual = Languages(USUAL_LANGUAGES, declared=False)
        own = [self._reader(document) for document in self.own]
        for reader in [Reader(document, usual) for document in self.packaged] + own:
            node = reader.document.node
            if node is None:
                continue
            if reader.document.path.startswith("vocabulary."):
                self.vocabulary = read_vocabulary(reader, node, self.vocabulary)
            elif reader.document.path.startswith("wording."):
                self.wording = read_wording(reader, node, self.wording)
        self.wording, missing = in_all_languages(self.wording, self.languages.codes)
        declaring = [each for each in self.own if each.path.startswith("knowledge.")]
        for document in (declaring or self.own)[:1]:
            for language, count in missing.items():
                values = {"count": count, "language": language, "other": "English"}
                document.add("W518", 1, 1, **values)
