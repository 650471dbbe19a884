"""Pages of webhooks for the administrator."""
