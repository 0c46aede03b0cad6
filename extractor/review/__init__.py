"""What people decide about records: read back, kept with who and when, and honoured."""
