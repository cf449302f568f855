"""Defects that are planted on purpose, chapter by chapter: one small function each."""
