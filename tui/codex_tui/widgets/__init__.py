"""The widgets: each takes values to show, and posts messages."""
