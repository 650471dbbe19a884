"""System checks of the project."""
