"""The lawful cost of labour beside a bid's price: dated parameters, and the section of the bid's page."""
