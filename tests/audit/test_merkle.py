"""The Merkle tree against the definition of RFC 9162 and the published Certificate Transparency vectors."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.journal.merkle import EMPTY_ROOT, leaf_hash, node_hash, root_of

#: Inputs and roots of the Certificate Transparency reference tests (RFC 6962 trees of 1 to 8 entries).
CT_INPUTS = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
CT_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1: split at the largest power of two below n."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_one_pass_root_is_the_recursive_definition(leaves: list[bytes]) -> None:
    assert root_of(leaves) == by_definition(leaves)


@pytest.mark.parametrize("size", CT_ROOTS)
def test_published_roots(size: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in CT_INPUTS[:size]]
    assert root_of(leaves).hex() == CT_ROOTS[size]


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == sha256(b"").digest()
