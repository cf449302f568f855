"""Packages: parts, names, order, archives, cutting and the spool."""
