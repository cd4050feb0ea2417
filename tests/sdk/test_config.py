from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from codex_app_server import AppServerConfig, AsyncCodex, Codex, InvalidInputError, config, testing


def test_the_fields_of_the_official_sdk_come_first_in_its_order() -> None:
    names = [field.name for field in dataclasses.fields(AppServerConfig)]
    assert names[:9] == [
        "codex_bin",
        "launch_args_override",
        "config_overrides",
        "cwd",
        "env",
        "client_name",
        "client_title",
        "client_version",
        "experimental_api",
    ]
    assert AppServerConfig().experimental_api
    assert not AppServerConfig().concurrent_turns


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"config_overrides": "model=x"}, "config_overrides is a sequence"),
        ({"launch_args_override": "codex app-server"}, "launch_args_override is a sequence"),
        ({"config_overrides": ("model",)}, "write it as key=value"),
        ({"request_timeout": 0}, "request_timeout is 0"),
        ({"initialize_timeout": -1}, "initialize_timeout is -1"),
        ({"close_timeout": float("nan")}, "close_timeout is nan"),
        ({"request_timeout": "5"}, "request_timeout is '5'"),
        ({"close_timeout": None}, "close_timeout is None"),
        ({"handler_timeout": True}, "handler_timeout is True"),
        ({"env": {"A": 1}}, "env has int as the value of 'A'"),
        ({"env": {1: "secret"}}, "value of 1;"),
        ({"env": ["A=1"]}, "env is a list"),
        ({"config_overrides": (1,)}, "config_overrides holds 1, a int"),
        ({"launch_args_override": ("codex", 1)}, "launch_args_override holds 1, a int"),
        ({"approval_handler": "ask"}, "approval_handler is a str; give a function or a coroutine function"),
        ({"transport": object()}, "transport is a object; give a function that opens one"),
        ({"codex_bin": 1}, "codex_bin is a int; give a string or a path"),
        ({"client_name": 1}, "client_name is a int; give a string"),
        ({"concurrent_turns": "no"}, "concurrent_turns is a str; give True or False"),
    ],
)
def test_what_cannot_work_is_refused_at_once(options: Any, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        AppServerConfig(**options)


@pytest.mark.parametrize("client", [Codex, AsyncCodex])
def test_a_mapping_is_no_configuration(client: Any) -> None:
    with pytest.raises(InvalidInputError, match="config is a dict; give an AppServerConfig"):
        client({"codex_bin": "codex"})


def test_the_seam_of_the_transport_is_public() -> None:
    assert config.Transport is testing.Transport
    assert config.TransportFactory is testing.TransportFactory
