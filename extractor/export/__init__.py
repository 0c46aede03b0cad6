"""Results written out, one module per format."""
