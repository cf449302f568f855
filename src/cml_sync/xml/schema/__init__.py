"""A file beside the standard's schema."""
