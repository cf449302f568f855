"""One package made of others: another layout of parts, portions, parts joined, changes applied."""
