"""What the pages say about a thread, from values: why each setting is as it is, limits, warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from codex_tui.screens.fact_pages import Told, status_sections, usage_sections
from codex_tui.session import Readiness, SessionOptions, Trust
from codex_tui.session.account import AccountUse, Limit
from codex_tui.session.config_layers import ConfigFacts, Layer
from codex_tui.session.readiness import EffectiveConfig
from codex_tui.state.limits import RateLimit
from codex_tui.state.settings import ThreadSettings
from codex_tui.state.store import Store
from codex_tui.state.threads import Tokens
from codex_tui.widgets.facts_view import Section, plain_text

WORK = "/home/ada/src"


class Session:
    """What the pages ask of a session."""

    def __init__(self, options: SessionOptions, trust: Trust = Trust.TRUSTED) -> None:
        self.options = options
        self.readiness = Readiness(trust=trust, model="gpt-5.5")
        self.connected = True

    def expected(self, cwd: str | None = None) -> ThreadSettings:
        return ThreadSettings(cwd or WORK, sandbox="workspace-write", approval_policy="on-request")

    def settings_for(self, cwd: str) -> ThreadSettings:
        return ThreadSettings(cwd)


def config(origins: dict[str, str], **values: Any) -> ConfigFacts:
    layers = (Layer("your config", "/home/ada/.codex/config.toml", tuple(values)),)
    projects = {WORK: {"trust_level": "trusted"}}
    return ConfigFacts(layers, EffectiveConfig({"projects": projects, **values}), origins)


def notes(sections: list[Section]) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.text, fact.note) for section in sections for fact in section.facts}


def status(store: Store, session: Session, told: Told) -> dict[str, tuple[str, str]]:
    return notes(status_sections(store, session, told, home="/home/ada", branch="main"))


def test_each_setting_says_where_it_comes_from() -> None:
    store = Store()
    thread = store.thread("t")
    thread.model, thread.effort, thread.loaded = "gpt-5.5", "high", True
    thread.sandbox, thread.approval_policy, thread.reviewer = "workspace-write", "never", "user"
    thread.set_cwd(WORK)
    store.show("t")
    session = Session(SessionOptions(cwd=WORK, approval_policy="never"))
    told = Told(config({"model": "this project"}, model="gpt-5.5", model_reasoning_effort="low"))
    said = status(store, session, told)
    assert said["model"] == ("gpt-5.5", "this project: model")
    assert said["effort"] == ("high", "kept by the thread")
    assert said["sandbox"] == ("workspace-write", "because the directory is trusted")
    assert said["approval"] == ("never", "--approval-policy of the command line")
    assert said["answered by"] == ("you", "the server's default")
    assert said["directory"] == ("~/src", "branch main")
    thread.chosen, thread.chosen_unsent = ThreadSettings(effort="low"), True
    assert status(store, session, told)["effort"] == ("low", "chosen here, from the next turn on")


def test_a_thread_that_does_not_run_says_what_is_not_known() -> None:
    store = Store()
    store.thread("t").set_cwd(WORK)
    store.show("t")
    said = status(store, Session(SessionOptions(cwd=WORK)), Told())
    assert said["sandbox"] == ("unknown until it runs", "the server keeps it with no thread")


def test_a_layer_that_does_not_count_says_why() -> None:
    off = Layer("this project", f"{WORK}/.codex", ("model",), off="the directory is not trusted")
    told = Told(replace(config({}), layers=(off,)), troubles=(("account", "The server refused: no"),))
    said = status(Store(), Session(SessionOptions(cwd=WORK)), told)
    assert said["this project"] == (
        "~/src/.codex",
        "does not count: the directory is not trusted\nwould set model",
    )
    assert said["account"] == ("The server refused: no", "")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ada:secret@host.example/v1?key=secret", "lab, at https://host.example/v1"),
        ("http://127.0.0.1:9/v1", "lab, at http://127.0.0.1:9/v1"),
        (None, "lab"),
    ],
)
def test_the_address_of_the_provider_is_shown_without_secrets(url: str | None, shown: str) -> None:
    facts = config({}, model_provider="lab", model_providers={"lab": {"base_url": url}})
    assert facts.provider() == shown


def test_use_and_limits_in_words() -> None:
    store = Store()
    thread = store.thread("t")
    thread.context_used, thread.context_window = 25_000, 100_000
    thread.tokens = Tokens(90_000, 60_000, 4_000, 1_000)
    store.show("t")
    limits = [Limit("", (RateLimit("5 h", 100, 7_200), RateLimit("1 w", 12, 400_000)), "plus", "unlimited")]
    used = AccountUse(5_000_000, None, (("2026-11-21", 1), ("2026-11-22", 2)))
    said = notes(usage_sections(store, limits, used, now=3_600, troubles=()))
    assert said == {
        "context": ("25,000 of 100,000 tokens", "75 % left"),
        "sent": ("90,000 tokens", "60,000 of them from the cache"),
        "received": ("4,000 tokens", "1,000 of them to think"),
        "5 hours": ("100 % used", "begins anew in 1 h 00 m"),
        "1 week": ("12 % used", "begins anew in 5 days"),
        "credits": ("unlimited", ""),
        "plan": ("plus", ""),
        "in all": ("5,000,000 tokens", ""),
        "2026-11-22": ("2 tokens", ""),
        "2026-11-21": ("1 tokens", ""),
    }


def test_without_a_server_the_limit_that_it_told_is_shown() -> None:
    store = Store()
    store.rate_limit = RateLimit("5 h", 38, None)
    assert "5 hours" in plain_text(usage_sections(store, None, None, now=0, troubles=()))
