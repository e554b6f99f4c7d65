"""From an exported file to checked rows: columns, decode, read, check, stage."""
