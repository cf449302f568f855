"""What a package holds, seen in one walk: counts, fill rates, trees, samples, its shape."""
