"""Packages that are invented: goods, offers and orders of any size, from a seed, with defects."""
