"""Files to take away: one module an output."""
