"""Tables that grow or open, with one download menu."""
