"""Reads whole archives into a store: what to read, workers that can be killed, and who is told what."""
