"""The DuckDB side: builds, loading, publishing, queries; the only room that imports duckdb."""
