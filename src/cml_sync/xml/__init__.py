"""The only place that speaks lxml: hardened reader, dialects, canonical form, strict writer."""
