"""The cockpit for Codex: thread list, conversation and composer on one screen."""
