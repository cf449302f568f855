"""Packages: parts, names, order, archives and the spool."""
