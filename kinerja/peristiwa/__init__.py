"""What happened, told to other systems: the outbox, subscriptions, signed deliveries."""
