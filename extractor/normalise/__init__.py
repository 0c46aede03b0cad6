"""Numbers and dates: text in, value out."""
