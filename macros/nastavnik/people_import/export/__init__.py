"""Registries given out: as they are, or with nobody named."""
