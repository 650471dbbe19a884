"""What changes a realisation: each function locks, checks the rules, writes, and records, in one transaction."""
