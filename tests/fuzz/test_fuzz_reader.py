from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from .fuzz_reader import FINDINGS, one_input, seeds


def test_the_seeds_and_everything_that_was_found_are_read() -> None:
    for data in (*seeds(), *FINDINGS):
        one_input(data)


@given(st.binary(), st.sampled_from(seeds()), st.integers(0, 400))
def test_bytes_put_into_what_a_server_says_are_read(noise: bytes, seed: bytes, at: int) -> None:
    one_input(seed[:at] + noise + seed[at:])
