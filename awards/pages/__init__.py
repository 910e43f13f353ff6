"""What the pages show of a ranking: read from the stored document, worded by the templates."""
