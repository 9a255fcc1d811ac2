"""Dossiers of submissions: what they draw on, their drafts, what they lack."""
