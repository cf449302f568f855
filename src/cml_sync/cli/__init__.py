"""The command line: click and rich, and nowhere else."""
