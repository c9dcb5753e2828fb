"""The act on security checks at public meetings, 2010:294: whom it reaches, and the decision."""
