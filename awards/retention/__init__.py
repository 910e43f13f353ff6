"""How long the papers of a procedure are kept, and the decision to destroy them: R. 2184-12, R. 2184-13."""
