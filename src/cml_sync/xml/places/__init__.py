"""Where something stands in a file, found only when it is asked; and how it is shown."""
