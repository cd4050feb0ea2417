"""The methods about the account, the models and the configuration."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from typing import TYPE_CHECKING

from ._scheduler import Pause
from ._wire import RpcError, invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Call, Connection
    from ._wire import JsonObject, Params

_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"|([^."]+)')
_EFFORTS = {
    "low": "Answers soon, thinks little.",
    "medium": "Thinks about as long as everyday work needs.",
    "high": "Thinks longer about hard problems.",
    "xhigh": "Thinks very long.",
}


def model(
    name: str, title: str, description: str, *, effort: str = "medium", hidden: bool = False
) -> JsonObject:
    """Return an entry of `model/list`."""
    return {
        "id": name,
        "model": name,
        "upgrade": None,
        "upgradeInfo": None,
        "availabilityNux": None,
        "displayName": title,
        "description": description,
        "modelSpecialty": None,
        "hidden": hidden,
        "supportedReasoningEfforts": [
            {"reasoningEffort": value, "description": text} for value, text in _EFFORTS.items()
        ],
        "defaultReasoningEffort": effort,
        "inputModalities": ["text", "image"],
        "supportsPersonality": False,
        "multiAgentVersion": None,
        "additionalSpeedTiers": [],
        "serviceTiers": [],
        "defaultServiceTier": None,
        "availableAccessPrograms": None,
        "isDefault": False,
    }


MODELS: tuple[JsonObject, ...] = (
    {**model("gpt-6-sol", "GPT-6-Sol", "For everyday work on code."), "isDefault": True},
    model("gpt-6-astra", "GPT-6-Astra", "For the hardest problems.", effort="high"),
    model("gpt-6-luna", "GPT-6-Luna", "Small and quick.", effort="low"),
    model("gpt-5.5", "GPT-5.5", "The generation before."),
    model("gpt-5.4", "GPT-5.4", "Two generations before.", hidden=True),
)


def _models(call: Call) -> None:
    hidden = call.params.flag("includeHidden")
    shown = [entry for entry in call.server.models if hidden or not entry["hidden"]]
    cursor = call.params.optional_text("cursor") or "0"
    if not cursor.isdigit():
        raise invalid(f"invalid cursor: {cursor}")
    first = int(cursor)
    last = first + max(call.params.number("limit") or len(shown), 1)
    call.reply({"data": shown[first:last], "nextCursor": str(last) if last < len(shown) else None})


def _read(call: Call) -> None:
    server = call.server
    answer: JsonObject = {
        "account": server.account,
        "requiresOpenaiAuth": server.requires_auth,
        "workspaceRouting": None,
    }
    call.reply(answer)


def _login(call: Call) -> None:
    server, connection = call.server, call.connection
    kind = call.params.choice("type", "apiKey", "chatgpt", "chatgptDeviceCode")
    if kind is None:
        raise invalid("Invalid request: missing field `type`")
    if kind == "apiKey":
        call.params.text("apiKey")
        call.reply({"type": "apiKey"})
        server.account = {"type": "apiKey"}
        login_completed(connection, None)
        connection.notify("account/updated", {"authMode": "apikey", "planType": None})
        return
    login_id = connection.ids.uuid()
    server.logins.append(login_id)
    result: JsonObject = {"type": kind, "loginId": login_id}
    if kind == "chatgpt":
        result["authUrl"] = f"https://auth.example.invalid/authorize?login={login_id}"
    else:
        result.update(userCode="SCRI-PTED", verificationUrl="https://auth.example.invalid/device")
    call.reply(result)
    if server.login_seconds is not None:
        connection.scheduler.start(_complete_later(connection, login_id, server.login_seconds))


async def _complete_later(connection: Connection, login_id: str, seconds: float) -> None:
    await Pause(seconds)
    server = connection.server
    if login_id in server.logins:
        server.logins.remove(login_id)
        server.account = {"type": "chatgpt", "email": "person@example.invalid", "planType": "plus"}
        login_completed(connection, login_id)
        connection.notify("account/updated", {"authMode": "chatgpt", "planType": "plus"})


def login_completed(connection: Connection, login_id: str | None, error: str | None = None) -> None:
    """Send `account/login/completed`, with an error if the login failed."""
    result: JsonObject = {"loginId": login_id, "success": error is None, "error": error}
    connection.notify("account/login/completed", {**result, "onboardingEntrypoint": None})


def _cancel_login(call: Call) -> None:
    login_id = call.params.text("loginId")
    if login_id not in call.server.logins:
        call.reply({"status": "notFound"})
        return
    call.server.logins.remove(login_id)
    call.reply({"status": "canceled"})
    login_completed(call.connection, login_id, "Login server error: Login was not completed")


def _logout(call: Call) -> None:
    call.server.account = None
    call.reply()
    call.connection.notify("account/updated", {"authMode": None, "planType": None})


def _rate_limits(call: Call) -> None:
    if call.server.account is None or not call.server.rate_limits:
        raise invalid("codex account authentication required to read rate limits")
    call.reply({"rateLimits": call.server.rate_limits})


def _read_config(call: Call) -> None:
    config = copy.deepcopy(call.server.config)
    call.reply({"config": config, "origins": {}, "layers": [] if call.params.flag("includeLayers") else None})


def _write_value(call: Call) -> None:
    _write(call.server.config, call.params, call.params.text("keyPath"), call.params.raw.get("value"))
    call.reply(_written(call))


def _write_batch(call: Call) -> None:
    config = copy.deepcopy(call.server.config)
    for edit in call.params.objects("edits"):
        path = edit.get("keyPath")
        if not isinstance(path, str):
            raise invalid("Invalid request: missing field `keyPath`")
        _write(config, call.params, path, edit.get("value"))
    call.server.config = config
    call.reply(_written(call))


def _write(config: JsonObject, params: Params, path: str, value: object) -> None:
    keys = [quoted.replace('\\"', '"').replace("\\\\", "\\") or plain for quoted, plain in _KEY.findall(path)]
    if path in ("model", "model_provider") and not isinstance(value, (str, type(None))):
        text = f"Invalid configuration: invalid type: {json.dumps(value)}, expected a string\nin `{path}`\n"
        raise RpcError(-32600, text, {"config_write_error_code": "configValidationError"})
    table = config
    for key in keys[:-1]:
        inner = table.get(key)
        if not isinstance(inner, dict):
            inner = {}
            table[key] = inner
        table = inner
    old = table.get(keys[-1])
    if value is None:
        table.pop(keys[-1], None)
    elif params.raw.get("mergeStrategy") == "upsert" and isinstance(old, dict) and isinstance(value, dict):
        old.update(value)
    else:
        table[keys[-1]] = value


def _written(call: Call) -> JsonObject:
    digest = hashlib.sha256(json.dumps(call.server.config, sort_keys=True).encode()).hexdigest()
    place = f"{call.server.home}/config.toml"
    return {"status": "ok", "version": f"sha256:{digest}", "filePath": place, "overriddenMetadata": None}


ACCOUNT_METHODS: dict[str, Callable[[Call], None]] = {
    "model/list": _models,
    "account/read": _read,
    "account/login/start": _login,
    "account/login/cancel": _cancel_login,
    "account/logout": _logout,
    "account/rateLimits/read": _rate_limits,
    "config/read": _read_config,
    "config/value/write": _write_value,
    "config/batchWrite": _write_batch,
}
