"""Words as data: row classes, the loader, and the tables under `data`."""
