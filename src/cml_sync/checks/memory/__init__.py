"""What is remembered of a package while it streams by, in few bytes a record."""
