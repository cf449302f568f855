"""Carriers of named files: folder, SFTP, the HTTP dialogue, and wrappers around them."""
