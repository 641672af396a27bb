"""Charts and maps of the explorer: rows in, SVG documents out."""
