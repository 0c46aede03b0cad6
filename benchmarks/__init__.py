"""What the tool costs and how well it reads, beside floors and peers in the same run: `python -m benchmarks`."""
