"""What waits for the person as a form: questions, permissions, and what MCP servers ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from codex_app_server.elicitations import McpElicitation
from codex_app_server.permissions import PermissionsApproval
from codex_app_server.user_input import UserInputRequest

from . import form_elicitations, form_permissions, form_questions
from .forms import FormAnswer, blocked, words_of
from .sanitise import exact_line, sanitise_line

if TYPE_CHECKING:
    from .forms import Form
    from .pending import AskingThread

FormRequest: TypeAlias = UserInputRequest | PermissionsApproval | McpElicitation


@dataclass(frozen=True, slots=True)
class PendingForm:
    """One request that is answered by a form: a `PendingRequest`, which documents what all kinds have."""

    key: int
    request: FormRequest
    title: str
    form: Form
    arrived_at_ms: int = 0

    @property
    def request_id(self) -> int | str:
        """The server's id of the request."""
        return self.request.request_id

    @property
    def thread_id(self) -> str:
        """The thread that waits."""
        return self.request.thread_id

    @property
    def turn_id(self) -> str:
        """The turn that waits; empty when the server does not say."""
        return self.request.turn_id or ""

    @property
    def item_id(self) -> str:
        """The item that it is about; empty for none."""
        return "" if isinstance(self.request, McpElicitation) else self.request.item_id

    @property
    def deadline_ms(self) -> int | None:
        """When the server goes on without an answer; None when it waits."""
        wait = getattr(self.request, "auto_resolution_ms", None)
        return None if wait is None else self.arrived_at_ms + wait

    @property
    def about(self) -> str:
        """The questions, the permissions, or the words of the MCP server, on one line."""
        if isinstance(self.request, UserInputRequest):
            return sanitise_line("; ".join(each.question for each in self.request.questions))
        if isinstance(self.request, PermissionsApproval):
            return ", ".join(_permissions(self.form))
        return exact_line(self.request.message or "")

    @property
    def wants(self) -> str:
        """What the agent wants, on one line."""
        if isinstance(self.request, UserInputRequest):
            return f"asks: {self.about}"
        if isinstance(self.request, PermissionsApproval):
            return f"wants more permissions: {self.about}"
        return f"asks for {exact_line(self.request.server_name)}: {self.about}"

    def permits(self, answer: object) -> bool:
        """Whether this is an answer of the form, filled in rightly."""
        if not isinstance(answer, FormAnswer):
            return False
        for action in self.form.actions:
            if action.id == answer.action:
                return not action.fills or not blocked(self.form, action, answer.entries)
        return False

    def offered(self) -> str:
        """Name the answers of the form."""
        return ", ".join(action.words for action in self.form.actions)

    def told(self, answer: object) -> str:
        """Return what the person did; nothing that is secret is in it."""
        assert isinstance(answer, FormAnswer)
        if isinstance(self.request, PermissionsApproval):
            return self._told_of_permissions(answer)
        if isinstance(self.request, UserInputRequest) and answer.action == form_questions.WITHOUT.id:
            return "let it go on without an answer"
        if isinstance(self.request, McpElicitation) and (told := self._told_of_elicitation(answer)):
            return told
        said = "; ".join(
            f"{field.label}: {sanitise_line(words)}"
            for field, entry in zip(self.form.fields, answer.entries, strict=True)
            if (words := words_of(field, entry))
        )
        return f"answered {said}" if said else "answered with nothing filled in"

    def _told_of_elicitation(self, answer: FormAnswer) -> str:
        """Return what was done where no field was filled in; empty where fields say it."""
        if answer.action == form_elicitations.ACCEPT.id and isinstance(self.request, McpElicitation):
            if self.form.fields:
                return ""
            if self.request.mode == "url":
                return "opened the page"
            return "allowed it once" if self.request.is_tool_approval else "said yes"
        return _TOLD.get(answer.action, "")

    def _told_of_permissions(self, answer: FormAnswer) -> str:
        spans = {form_permissions.TURN.id: "for this turn", form_permissions.SESSION.id: "for this session"}
        span = spans.get(answer.action)
        if span is None:
            return "said no"
        if not self.form.fields:
            return f"gave all of it {span}"
        (field,), (entry,) = self.form.fields, answer.entries
        given = words_of(field, entry)
        missing = len(field.options) - len(entry.chosen)
        return f"gave {given} {span}" + (f", and not the other {missing}" if missing else "")

    @property
    def url(self) -> str:
        """The exact address of the page that an MCP server wants opened; empty for other requests."""
        return (self.request.url or "") if isinstance(self.request, McpElicitation) else ""

    def opens(self, answer: object) -> bool:
        """Whether an answer means that the page is opened from here."""
        return (
            bool(self.url) and isinstance(answer, FormAnswer) and answer.action == form_elicitations.OPEN.id
        )

    def copies(self, answer: object) -> bool:
        """Whether an answer means that the person opens the page, from its copied address."""
        return (
            bool(self.url) and isinstance(answer, FormAnswer) and answer.action == form_elicitations.COPY.id
        )

    def renewed(self, thread: AskingThread) -> PendingForm:
        """Return it: the request has all that is shown."""
        return self

    def sdk_answer(self, answer: FormAnswer) -> object:
        """Return the answer as the handlers of the SDK give it."""
        if isinstance(self.request, UserInputRequest):
            return form_questions.question_answers(self.form, answer)
        if isinstance(self.request, PermissionsApproval):
            return form_permissions.permissions_answer(self.request, self.form, answer)
        return form_elicitations.elicitation_answer(self.request, self.form, answer)


_TOLD = {
    form_elicitations.SESSION.id: "allowed it for this session",
    form_elicitations.ALWAYS.id: "allowed it always",
    form_elicitations.COPY.id: "copied the address of the page and went on",
    form_elicitations.NO.id: "said no",
}


def pending_form(request: FormRequest, thread: AskingThread, key: int, arrived_at_ms: int) -> PendingForm:
    """Return what the card shows of a request."""
    if isinstance(request, UserInputRequest):
        title, form = form_questions.questions_title(request), form_questions.questions_form(request)
    elif isinstance(request, PermissionsApproval):
        title, form = form_permissions.PERMISSIONS_TITLE, form_permissions.permissions_form(request)
    else:
        title = form_elicitations.elicitation_title(request)
        form = form_elicitations.elicitation_form(request)
    return PendingForm(key, request, title, form, arrived_at_ms)


def _permissions(form: Form) -> list[str]:
    if form.fields:
        return [option.label for option in form.fields[0].options]
    return [f"{fact.label} {fact.text}" for fact in form.facts if fact.label != "in"]
