"""The explorer: pages and a JSON API on the published warehouse, in a web browser."""
