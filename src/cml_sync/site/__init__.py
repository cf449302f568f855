"""The shop's side of the exchange dialogue, so that a real 1C can connect to us."""
