"""All that touches the bytes of a deposit: `envelope` (values), `store` (disk), `access` (who may, when),
`holders` (which tables name them).

Nothing outside this package reads or writes a deposited byte, so that another seal replaces one thing.
"""
