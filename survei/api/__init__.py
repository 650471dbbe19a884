"""Surveys in the REST API: definition, results, follow-up, recap, and answers in bulk."""
