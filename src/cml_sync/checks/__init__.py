"""Rules over records, parts and packages: one function each, with a stable code and an article."""
