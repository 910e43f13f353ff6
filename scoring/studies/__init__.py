"""What would it take? The buyer's own reference of staff, before publishing or after."""
