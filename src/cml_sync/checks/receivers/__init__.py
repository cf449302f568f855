"""What known receivers do to a file: rules that are applied for one that was named only."""
