"""Screens: the cockpit, and what is shown over it or instead of it."""
