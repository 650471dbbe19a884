"""The feed of events, subscriptions and deliveries in the REST API."""
