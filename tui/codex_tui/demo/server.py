"""The demo's server: the threads, the account and the replies put together."""

from __future__ import annotations

from codex_app_server.testing import MODELS, ScriptedServer

from .configuration import add_configuration
from .files import add_files
from .inventory import add_inventory
from .moment import DEMO_CWD, DEMO_HOME, DEMO_NOW
from .replies import reply
from .threads import ALL
from .working_tree import add as add_working_tree


def demo_server(pace: float = 1.0) -> ScriptedServer:
    """Make a server with all threads of the demo; `pace` stretches all waiting, 0 does not wait."""
    server = ScriptedServer(
        reply,
        pace=pace,
        now=DEMO_NOW,
        model=str(MODELS[0]["model"]),
        cwd=DEMO_CWD,
        home=f"{DEMO_HOME}/.codex",
        account={"type": "chatgpt", "email": "ada@example.invalid", "planType": "plus"},
        login_seconds=4.0,
    )
    server.config.update(
        model_reasoning_effort="medium",
        approval_policy="on-request",
        sandbox_mode="workspace-write",
        projects={DEMO_CWD: {"trust_level": "trusted"}},
    )
    server.rate_limits = {
        "primary": {"usedPercent": 38, "windowDurationMins": 300, "resetsAt": int(DEMO_NOW) + 9000},
        "secondary": {"usedPercent": 12, "windowDurationMins": 10080, "resetsAt": int(DEMO_NOW) + 400_000},
        "planType": "plus",
    }
    add_configuration(server)
    add_files(server)
    add_inventory(server)
    for add in ALL:
        add(server)
    add_working_tree(server)
    server.answer("thread/goal/get", lambda _: {"goal": None})
    return server
