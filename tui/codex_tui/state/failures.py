"""What the server says when a turn fails, in words for a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .json_text import union_facts, union_word
from .sanitise import sanitise

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

_ADVICE = {
    "contextWindowExceeded": "The conversation is too long for the model. Start a new thread.",
    "usageLimitExceeded": "Wait until the limit resets, or use another account or model.",
    "rateLimitExceeded": "Wait a moment and send again.",
    "serverOverloaded": "Send again in a moment, or choose another model.",
    "unauthorized": "Sign in again.",
    "httpConnectionFailed": "Check the network and the provider's address, then send again.",
    "responseStreamConnectionFailed": "Check the network, then send again.",
    "responseStreamDisconnected": "Check the network, then send again.",
    "responseTooManyFailedAttempts": "Wait a moment and send again.",
    "internalServerError": "Send again in a moment.",
}


def failure_text(error: v2.TurnError) -> str:
    """Return the server's message, sanitised and taken out of the JSON that some providers answer with."""
    return sanitise(_inner(error.message)).strip() or "The turn failed without a word from the server."


def failure_detail(error: v2.TurnError) -> str:
    """Return the server's further details and advice on what to do, below each other; empty for neither."""
    advice = _ADVICE.get(_kind(error), "")
    return "\n".join(part for part in (break_detail(error), advice) if part)


def break_detail(error: v2.TurnError) -> str:
    """Return the server's further details without advice: after a break the server tries again by itself."""
    return sanitise(error.additional_details or "").strip()


def is_http_error(error: v2.TurnError) -> bool:
    """Whether the model's server answered with an HTTP error."""
    return union_facts(error.codex_error_info).get("httpStatusCode") is not None


def _kind(error: v2.TurnError) -> str:
    info = error.codex_error_info
    return "" if info is None else union_word(info)


def _inner(message: str) -> str:
    if not message.lstrip().startswith("{"):
        return message
    try:
        said = json.loads(message)
    except ValueError:
        return message
    error = said.get("error") if isinstance(said, dict) else None
    inner = error.get("message") if isinstance(error, dict) else None
    return inner if isinstance(inner, str) and inner else message
