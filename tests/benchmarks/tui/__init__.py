"""The application in a real terminal: `make bench-tui`.

Everything is measured from outside, as a person sees it: a program runs in a pseudo-terminal of 160x48,
keys go in, bytes come out, the kernel says what CPU it took. The server is a process of its own (`server.py`)
that notes when it said what, so its own work is in no figure. Beside each figure stands the same thing done
with a bare Textual application (`bare.py`); streaming is compared with Textual's own widgets
(`widgets_way.py`) and with the official client (`official.py`).
"""
