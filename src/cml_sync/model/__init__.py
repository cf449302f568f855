"""The words of the standard as frozen models: one element is one field."""
