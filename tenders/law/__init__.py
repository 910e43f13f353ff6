"""What the law says in figures and lists, each with its article and its dates. Pure: no Django."""
