"""Whatever the server says, in whichever field: no text of the state or of a block drives a terminal."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server.generated import v2_all as v2
from codex_app_server.generated.methods import NOTIFICATIONS
from codex_tui.blocks import UNICODE, render
from codex_tui.session.readiness import EffectiveConfig
from codex_tui.state.archive import Items
from codex_tui.state.fold import FOLD
from codex_tui.state.items import GrowingText
from codex_tui.state.store import Store
from codex_tui.state.styled import StyledText
from hostile import HOSTILE, WIRE, acting, samples
from recorded_transcripts import approval, notification
from schema_samples import definition

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_SHOWN = {
    "directory": "a path to look up",
    "older": "the server's cursor",
    "request": "goes back to the server as it came",
    "answers": "one of them goes back to the server as it came; what is shown of it is `rule`",
    "open_ids": "ids",
    "denied": "goes back to the server as it came; what is shown of it is made exact where it is asked",
    "readers": "half-read text, which is sanitised when it is whole",
    "forked_from": "an id",
}
"""Fields that no screen reads, and why they are as the server sent them; beside them ids."""


def texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, by where it is."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, GrowingText):
        yield where, value.value
    elif isinstance(value, StyledText) or hasattr(value, "lines"):
        yield where, value.text
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, f"{where}[{key!r}]")
    elif isinstance(value, (list, tuple, Items)):
        for number, each in enumerate(value):
            yield from texts(each, f"{where}[{number}]")
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_SHOWN and not field.name.endswith("id"):
                yield from texts(getattr(value, field.name), f"{where}.{field.name}")


def bad(store: Store) -> list[str]:
    """Every text of a store, and of what is drawn of it, that would act."""
    found = [
        f"{where}: {acting(text, lines=True)}"
        for where, text in [
            *texts(store.threads, "threads"),
            *texts(store.pending, "approvals"),
            *texts(store.rate_limit, "rate limit"),
        ]
        if acting(text, lines=True)
    ]
    for thread in store.threads.values():
        found += [
            f"{line!r}"
            for line in (thread.title, thread.activity, thread.failure)
            if acting(line, lines=True)
        ]
        for item in thread.items:
            for line in render(item, 80, glyphs=UNICODE):
                if acting(line.text):
                    found.append(f"{type(item).__name__} draws {line.text!r}")
    return found


@pytest.mark.parametrize("method", FOLD)
def test_no_field_of_a_notification_reaches_the_state_as_it_is(method: str) -> None:
    made = 0
    for params in samples(definition(str(NOTIFICATIONS[method].params)), WIRE):
        store = Store(lambda: 0.0)
        store.thread("t").active_turn_id = "t"
        change = store.apply(notification(method, params))
        made += 1
        assert bad(store) == [], params
        assert [notice for notice in change.notices if acting(notice, lines=True)] == []
    assert made


@pytest.mark.parametrize("kind", ["ThreadStartResponse", "ThreadResumeResponse", "ThreadForkResponse"])
def test_no_field_of_an_opened_thread_reaches_the_state_as_it_is(kind: str) -> None:
    for answer in samples(definition(kind), WIRE):
        store = Store(lambda: 0.0)
        store.opened(getattr(v2, kind).model_validate(answer))
        assert bad(store) == []


def test_no_field_of_a_listed_thread_reaches_the_state_as_it_is() -> None:
    for answer in samples(definition("ThreadListResponse"), WIRE):
        store = Store(lambda: 0.0)
        store.list_page(v2.ThreadListResponse.model_validate(answer).data, archived=False)
        assert store.threads
        assert bad(store) == []


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("item/commandExecution/requestApproval", "CommandExecutionRequestApprovalParams"),
        ("item/fileChange/requestApproval", "FileChangeRequestApprovalParams"),
    ],
)
def test_no_field_of_a_request_for_approval_reaches_the_state_as_it_is(method: str, kind: str) -> None:
    for params in samples(definition(kind), WIRE):
        store = Store(lambda: 0.0)
        request = approval({"id": 1, "method": method, "params": params})
        assert request is not None
        store.approval_asked(request)
        assert store.pending
        assert bad(store) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_directory_is_kept_for_the_eye_and_as_it_is(text: str) -> None:
    thread = Store(lambda: 0.0).thread("t")
    thread.set_cwd(f"/src/{text}")
    assert thread.directory == f"/src/{text}"
    assert acting(thread.cwd) == set()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_setting_of_the_config_is_sanitised_where_it_is_read(text: str) -> None:
    assert acting(EffectiveConfig({"model": text}).text("model") or "") == set()
