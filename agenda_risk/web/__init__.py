"""Talk to people in a browser, and to other programs."""
