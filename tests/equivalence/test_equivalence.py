"""The same scenarios on the scripted server and on the real one, compared under one normalisation."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server import AppServerConfig, Decision, JsonRpcError, TextInput
from codex_app_server.testing import ScriptedServer
from equivalence.cockpit import Cockpit
from equivalence.normalisation import Normaliser, as_lines
from equivalence.scenario import play

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from real_server import CodexHome
    from scripted_model import ScriptedModel

    Drive = Callable[[Cockpit], Awaitable[None]]

# The real server is a process: one event loop is enough here, the other is seen in the SDK's tests.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


@pytest.fixture
def expect_same(
    codex_home: CodexHome, real_config: Callable[..., AppServerConfig], scripted_model: ScriptedModel
) -> Callable[..., Awaitable[None]]:
    """Drive both servers and compare."""
    work = str(codex_home.work)

    async def compare(drive: Drive, *, decision: Decision = Decision.ACCEPT) -> None:
        scripted = ScriptedServer(play, pace=0, provider="scripted", cwd=work, home=str(codex_home.path))
        options: dict[str, Any] = {"concurrent_turns": True, "approval_handler": lambda request: decision}
        runs = []
        for config in (real_config(**options), AppServerConfig(transport=scripted.transport, **options)):
            async with Cockpit(config, work) as cockpit:
                await drive(cockpit)
            normaliser = Normaliser(work)
            runs.append((as_lines(normaliser.events(cockpit.heard)), normaliser.value(cockpit.results)))
        real, ours = runs
        difference = "\n".join(difflib.unified_diff(real[0], ours[0], "real", "scripted", n=0, lineterm=""))
        if difference:
            pytest.fail(difference, pytrace=False)
        assert ours[1] == real[1]

    return compare


@pytest.mark.parametrize(
    "prompt",
    [
        "good morning",
        "text:a longer answer, in several words",
        "commentary:I look first. ;; final:And this is the answer.",
        "think:3 ;; text:thought about",
        "rawthink:4 ;; text:thought aloud",
        "plan:0 ;; plan:1 ;; text:planned",
        "websearch:cursors ;; text:found",
        "shell:echo one; echo two ;; text:both",
        "shell:echo no; exit 3",
        "patch:a.txt:one",
        "fail:400",
    ],
)
async def test_a_turn(expect_same: Callable[..., Awaitable[None]], prompt: str) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        await cockpit.run(thread, prompt)

    await expect_same(drive)


async def test_the_turn_after_a_failed_one(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        await cockpit.run(thread, "fail:400")
        await cockpit.run(thread, "text:it works again")

    await expect_same(drive)


@pytest.mark.parametrize("decision", [Decision.ACCEPT, Decision.DECLINE, Decision.CANCEL])
@pytest.mark.parametrize("prompt", ["shell:touch a.txt", "patch:b.txt:two"])
async def test_an_approval(
    expect_same: Callable[..., Awaitable[None]], prompt: str, decision: Decision
) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started(approval_policy="untrusted")
        await cockpit.run(thread, prompt)

    await expect_same(drive, decision=decision)


async def test_an_approval_for_the_session(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started(approval_policy="untrusted")
        await cockpit.run(thread, "shell:touch a.txt")
        await cockpit.run(thread, "shell:touch a.txt")

    await expect_same(drive, decision=Decision.ACCEPT_FOR_SESSION)


async def test_steering(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        turn = await thread.turn(TextInput("gate:never-opened-by-steering"))
        await cockpit.until("item/agentMessage/delta")
        await turn.steer(TextInput("text:another way"))
        await cockpit.until("turn/completed")

    await expect_same(drive)


async def test_interrupting(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        turn = await thread.turn(TextInput("text:first ;; gate:never-opened-by-interrupting"))
        await cockpit.until("item/agentMessage/delta", delta="waiting ")
        await turn.interrupt()
        await cockpit.until("turn/completed")
        await cockpit.run(thread, "text:and on")

    await expect_same(drive)


async def test_naming_listing_and_reading(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        for number in range(3):
            thread = await cockpit.started()
            await cockpit.run(thread, f"text:number {number}")
        await thread.set_name("the last one")
        await cockpit.until("thread/name/updated")
        cursor = None
        for _ in range(2):
            page = await cockpit.codex.thread_list(limit=2, sort_key="recency_at", cursor=cursor)
            cursor = page.next_cursor
            cockpit.results.extend([row.preview, row.name, row.status.type] for row in page.data)
        found = await cockpit.codex.thread_list(search_term="last")
        cockpit.results.append([{"id": row.id} for row in found.data])
        read = await thread.read(include_turns=True)
        cockpit.results.append(_plain(read.thread))

    await expect_same(drive)


async def test_forking(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        await cockpit.run(thread, "text:in the parent")
        await thread.set_name("a parent")
        await cockpit.until("thread/name/updated")
        fork = await cockpit.codex.thread_fork(thread.id)
        await cockpit.until("thread/started")
        await cockpit.run(fork, "text:in the fork")
        read = await fork.read(include_turns=True)
        cockpit.results.append(_plain(read.thread))

    await expect_same(drive)


async def test_archiving_and_coming_back(expect_same: Callable[..., Awaitable[None]]) -> None:
    async def drive(cockpit: Cockpit) -> None:
        thread = await cockpit.started()
        await cockpit.run(thread, "text:before")
        await cockpit.codex.thread_archive(thread.id)
        await cockpit.until("thread/archived")
        archived = await cockpit.codex.thread_list(archived=True)
        cockpit.results.append([{"id": row.id, "status": row.status.type} for row in archived.data])
        cockpit.results.append(len((await cockpit.codex.thread_list()).data))
        back = await cockpit.codex.thread_unarchive(thread.id)
        await cockpit.until("thread/unarchived")
        await cockpit.run(back, "text:after")

    await expect_same(drive)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("thread/read", {"threadId": "01a20239-0b80-7bd1-a681-74051a0ce4af"}),
        ("thread/resume", {"threadId": "01a20239-0b80-7bd1-a681-74051a0ce4af"}),
        ("thread/archive", {"threadId": "01a20239-0b80-7bd1-a681-74051a0ce4af"}),
        ("thread/unarchive", {"threadId": "01a20239-0b80-7bd1-a681-74051a0ce4af"}),
        ("turn/start", {"threadId": "01a20239-0b80-7bd1-a681-74051a0ce4af", "input": []}),
        ("turn/start", {"threadId": "bogus", "input": []}),
        ("turn/start", {"input": []}),
        ("thread/list", {"limit": "x"}),
        ("thread/list", {"cursor": "zzz"}),
        ("thread/start", {"approvalPolicy": "sometimes"}),
        ("foo/bar", {}),
    ],
)
async def test_what_is_refused(
    expect_same: Callable[..., Awaitable[None]], method: str, params: dict[str, object]
) -> None:
    async def drive(cockpit: Cockpit) -> None:
        with pytest.raises(JsonRpcError) as caught:
            await cockpit.codex.request(method, params, dict)
        # The real server's list of methods ends with three that its schema no longer has.
        message = caught.value.message.partition(", expected one of")[0]
        cockpit.results.append([type(caught.value).__name__, caught.value.code, message])

    await expect_same(drive)


def _plain(model: Any) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)
