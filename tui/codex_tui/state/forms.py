"""Forms: what a request of the server asks for, field by field, and what the person has filled in. Pure.

Every text that is shown is sanitised by whoever makes the form. What is sent are the values behind the
options that the person chose, and the text as the person typed it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .approval_grants import Grant


class FieldKind(Enum):
    """What a field takes."""

    TEXT = "text"
    INTEGER = "whole number"
    NUMBER = "number"
    CHOICE = "one of the options"
    CHOICES = "several of the options"


class Beside(Enum):
    """What a text means in a field of options."""

    NOTHING = "no text"
    NOTE = "a note on the option"
    ANSWER = "a note on the option, or an answer without one"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what is sent for it, its label, and words about it."""

    value: object
    label: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is the server's name for it; `label` and `ask` are what the person reads.

    `least` and `most` bound a number, the characters of a text, or how many options are chosen. `format` is
    the word of JSON Schema for a text. `initial` is what is filled in before the person does something.
    """

    name: str
    label: str
    ask: str = ""
    kind: FieldKind = FieldKind.TEXT
    options: tuple[Choice, ...] = ()
    beside: Beside = Beside.NOTHING
    secret: bool = False
    required: bool = False
    least: float | None = None
    most: float | None = None
    format: str = ""
    initial: Entry | None = None

    @property
    def has_options(self) -> bool:
        """Whether options are chosen."""
        return self.kind in (FieldKind.CHOICE, FieldKind.CHOICES)

    @property
    def has_text(self) -> bool:
        """Whether text can be typed."""
        return not self.has_options or self.beside is not Beside.NOTHING

    @property
    def of_lines(self) -> bool:
        """Whether the text may have more than one line."""
        return self.has_text and not (self.secret or self.format) and self.kind not in _NUMBERS


_NUMBERS = (FieldKind.INTEGER, FieldKind.NUMBER)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is filled in: the numbers of the chosen options, and the text, which may be secret."""

    chosen: frozenset[int] = frozenset()
    text: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.chosen or self.text.strip())


@dataclass(frozen=True, slots=True)
class Action:
    """One way to end a form: the id of its row in the table of keys, and its words.

    `fills`: it sends what was filled in, so that must be right. `allows`: it permits something, so all of the
    form must have been in view.
    """

    id: str
    words: str
    short: str = ""
    fills: bool = False
    allows: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the card shows it: `text` first, then `facts` with their labels, then the fields.

    `lacks` says why it cannot be filled in here, when it cannot; then no action of it fills it in.
    `needs_one`: an answer has at least one field.
    """

    text: str
    facts: tuple[Grant, ...] = ()
    fields: tuple[Field, ...] = ()
    actions: tuple[Action, ...] = ()
    needs_one: bool = False
    lacks: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether something can be typed, so that letters are text and no answers."""
        return any(each.has_text for each in self.fields)


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What the person did with a form: the id of an action, and what was filled in, a field each."""

    action: str
    entries: tuple[Entry, ...] = ()


def initial_entries(form: Form) -> tuple[Entry, ...]:
    """Return what is filled in before the person does something."""
    return tuple(each.initial or Entry() for each in form.fields)


def with_choice(asked: Field, entry: Entry, number: int, *, toggle: bool) -> Entry:
    """Return the entry with an option chosen; with `toggle` one that was chosen is taken back."""
    if asked.kind is FieldKind.CHOICES:
        return replace(entry, chosen=entry.chosen ^ {number})
    if toggle and number in entry.chosen:
        return replace(entry, chosen=frozenset())
    return replace(entry, chosen=frozenset({number}))


def problem_of(asked: Field, entry: Entry) -> str:
    """Return what is wrong with what was filled in, to show at the field; empty when it can be sent."""
    text = entry.text.strip()
    if not entry:
        return ("choose one" if asked.has_options else "fill this in") if asked.required else ""
    if asked.kind is FieldKind.CHOICES:
        return _count_problem(asked, len(entry.chosen))
    if asked.kind is FieldKind.CHOICE:
        if not entry.chosen and asked.beside is not Beside.ANSWER:
            return "choose one: the note goes with it"
        return ""
    if asked.kind in _NUMBERS:
        return _number_problem(asked, text)
    return _length_problem(asked, len(entry.text)) or _format_problem(asked.format, entry.text)


def value_of(asked: Field, entry: Entry) -> object:
    """Return what is sent for a field that has no problem; None leaves it out."""
    if not entry:
        return None
    if asked.kind is FieldKind.CHOICES:
        return [asked.options[number].value for number in sorted(entry.chosen)]
    if asked.kind is FieldKind.CHOICE:
        return next((asked.options[number].value for number in entry.chosen), None)
    text = entry.text.strip()
    if asked.kind is FieldKind.INTEGER:
        return int(text)
    if asked.kind is FieldKind.NUMBER:
        return int(text) if _INTEGER.fullmatch(text) else float(text)
    return entry.text


def problems(form: Form, entries: Sequence[Entry]) -> list[str]:
    """Return the problem of each field, empty for those that have none."""
    return [problem_of(*each) for each in zip(form.fields, entries, strict=True)]


def blocked(form: Form, action: Action, entries: Sequence[Entry]) -> str:
    """Return why an action cannot be taken with what is filled in; empty when it can."""
    if not action.fills:
        return ""
    wrong = [number for number, problem in enumerate(problems(form, entries)) if problem]
    if wrong:
        return f"{form.fields[wrong[0]].label}: {problem_of(form.fields[wrong[0]], entries[wrong[0]])}"
    if form.needs_one and not any(entries):
        return "nothing is filled in"
    return ""


def hint_of(asked: Field) -> str:
    """Return what a field takes, where that is not plain from how it looks; empty when it is."""
    words: list[str] = []
    if asked.kind in _NUMBERS:
        words.append(f"{asked.kind.value}{_range_words(asked, '')}")
    elif asked.kind is FieldKind.CHOICES:
        words.append(f"choose several{_range_words(asked, '')}")
    elif not asked.has_options and (asked.least is not None or asked.most is not None):
        words.append(_range_words(asked, " characters").removeprefix(", "))
    if asked.format:
        words.append(_FORMATS.get(asked.format, asked.format))
    if asked.secret:
        words.append("it is not shown and not kept")
    if asked.required:
        words.append("needed")
    return "; ".join(words)


def _range_words(asked: Field, unit: str) -> str:
    if asked.least is not None and asked.most is not None:
        return f", {number_text(asked.least)} to {number_text(asked.most)}{unit}"
    if asked.least is not None:
        return f", {number_text(asked.least)}{unit} or more"
    return "" if asked.most is None else f", {number_text(asked.most)}{unit} or less"


_FORMATS = {
    "email": "an e-mail address",
    "uri": "an address (URI)",
    "date": "a date",
    "date-time": "date and time",
}


def words_of(asked: Field, entry: Entry) -> str:
    """Return what was filled in, on one line, for the conversation; nothing of what is secret."""
    if asked.secret and entry.text:
        return "(not shown)"
    said = [asked.options[number].label for number in sorted(entry.chosen)]
    text = " ".join(entry.text.split())
    return ", ".join([*said, *([f"\u201c{text}\u201d"] if text else [])])


_INTEGER = re.compile(r"[+-]?[0-9]{1,400}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def _number_problem(asked: Field, text: str) -> str:
    if asked.kind is FieldKind.INTEGER:
        if not _INTEGER.fullmatch(text):
            return "a whole number, such as 3"
        number: float = int(text)
    else:
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            return "a number, such as 1.5"
        number = float(text)
    if asked.least is not None and number < asked.least:
        return f"{number_text(asked.least)} or more"
    if asked.most is not None and number > asked.most:
        return f"{number_text(asked.most)} or less"
    return ""


def number_text(number: float) -> str:
    """Write a number as a person does: the server sends whole numbers as `3.0`."""
    return str(int(number)) if math.isfinite(number) and number == int(number) else str(number)


def _count_problem(asked: Field, count: int) -> str:
    if asked.least is not None and count < asked.least:
        return f"choose {number_text(asked.least)} or more"
    if asked.most is not None and count > asked.most:
        return f"choose {number_text(asked.most)} or fewer"
    return ""


def _length_problem(asked: Field, length: int) -> str:
    if asked.least is not None and length < asked.least:
        return f"{number_text(asked.least)} characters or more; these are {length}"
    if asked.most is not None and length > asked.most:
        return f"{number_text(asked.most)} characters or fewer; these are {length}"
    return ""


_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")


def _format_problem(name: str, text: str) -> str:
    """Check the formats that MCP knows; a text of another format is the server's to judge."""
    if name == "email" and not _EMAIL.fullmatch(text):
        return "an address, such as ann@example.org"
    if name == "uri" and not _is_uri(text):
        return "an address, such as https://example.org/"
    if name == "date" and not _is_date(text):
        return "a date, such as 2026-11-29"
    if name == "date-time" and not _is_date_time(text):
        return "a date and time, such as 2026-11-29T08:30:00Z"
    return ""


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and not re.search(r"\s", text)


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _is_date_time(text: str) -> bool:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return False
    try:
        # Python 3.10 reads neither `Z` nor every fraction: only what can be out of range is read.
        zone = match[3] if match[3] not in "Zz" else "+00:00"
        return datetime.fromisoformat(match[1].upper() + zone) is not None
    except ValueError:
        return False
