"""The pages of the exchanges: the operators', the buyer's, the followers'."""
