"""From records to a file in the form of its receiver."""
