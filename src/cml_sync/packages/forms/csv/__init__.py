"""Flat kinds as CSV: prices, stock, statuses of orders, simple goods."""
