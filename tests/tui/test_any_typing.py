"""Whatever is typed, pasted and clicked: in one burst it does what it does with pauses between the keys.

`CODEX_TUI_SEQUENCES` and `CODEX_TUI_SEED` choose how many sequences are tried and which; `make keys` tries
1,000 with a seed of its own, which it prints.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from any_typing import Stroke, Typist, random_sequence, run_both
from cockpit_stage import running

pytestmark = pytest.mark.anyio

SEQUENCES = int(os.environ.get("CODEX_TUI_SEQUENCES", "100"))
SEED = int(os.environ.get("CODEX_TUI_SEED", "20261128"))
A_PAIR = 25
"""Sequences that one pair of applications is given: starting them costs more than typing."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("part", range(-(-SEQUENCES // A_PAIR)))
async def test_a_burst_does_what_the_same_keys_do_with_pauses_between_them(part: int) -> None:
    random = Random(SEED + part)
    count = min(A_PAIR, SEQUENCES - part * A_PAIR)
    await run_both([random_sequence(random) for _ in range(count)], random)


async def test_a_fork_does_not_follow_a_person_who_went_on_before_it_was_there() -> None:
    typist = Typist()
    async with running(typist.app):
        first, second, *_ = (row.id for row in typist.app.cockpit.store.shown_rows())
        typist.app.cockpit.actions.open(first)
        await typist.burst([Stroke(b"\x14"), Stroke(b"f"), Stroke(b"\x1b[1;3B"), Stroke(b"text")], Random(1))
        await typist.rest()
        assert len(typist.app.cockpit.store.threads) == 5
        assert typist.app.cockpit.ui.open_thread_id == second
        assert typist.app.cockpit.composer.text == "text"
