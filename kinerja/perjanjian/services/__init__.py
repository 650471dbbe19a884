"""What changes a cascade or an agreement: each function locks, checks the rules, writes, and records."""
