"""Bring written briefs to where they are wanted."""
