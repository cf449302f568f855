"""The configuration file, presets of partners, and where secrets are."""
