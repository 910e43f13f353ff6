"""What the launcher can be asked: one module per command."""
