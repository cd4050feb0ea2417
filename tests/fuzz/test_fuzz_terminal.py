from __future__ import annotations

from pathlib import Path
from random import Random

from .fuzz_terminal import FINDINGS, send_all
from .terminal_inputs import KINDS, terminal_input

PATIENCE = 30.0
"""Seconds: a test only has to end. `make fuzz-terminal` asks for one second."""


def test_after_an_input_of_each_kind_a_key_is_echoed_and_quitting_leaves_with_0(tmp_path: Path) -> None:
    random = Random(9)
    inputs = [*FINDINGS, *(terminal_input(random, kind) for kind in KINDS)]
    assert send_all(inputs, tmp_path, patience=PATIENCE) == len(inputs)
