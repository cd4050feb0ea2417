from __future__ import annotations

import pytest
from codex_tui.state.web_address import web_address


@pytest.mark.parametrize(
    ("url", "host", "mark"),
    [
        ("https://example.org/a?b", "example.org", ""),
        ("https://EXAMPLE.org:8443/", "example.org:8443", ""),
        ("http://example.org/", "example.org", "http: others on the way can read it"),
        ("https://example.org@evil.test/", "evil.test", "what stands before the @, example.org, is no host"),
        ("https://user:pw@evil.test/", "evil.test", "before the @, user:pw, is no host"),
        (
            "https://xn--pple-43d.com/",
            "xn--pple-43d.com",
            "cyrillic small letter a; Cyrillic and Latin are mixed",
        ),
        (
            "https://\u0430pple.com/",
            "xn--pple-43d.com",
            "cyrillic small letter a; Cyrillic and Latin are mixed",
        ),
        ("https://b\u00fccher.test/", "xn--bcher-kva.test", "latin small letter u with diaeresis"),
        ("https://\u0440\u0444.test/", "xn--p1ai.test", "cyrillic small letter er"),
        ("https://127.0.0.1/", "127.0.0.1", "the host is a number"),
        ("https://2130706433/", "2130706433", "the host is a number"),
        ("https://0x7f.1/", "0x7f.1", "the host is a number"),
        ("https://[::1]:8/", "[::1]:8", "the host is a number"),
    ],
)
def test_the_host_is_where_a_browser_goes_and_what_deceives_is_marked(url: str, host: str, mark: str) -> None:
    address = web_address(url)
    assert (address.host, address.refused) == (host, "")
    assert mark in " ".join(address.marks)
    assert bool(mark) == bool(address.marks)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://good.test\\@evil.test/", "in different ways"),
        ("https://good.test/\n@evil.test", "in different ways"),
        ("https://go od.test/", "in different ways"),
        ("javascript:alert(1)", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("example.org/a", "only http and https"),
        ("https:///a", "no host"),
        ("https://ex%61mple.org/", "no host"),
        ("https://xn--\u00e9.test/", "no host"),
        ("https://\uff45xample.org/", "its letters in different ways"),
        ("https://[::1/", "no address"),
        ("https://example.org:x/", "no address"),
        ("", "only http and https"),
    ],
)
def test_an_address_that_is_not_read_alike_everywhere_is_not_opened(url: str, why: str) -> None:
    assert why in web_address(url).refused


def test_the_whole_address_is_shown_with_what_cannot_be_seen_by_its_number() -> None:
    assert web_address("https://a.test/\u202egnp\u200b").shown == "https://a.test/<U+202E>gnp<U+200B>"
