"""The forms in which `diff` says what differs."""
