"""The Codex app-server, from Python."""
