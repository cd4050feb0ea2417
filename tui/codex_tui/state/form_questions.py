"""The agent's questions as a form, and its answers as the server takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .approval_grants import Grant
from .forms import Action, Beside, Choice, Field, FieldKind, Form
from .sanitise import exact_line, sanitise

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2
    from codex_app_server.user_input import UserInputRequest

    from .forms import Entry, FormAnswer

SEND = Action("card.accept", "send", fills=True)
WITHOUT = Action("card.decline", "go on without an answer", "go on without")

NOTE = "user_note: "
"""What stands before a note in the list of answers, as in Codex' own interface: models know it."""


def questions_title(request: UserInputRequest) -> str:
    """Return the title of the card."""
    count = len(request.questions)
    return "The agent asks" if count == 1 else f"The agent asks {count} questions"


def questions_form(request: UserInputRequest) -> Form:
    """Return the form of the questions: all may be left out, but not all at once."""
    facts: list[Grant] = []
    if request.is_blocking:
        facts.append(Grant("waits", "the agent does nothing else meanwhile"))
    fields = tuple(map(_field, request.questions))
    return Form("", tuple(facts), fields, (SEND, WITHOUT) if fields else (WITHOUT,), needs_one=True)


def _field(question: v2.ToolRequestUserInputQuestion) -> Field:
    options = tuple(
        Choice(each.label, exact_line(each.label), exact_line(each.description))
        for each in question.options or ()
    )
    return Field(
        question.id,
        exact_line(question.header) or exact_line(question.id),
        sanitise(question.question),
        FieldKind.CHOICE if options else FieldKind.TEXT,
        options,
        Beside.NOTHING if not options else Beside.ANSWER if question.is_other else Beside.NOTE,
        secret=question.is_secret,
    )


def question_answers(form: Form, answer: FormAnswer) -> dict[str, list[str]]:
    """Return the answers by the id of the question: a label, a note behind it, or the person's own words."""
    if answer.action == WITHOUT.id:
        return {}
    return {
        field.name: said
        for field, entry in zip(form.fields, answer.entries, strict=True)
        if (said := _said(field, entry))
    }


def _said(field: Field, entry: Entry) -> list[str]:
    chosen = [str(field.options[number].value) for number in sorted(entry.chosen)]
    if not entry.text.strip():
        return chosen
    return [*chosen, NOTE + entry.text] if chosen else [entry.text]
