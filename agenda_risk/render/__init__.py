"""The brief as text, HTML and JSON: one view of it, written in several forms."""
