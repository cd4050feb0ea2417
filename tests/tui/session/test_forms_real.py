"""The kinds of forms on the real server: asked with a scripted model and an MCP server over stdio."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import mcp_server
import pytest
from codex_tui.state.forms import Entry, FormAnswer, initial_entries
from codex_tui.state.pending_forms import PendingForm
from real_server import make_home, real_config
from session_stage import listening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codex_tui.state.forms import Form
    from scripted_model import ScriptedModel
    from session_stage import Listening

pytestmark = pytest.mark.anyio
PROFILE = {"file_system": {"read": ["/etc"], "write": ["/out"]}, "network": {"enabled": True}}
SCHEMA = {
    "type": "object",
    "properties": {
        "days": {"type": "array", "items": {"type": "string", "enum": ["mo", "tu"]}, "default": ["tu"]},
        "age": {"type": "integer", "minimum": 1, "maximum": 9},
    },
    "required": ["age"],
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def elicitation(**params: object) -> str:
    return "mcp:forms:ask:" + json.dumps({"params": params})


class Person:
    """Answers what waits in one thread, one request after the other."""

    def __init__(self, stage: Listening, model: ScriptedModel) -> None:
        self.stage = stage
        self.model = model

    async def answer(self, fill: Callable[[Form], FormAnswer]) -> PendingForm:
        await self.stage.until(lambda: self.stage.store.pending, "a request")
        (pending,) = self.stage.store.pending
        assert isinstance(pending, PendingForm)
        assert self.stage.session.answer(pending.key, fill(pending.form))
        await self.stage.until(lambda: pending not in self.stage.store.pending, "its answer")
        return pending

    async def prompt(self, thread_id: str, script: str, *fills: Callable[[Form], FormAnswer]) -> str:
        """Send a prompt, answer all that is asked, and return what its tool told the model."""
        await self.stage.session.turns.send(thread_id, f"{script}\ntext:went on")
        for fill in fills:
            await self.answer(fill)
        await self.stage.idle(thread_id)
        told = [each for each in self.model.requests[-1].body["input"] if each["type"].endswith("_output")]
        output = told[-1]["output"]
        return output if isinstance(output, str) else "".join(part.get("text", "") for part in output)


def act(action: str) -> Callable[[Form], FormAnswer]:
    return lambda form: FormAnswer(action, initial_entries(form))


async def test_each_kind_of_form_is_answered_and_the_model_gets_what_the_person_chose(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    tables = "request_permissions_tool = true\n" + mcp_server.config()
    home = make_home(tmp_path, scripted_model, tables=tables)
    cwd = str(home.work)
    async with listening(real_config(home), cwd=cwd, sandbox="workspace-write") as stage:
        person = Person(stage, scripted_model)
        thread_id = await stage.session.turns.start_thread(cwd)

        def in_own_words(form: Form) -> FormAnswer:
            assert [choice.label for choice in form.fields[0].options] == ["Red (Recommended)", "Blue"]
            return FormAnswer("card.accept", (Entry(frozenset({1}), "but dark"),))

        told = await person.prompt(thread_id, "ask", in_own_words)
        assert "Blue" in told
        assert "user_note: but dark" in told
        told = await person.prompt(thread_id, "ask\nsay:1", act("card.decline"))
        assert told == '{"answers":{}}'

        def only_reading(form: Form) -> FormAnswer:
            labels = [choice.label for choice in form.fields[0].options]
            return FormAnswer("card.session", (Entry(frozenset({labels.index("reads /etc")})),))

        permissions = "tool:request_permissions:" + json.dumps({"permissions": PROFILE})
        told = await person.prompt(thread_id, permissions, only_reading)
        assert json.loads(told) == {
            "permissions": {"file_system": {"read": ["/etc"]}, "network": None},
            "scope": "session",
        }

        def a_child(form: Form) -> FormAnswer:
            names = [field.name for field in form.fields]
            entries = list(initial_entries(form))
            entries[names.index("age")] = Entry(text="7")
            return FormAnswer("card.accept", tuple(entries))

        told = await person.prompt(thread_id, elicitation(message="Who?", requestedSchema=SCHEMA), a_child)
        assert '{"action": "accept", "content": {"age": 7, "days": ["tu"]}}' in told.replace("\\", "")
        page = elicitation(mode="url", message="Go", url="https://a@b.test/", elicitationId="e")
        assert "accept" in await person.prompt(thread_id, page, act("form.copy"))
        assert "decline" in await person.prompt(thread_id, page + "\nsay:1", act("card.decline"))
        greet = 'mcp:forms:greet:{"name": "Bo"}'
        told = await person.prompt(thread_id, greet, act("card.session"), a_child)
        assert "Hello Bo" in told
        # For this session it is not asked about again, but its own question is.
        assert "Hello Bo" in await person.prompt(thread_id, greet + "\nsay:1", a_child)
