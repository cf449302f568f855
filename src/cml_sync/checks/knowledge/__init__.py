"""What the world outside says: units, currencies, taxes, check digits, alphabets, versions."""
