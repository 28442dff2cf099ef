"""Auditing the site: what a browser really keeps, and whom it really asks, held against the register."""
