"""Inspections at the press desk: what HMICFRS said, what the force does about it, how it is answered."""
