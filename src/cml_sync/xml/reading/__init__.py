"""From pieces to records: the fast way, the way that is always correct, and what is mended."""
