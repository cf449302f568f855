"""What the tool does: plan (pure), act, record. Jobs never print."""
