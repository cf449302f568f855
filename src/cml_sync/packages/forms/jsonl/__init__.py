"""A package as JSON Lines: one object a line, a file for each kind, a manifest that comes last."""
