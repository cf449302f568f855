"""Anonymising: people and companies replaced by ones who do not exist, the rest as it was."""
