"""What makes a price worth a question. An alert never decides: no code of these rules is adverse."""
