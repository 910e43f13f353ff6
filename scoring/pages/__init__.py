"""What the pages show of a run: figures chosen and worded here, drawn by the templates."""
