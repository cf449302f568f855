"""From the bytes of a file to pieces of UTF-8: encodings, prologs, mending, and where it is cut."""
