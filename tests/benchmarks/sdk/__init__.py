"""The SDK side by side with the official one: `make bench-sdk`.

Every measurement is a process of its own (`program.py`) that uses one client as a user would, against a
server that floods (`flood.py`) or the real one on the scripted model. The clients take turns, so that other
load on the machine affects all of them alike, and ratios are taken within a round.
"""
