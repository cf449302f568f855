"""Records that a package holds twice: found on the way, in memory that does not grow with it."""
