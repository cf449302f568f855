"""What differs between two packages by meaning, and what makes the one into the other."""
