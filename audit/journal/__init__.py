"""The journal's pure core: canonical form, Merkle tree, verifier. No Django here."""
