"""Tooling of developers and operators: private servers, the supervisor of `make run`, the stages of `make test`.

Plain Python; nothing of the application imports it.
"""
