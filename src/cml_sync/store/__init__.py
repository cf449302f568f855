"""What is remembered between runs: records, confirmations, packages, runs."""
