"""cml-sync: keeps web shops and 1C in step through CommerceML packages."""

__version__ = "0.1.0"
