"""The rules themselves, one module per chapter of codes; `cml_sync.checks.registry` joins them."""
