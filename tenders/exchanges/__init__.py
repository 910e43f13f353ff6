"""What buyer and operators say to each other before the deadline, and who took the documents.

Questions are asked in writing and answered to all at once (CCP R. 2132-6, L. 3); withdrawals of documents are
traced. Before the bids are opened the buyer learns neither who asks nor who took what (L. 2132-1).
"""
