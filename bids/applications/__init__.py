"""Who applies: single or in a grouping, what each member declares, and its subcontractors (R. 2143-3)."""
