"""The address of a page that another program wants opened: where it really leads, for the person to judge.

A browser and a person read some addresses differently. What stands before an `@` is no host; letters of other
alphabets look like Latin ones; `xn--` hides letters. Where even programs differ, the address is not opened.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from .sanitise import exact_line

_OPENED = ("http", "https")
# A browser takes a backslash for a slash, and drops tabs and newlines; others do not.
_READ_DIFFERENTLY = re.compile(r"[\\\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in exact, sanitised words.

    `host` is where it leads, as a browser asks for it: in ASCII, with the port when there is one. `marks` say
    what may deceive. `refused` says why it is not opened from here; empty when it may be.
    """

    shown: str
    host: str
    marks: tuple[str, ...] = ()
    refused: str = ""


def web_address(url: str) -> WebAddress:
    """Read an address. Never raises."""
    shown = exact_line(url)
    if _READ_DIFFERENTLY.search(url):
        return WebAddress(shown, "", refused="programs read this address in different ways")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return WebAddress(shown, "", refused="this is no address that can be read")
    if parts.scheme not in _OPENED:
        return WebAddress(shown, exact_line(host), refused=f"only {' and '.join(_OPENED)} are opened")
    if not host or "%" in host or any(_decoded(label) is None for label in host.split(".")):
        return WebAddress(shown, exact_line(host), refused="it names no host that can be read")
    if unicodedata.normalize("NFKC", host) != host:
        # A browser replaces such letters, as those of full width, before it asks for the host.
        return WebAddress(shown, exact_line(host), refused="programs read its letters in different ways")
    marks: list[str] = []
    if "@" in parts.netloc:
        before = parts.netloc.rpartition("@")[0]
        marks.append(f"what stands before the @, {exact_line(before)}, is no host but a name to log in with")
    ascii_host = f"[{host}]" if ":" in host else _in_ascii(host)
    marks += _letters(host)
    if _is_number(host):
        marks.append("the host is a number, not a name")
    if parts.scheme == "http":
        marks.append("http: others on the way can read it and change it")
    return WebAddress(shown, exact_line(ascii_host if port is None else f"{ascii_host}:{port}"), tuple(marks))


def _in_ascii(host: str) -> str:
    return ".".join(
        [each if each.isascii() else "xn--" + each.encode("punycode").decode() for each in host.split(".")]
    )


def _letters(host: str) -> list[str]:
    """Name each letter that is not ASCII, also those that `xn--` hides."""
    marks: list[str] = []
    for label in host.split("."):
        plain = _decoded(label) or ""
        if not plain.isascii():
            named = [unicodedata.name(each, f"U+{ord(each):04X}") for each in plain if not each.isascii()]
            kinds = {name.split()[0].capitalize() for name in named}
            latin = any(each.isascii() and each.isalpha() for each in plain)
            if latin and kinds - {"Latin"}:
                kinds.add("Latin")
            marks.append(
                f"{exact_line(plain)} is not plain ASCII: {', '.join(dict.fromkeys(named)).lower()}"
                + (f"; {' and '.join(sorted(kinds))} are mixed" if len(kinds) > 1 else "")
            )
    return marks


def _decoded(label: str) -> str | None:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # A browser takes `2130706433` and `0x7f.1` for addresses too.
        return re.fullmatch(r"(0[xX][0-9a-fA-F]*|[0-9]+)", host.rpartition(".")[2]) is not None
    return True
