"""A change that a kernel can feel makes it stale; no other change does."""

from pathlib import Path

import pytest

from scoring.engine import lineage


def names_of(file: str) -> set[str]:
    parents = lineage._lineage(lineage.ENGINE / file)
    return {parent.relative_to(lineage.ENGINE).as_posix() for parent in parents}


def test_a_kernel_depends_on_what_its_own_imports_import() -> None:
    found = names_of("simulation/kernel.py")
    assert {"simulation/kernel.py", "simulation/waiting.py", "simulation/philox.py", "jit.py"} <= found


def test_what_reports_results_is_no_kernels_business() -> None:
    assert not {"quick.py", "stress.py", "simulation/summary.py"} & names_of("simulation/kernel.py")


def test_a_module_imported_by_name_from_its_package_counts() -> None:
    assert "mol.py" in names_of("plan.py")


def test_a_changed_parent_changes_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "a.py").write_text("from scoring.engine.b import X\n", encoding="utf-8")
    (folder / "b.py").write_text("X = 1\n", encoding="utf-8")
    monkeypatch.setattr(lineage, "ENGINE", folder)
    before = lineage.lineage_sha256.__wrapped__(folder / "a.py")
    (folder / "b.py").write_text("X = 2\n", encoding="utf-8")
    assert lineage.lineage_sha256.__wrapped__(folder / "a.py") != before
