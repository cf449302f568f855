"""How the problems of `validate` are written: one module a format, each imported when asked for."""
