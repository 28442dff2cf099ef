"""The policy at the press desk: its form, the register as rows to fill in, and how it would be shown."""
