from __future__ import annotations

import pytest
from codex_app_server._core.framing import LineSplitter, LineTooLongError
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.binary().filter(lambda line: b"\n" not in line)), st.data())
def test_lines_are_the_same_however_the_stream_is_cut(lines: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)))))
    splitter = LineSplitter()
    found: list[bytes] = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        found += splitter.feed(stream[start:end])
    assert found == lines
    assert splitter.unfinished == 0


def test_an_unfinished_line_is_kept_and_counted() -> None:
    splitter = LineSplitter()
    assert splitter.feed(b"one\ntw") == [b"one"]
    assert splitter.unfinished == 2
    assert splitter.feed(b"o\n") == [b"two"]


def test_a_line_over_the_limit_is_refused_before_it_is_complete() -> None:
    splitter = LineSplitter(limit=10)
    splitter.feed(b"12345678")
    with pytest.raises(LineTooLongError, match="longer than 10 bytes"):
        splitter.feed(b"9abc")
