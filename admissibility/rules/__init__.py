"""May this bid be evaluated? Each rule goes from facts to a code, and from the code to a result.

Pure: no Django. A rule never eliminates; it says what it found and by which article, the officer decides.
"""
