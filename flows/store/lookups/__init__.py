"""What the explorer's pages ask of a build: plain functions from a build and parameters to rows."""
