"""The signatures of the API reference, word by word; ours may only have more keywords after these."""

from __future__ import annotations

import inspect
import re

import pytest
from codex_app_server import (
    AsyncCodex,
    AsyncThread,
    AsyncThreadFollower,
    AsyncTurnHandle,
    Codex,
    Thread,
    ThreadFollower,
    TurnHandle,
)
from codex_app_server._core import parameters
from codex_app_server.generated import v2_all
from codex_app_server.generated._base import MixedUnion, OpenEnum, UnionModel

START = (
    "approval_policy base_instructions config cwd developer_instructions ephemeral model model_provider "
    "personality sandbox"
)
LIST = "archived cursor cwd limit model_providers sort_key source_kinds"
RESUME = (
    "approval_policy base_instructions config cwd developer_instructions model model_provider personality "
    "sandbox"
)
FORK = "approval_policy base_instructions config cwd developer_instructions"
FORK_END = "model model_provider sandbox"
RUN = (
    "approval_policy approvals_reviewer cwd effort model output_schema personality sandbox_policy "
    "service_tier summary"
)
TURN = "approval_policy cwd effort model output_schema personality sandbox_policy summary"

CLIENTS = {
    "close": ("", ""),
    "thread_start": ("", START),
    "thread_list": ("", LIST),
    "thread_resume": ("thread_id", RESUME),
    "thread_fork": ("thread_id", f"{FORK} ephemeral {FORK_END}"),
    "thread_archive": ("thread_id", ""),
    "thread_unarchive": ("thread_id", ""),
    "models": ("", "include_hidden"),
}
THREADS = {
    "run": ("input", RUN),
    "turn": ("input", TURN),
    "read": ("", "include_turns"),
    "set_name": ("name", ""),
    "compact": ("", ""),
}
TURNS = {"steer": ("input", ""), "interrupt": ("", ""), "stream": ("", ""), "run": ("", "")}
DEFAULTS: dict[str, object] = {"include_hidden": False, "include_turns": False}
PAIRS: list[tuple[type, type, dict[str, tuple[str, str]]]] = [
    (Codex, AsyncCodex, CLIENTS),
    (Thread, AsyncThread, THREADS),
    (TurnHandle, AsyncTurnHandle, TURNS),
]
CASES = [
    pytest.param(kind, method, words, id=f"{kind.__name__}.{method}")
    for sync, asynchronous, methods in PAIRS
    for kind in (sync, asynchronous)
    for method, words in methods.items()
]


@pytest.mark.parametrize(("kind", "method", "words"), CASES)
def test_a_method_has_the_parameters_of_the_reference_in_its_order(
    kind: type, method: str, words: tuple[str, str]
) -> None:
    positional, keywords = (each.split() for each in words)
    found = [p for p in inspect.signature(getattr(kind, method)).parameters.values() if p.name != "self"]
    by_place = [p.name for p in found if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    by_name = [p for p in found if p.kind is inspect.Parameter.KEYWORD_ONLY]
    assert by_place == positional
    assert [p.name for p in by_name][: len(keywords)] == keywords
    assert len(by_place) + len(by_name) == len(found), "no *args and no **kwargs"
    for each in by_name:
        if each.name != "timeout":
            assert each.default == DEFAULTS.get(each.name)


@pytest.mark.parametrize(("sync", "asynchronous", "methods"), PAIRS)
def test_both_fronts_have_the_same_methods_with_the_same_parameters(
    sync: type, asynchronous: type, methods: dict[str, tuple[str, str]]
) -> None:
    def public(kind: type) -> dict[str, list[str]]:
        return {
            name: list(inspect.signature(member).parameters)
            for name, member in inspect.getmembers(kind, inspect.isfunction)
            if not name.startswith("_")
        }

    assert public(sync) == public(asynchronous)
    assert set(methods) <= set(public(sync))


@pytest.mark.parametrize("kind", [Thread, AsyncThread])
@pytest.mark.parametrize("method", ["run", "turn"])
def test_run_and_turn_take_every_field_of_turn_start(kind: type, method: str) -> None:
    fields = set(v2_all.TurnStartParams.model_fields) - {"thread_id"}
    assert set(inspect.signature(getattr(kind, method)).parameters) - {"self", "output_type"} == fields


def test_both_followers_are_made_alike_and_have_the_same_members() -> None:
    def public(kind: type) -> dict[str, object]:
        members = {name: member for name, member in vars(kind).items() if not name.startswith("_")}
        # Names of methods are those of their kind: as with streams, what is awaited is called aclose.
        return {name.replace("aclose", "close"): type(member) for name, member in members.items()}

    sync, asynchronous = (inspect.signature(kind) for kind in (ThreadFollower, AsyncThreadFollower))
    assert sync == asynchronous
    assert public(ThreadFollower) == public(AsyncThreadFollower)
    assert not inspect.iscoroutinefunction(ThreadFollower.close)


@pytest.mark.parametrize(("sync", "asynchronous", "methods"), PAIRS)
def test_only_stream_is_not_awaited(
    sync: type, asynchronous: type, methods: dict[str, tuple[str, str]]
) -> None:
    for name in methods:
        # `turn` returns a coroutine that can be entered too.
        awaited = name != "stream" and (asynchronous, name) != (AsyncThread, "turn")
        assert inspect.iscoroutinefunction(getattr(asynchronous, name)) == awaited
        assert not inspect.iscoroutinefunction(getattr(sync, name))


@pytest.mark.parametrize(
    "kind",
    [
        Codex,
        AsyncCodex,
        Thread,
        AsyncThread,
        TurnHandle,
        AsyncTurnHandle,
        ThreadFollower,
        AsyncThreadFollower,
    ],
)
def test_no_public_signature_says_any(kind: type) -> None:
    for name, member in inspect.getmembers(kind, inspect.isfunction):
        if not name.startswith("_") or name == "__init__":
            signature = inspect.signature(member)
            said = [p.annotation for p in signature.parameters.values() if p.name != "self"]
            assert inspect.Parameter.empty not in [*said, signature.return_annotation], name
            assert "Any" not in " ".join(map(str, [*said, signature.return_annotation])), name


def test_a_client_takes_a_config_and_has_metadata_and_threads_and_turns_have_ids() -> None:
    for client in (Codex, AsyncCodex):
        assert list(inspect.signature(client).parameters) == ["config"]
        assert isinstance(inspect.getattr_static(client, "metadata"), property)
    for kind in (Thread, AsyncThread, TurnHandle, AsyncTurnHandle):
        assert isinstance(inspect.getattr_static(kind, "id"), property)


def in_full(name: str) -> str:
    """What an annotation says: the aliases of the SDK's own parameters written out."""
    source = inspect.getsource(parameters)
    found = re.search(rf"^    {name}: TypeAlias = (.+)$", source, re.MULTILINE)
    return found[1] if found else name


@pytest.mark.parametrize("kind", [Codex, AsyncCodex, Thread, AsyncThread])
def test_what_takes_an_enum_or_a_union_takes_its_plain_form_too(kind: type) -> None:
    checked = 0
    for method, member in inspect.getmembers(kind, inspect.isfunction):
        for each in inspect.signature(member).parameters.values():
            said = re.sub(r"\w+", lambda word: in_full(word[0]), str(each.annotation))
            for word in re.findall(r"\w+", said):
                found = getattr(v2_all, word, None)
                if not inspect.isclass(found) or not issubclass(found, (OpenEnum, UnionModel, MixedUnion)):
                    continue
                checked += 1
                if not issubclass(found, UnionModel):
                    assert f"{word} | str" in said, (method, each)
                if not issubclass(found, OpenEnum):
                    assert "Mapping[str, object]" in said, (method, each)
    assert checked >= 5
