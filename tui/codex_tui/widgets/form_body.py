"""The card of a form: the words and facts of the request, then its fields with what is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks.cells import wrap_cells
from ..state.form_elicitations import ALWAYS
from ..state.forms import (
    Beside,
    Entry,
    FieldKind,
    FormAnswer,
    blocked,
    hint_of,
    initial_entries,
    problem_of,
    with_choice,
)
from ..state.sanitise import sanitise_exactly, show_breaks
from .answers import Answer
from .approval_paint import OPTION
from .approval_text import ODD, CardText, TextRow, code_rows, labelled_rows, marked_rows
from .card_body import Anew, Redraw, Send
from .card_body import Entry as Line

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ..state.forms import Action, Field, Form
    from ..state.pending import PendingRequest
    from ..state.pending_forms import PendingForm
    from .card_body import Outcome

TEXT = -1
"""The place of a field's text, behind its options."""

_STEPS = {"card.up": -1, "card.down": 1, "form.next": 1, "form.previous": -1}
_CHOOSE = "form.choose"
_TAKE = "form.take"
_NUMBERS = {f"form.{number}": number - 1 for number in range(1, 10)}
INDENT = 2 + OPTION
"""Cells of the cursor and the mark before the words of an option."""


_AS_TYPED = str.maketrans({"\u23ce": "\n", "\u2409": "\t"})
"""The line shows a newline and a tab of a paste as these symbols."""


class FormBody:
    """Holds what is filled in, and the place under the cursor: an option, or the text of a field.

    Behind the last place is one more, where nothing is chosen: the answers of the card come next. A place
    of text is typed into the card's line, which is open as long as the cursor is there.
    """

    def __init__(self, request: PendingForm) -> None:
        self.request = request
        self.entries = list(initial_entries(request.form))
        self._places = [
            (number, slot)
            for number, field in enumerate(request.form.fields)
            for slot in [*range(len(field.options)), *([TEXT] if field.has_text else [])]
        ]
        self._at = self._first_of(0)
        self._problems: set[int] = set()
        self._asks_again = False

    @property
    def title(self) -> str:
        """The title of the card."""
        return self.request.title

    @property
    def answers(self) -> Sequence[Answer]:
        """The actions of the form."""
        return [Answer(each.id, each.words, each.short, each.allows) for each in self.request.form.actions]

    @property
    def moves(self) -> Set[str]:
        """The keys that move, choose and open the line; none in a form without fields."""
        return frozenset({*_STEPS, _CHOOSE, _TAKE, *_NUMBERS}) if self._places else frozenset()

    def beside(self, waiting: Sequence[PendingRequest]) -> Outcome:
        """Nothing changes when others wait."""
        return None

    def begin(self) -> Outcome:
        """Open the line where the cursor is on a text: what is typed goes there."""
        return self._line()

    def take(self, answer_id: str, *, again: bool) -> Outcome:
        """Send what is filled in; where it is wrong, go there and say so."""
        for action in self.request.form.actions:
            if action.id == answer_id:
                return self._act(action, again=again)
        return None

    def _act(self, action: Action, *, again: bool) -> Outcome:
        if blocked(self.request.form, action, self.entries):
            return self._show_problems()
        if action is ALWAYS and not again:
            self._asks_again = True
            return Anew()
        return Send(((self.request.key, FormAnswer(action.id, tuple(self.entries))),))

    def _show_problems(self) -> Outcome:
        fields = self.request.form.fields
        wrong = [number for number, field in enumerate(fields) if problem_of(field, self.entries[number])]
        self._problems = set(wrong)
        self._at = self._first_of(wrong[0] if wrong else 0)
        return self._line() or Redraw()

    def back(self) -> Outcome:
        """Take back what was asked a second time; else leave the card."""
        if not self._asks_again:
            return None
        self._asks_again = False
        return Anew()

    def move(self, row: str) -> Outcome:
        """Move to another place or field, or choose an option."""
        if row in _NUMBERS:
            return self._choose(_NUMBERS[row])
        if row in (_CHOOSE, _TAKE):
            return self._choose_here(goes_on=row == _TAKE)
        if row in ("card.up", "card.down"):
            return self._go(self._at + _STEPS[row])
        return self._step(_STEPS[row])

    def point(self, place: int) -> Outcome:
        """Choose an option, or open the line of a text."""
        self._at = place
        return self._choose_here(goes_on=False)

    def entered(self, text: str) -> Outcome:
        """Keep what was typed, and go on to the next field."""
        return self._typed_and_go(text, 1)

    def _typed_and_go(self, text: str, step: int) -> Outcome:
        self._typed(text)
        return self._step(step) or Redraw()

    def _typed(self, text: str) -> None:
        if self._at < len(self._places):
            number, _ = self._places[self._at]
            if self.request.form.fields[number].of_lines:
                text = text.translate(_AS_TYPED)
            self.entries[number] = Entry(self.entries[number].chosen, text)
            self._check(number)

    def _check(self, number: int) -> None:
        """Show the problem of a field that the person has left or changed; forget one that is solved."""
        if self.entries[number] and problem_of(self.request.form.fields[number], self.entries[number]):
            self._problems.add(number)
        else:
            self._problems.discard(number)

    def _first_of(self, number: int) -> int:
        """Return the first place of a field: the chosen option, else the first one."""
        mine = [at for at, place in enumerate(self._places) if place[0] == number]
        if not mine:
            return len(self._places)
        chosen = self.entries[number].chosen
        return next((at for at in mine if self._places[at][1] in chosen), mine[0])

    def _step(self, step: int) -> Outcome:
        """Go to the next (1) or previous (-1) field; behind the last one there is no place."""
        here = self._places[self._at][0] if self._at < len(self._places) else len(self.request.form.fields)
        if here < len(self.request.form.fields):
            self._check(here)
        return self._go_to(max(here + step, 0))

    def _go_to(self, number: int) -> Outcome:
        self._at = self._first_of(number)
        return self._line() or Redraw()

    def _go(self, at: int) -> Outcome:
        """Go to a place; None where there is none, so that the text scrolls."""
        if not 0 <= at <= len(self._places):
            return None
        if self._at < len(self._places) and (at == len(self._places) or self._places[at][0] != self._here[0]):
            self._check(self._here[0])
        self._at = at
        return self._line() or Redraw()

    @property
    def _here(self) -> tuple[int, int]:
        return self._places[self._at]

    def _choose(self, option: int) -> Outcome:
        number = self._here[0] if self._at < len(self._places) else len(self.request.form.fields) - 1
        if option >= len(self.request.form.fields[number].options):
            return None
        self._at = self._places.index((number, option))
        return self._choose_here(goes_on=False)

    def _choose_here(self, *, goes_on: bool) -> Outcome:
        if self._at >= len(self._places):
            return None
        number, slot = self._here
        field = self.request.form.fields[number]
        if slot == TEXT:
            return self._line()
        if field.kind is FieldKind.CHOICES or not goes_on:
            self.entries[number] = with_choice(field, self.entries[number], slot, toggle=True)
            self._check(number)
            return Redraw()
        self.entries[number] = with_choice(field, self.entries[number], slot, toggle=False)
        self._check(number)
        return self._step(1)

    def _line(self) -> Line | None:
        """Return the line for the text under the cursor; None when the cursor is on an option."""
        if self._at >= len(self._places) or self._here[1] != TEXT:
            return None
        number = self._here[0]
        field, entry = self.request.form.fields[number], self.entries[number]
        text = show_breaks(entry.text)
        return Line(_label(field, entry), text, field.secret, self._typed, self._typed_and_go)

    def text(self, width: int) -> CardText:
        """Lay out the words, the facts and the fields."""
        form = self.request.form
        if self._asks_again:
            return _always_text(self.request.form, width)
        rows = code_rows(form.text, width, "note") if form.text else []
        indent = max([len(fact.label) for fact in form.facts], default=0) + 2
        for number, fact in enumerate(form.facts):
            if fact.label == "mark":
                rows += marked_rows(fact.text, width)
                continue
            repeated = number > 0 and form.facts[number - 1].label == fact.label
            rows += labelled_rows(fact.label, fact.text, width, indent, said=repeated)
        if form.lacks:
            rows += [TextRow(piece, "wrong") for piece in wrap_cells(form.lacks, width)]
        here = -1
        until = -1
        for number, field in enumerate(form.fields):
            rows += self._field_rows(number, field, width)
            if self._at < len(self._places) and self._here[0] == number:
                until = len(rows) - 1
        if form.fields:
            # Behind the last place the end comes into view: the answers follow it.
            here = next((at for at, row in enumerate(rows) if row.here), len(rows) - 1)
        if not rows:
            rows = [TextRow("The server did not say what exactly.", "note")]
        said = "\n".join([form.text, *(fact.text for fact in form.facts), *(row.text for row in rows)])
        return CardText(
            tuple(rows),
            0,
            ODD.search(said) is not None,
            must=range(len(rows)),
            indent=indent,
            here=here,
            until=until,
        )

    def _field_rows(self, number: int, field: Field, width: int) -> list[TextRow]:
        entry = self.entries[number]
        joined = f"{field.label}: {field.ask}" if field.ask else field.label
        rows = code_rows(joined, width, "field")
        hint = hint_of(field)
        if number in self._problems and (problem := problem_of(field, entry)):
            rows += [TextRow(piece, "wrong") for piece in wrap_cells(f"  {problem}", width)]
        elif hint:
            rows += [TextRow(piece, "hint") for piece in wrap_cells(f"  {hint}", width)]
        for slot, option in enumerate(field.options):
            words = f"{option.label}  {option.about}" if option.about else option.label
            prefix = f"{slot + 1} " if slot < len(_NUMBERS) else "  "
            mark = _mark(field, chosen=slot in entry.chosen)
            rows += self._place_rows(prefix + words, mark, (number, slot), width)
        if field.has_text:
            rows += self._typed_rows(number, field, entry, width)
        return rows

    def _typed_rows(self, number: int, field: Field, entry: Entry, width: int) -> list[TextRow]:
        label = _label(field, entry) if field.has_options else ""
        shown = "\u2022" * len(entry.text) if field.secret else show_breaks(sanitise_exactly(entry.text))
        said = f"{label}: {shown}" if label else shown
        return self._place_rows(said or "(empty)", "... ", (number, TEXT), width)

    def _place_rows(self, words: str, mark: str, place: tuple[int, int], width: int) -> list[TextRow]:
        """Return the rows of an option or of a text, which a click chooses."""
        at = self._places.index(place)
        return [
            TextRow(piece, "option", "" if number else mark, here=at == self._at, place=at)
            for number, piece in enumerate(wrap_cells(words, width - INDENT))
        ]


def _mark(field: Field, *, chosen: bool) -> str:
    box = "[x] [ ] " if field.kind is FieldKind.CHOICES else "(x) ( ) "
    return box[:OPTION] if chosen else box[OPTION:]


def _label(field: Field, entry: Entry) -> str:
    """Return what the text of a field is called: it may be a note on the option that is chosen."""
    if not field.has_options:
        return field.label
    if entry.chosen:
        return "note"
    return "in your own words" if field.beside is Beside.ANSWER else "note"


def _always_text(form: Form, width: int) -> CardText:
    words = "From now on nobody is asked about this tool again, in any thread:"
    rows = [TextRow(piece, "note") for piece in wrap_cells(words, width)]
    rows += code_rows(form.text, width, "note")
    facts = [fact for fact in form.facts if fact.label in ("server", "tool")]
    indent = max([len(fact.label) for fact in facts], default=0) + 2
    for fact in facts:
        rows += labelled_rows(fact.label, fact.text, width, indent)
    odd = ODD.search("\n".join([form.text, *(fact.text for fact in facts)])) is not None
    return CardText(tuple(rows), 0, odd, must=range(len(rows)), indent=indent)
