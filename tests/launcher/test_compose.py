"""The description of production, read as its engine would, as far as no engine allows."""

import importlib.util
import re
import stat
from typing import Any

import pytest
import yaml

from launcher.state import CHECKOUT

COMPOSE = CHECKOUT / "docker-compose.yml"
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
CONDITIONS = {"service_healthy", "service_completed_successfully"}


def test_the_services_are_those_of_the_design() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "migrate", "worker", "beat", "web", "proxy"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_closed_and_says_its_health(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert name == "web" or "healthcheck" in service, "the image of web has its own"


@pytest.mark.parametrize("name", SERVICES)
def test_each_waits_for_what_it_needs(name: str) -> None:
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        assert needed in SERVICES
        assert how["condition"] in CONDITIONS


def test_images_name_no_host() -> None:
    froms = re.findall(r"^FROM (\S+)", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    for image in [service["image"] for service in SERVICES.values()] + froms:
        assert "." not in image.split("/")[0] or "/" not in image


def test_secrets_have_no_default_and_are_listed_for_the_reader() -> None:
    required = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text()))
    listed = re.findall(r"^(\w+)=(.*)$", (CHECKOUT / "docker/exemple.env").read_text(), re.MULTILINE)
    assert required == {name for name, _ in listed}
    assert not any(value for _, value in listed)
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "APPLICATION_PASSWORD", "VALKEY_PASSWORD"} <= required


def test_an_acknowledged_deposit_is_on_disk() -> None:
    assert "synchronous_commit=on" in SERVICES["postgres"]["command"]
    assert "fsync=on" in SERVICES["postgres"]["command"]
    assert "--data-checksums" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_no_image_ends_as_root() -> None:
    stages = re.split(r"^FROM ", (CHECKOUT / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]
    for stage in stages:
        served = " AS " not in stage.splitlines()[0] or " AS proxy" in stage.splitlines()[0]
        assert not served or re.search(r"^USER (?!root)\S+", stage, re.MULTILINE)
    assert "user" in SERVICES["postgres"]
    assert "user" in SERVICES["valkey"]


def test_what_the_image_copies_is_let_in() -> None:
    let_in = {
        line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    names = {name for words in copied for name in words.split()} - {"."}
    assert {name.split("/")[0] for name in names} <= let_in
    assert all((CHECKOUT / name).exists() for name in let_in)


@pytest.mark.parametrize("name", ["migrate", "worker", "web", "beat"])
def test_compiled_kernels_outlive_a_restart(name: str) -> None:
    folder = re.search(r"NUMBA_CACHE_DIR=(\S+)", (CHECKOUT / "Dockerfile").read_text())
    assert folder
    place = folder[1]
    volumes = dict(mount.split(":")[1::-1] for mount in SERVICES[name]["volumes"])
    assert volumes[place] in yaml.safe_load(COMPOSE.read_text())["volumes"]
    assert not any(mount.split(":")[0] == place for mount in SERVICES[name]["tmpfs"])
    # A new volume takes the owner of the folder that it covers.
    assert re.search(rf"install -d -o app .*{place}", (CHECKOUT / "Dockerfile").read_text())


def test_kernels_are_compiled_before_anybody_needs_them() -> None:
    assert "python -m scoring.engine.warm" in SERVICES["migrate"]["command"][-1]
    assert importlib.util.find_spec("scoring.engine.warm")
    for name in ("worker", "beat", "web"):
        assert "migrate" in SERVICES[name]["depends_on"]


def test_the_first_script_of_the_database_runs() -> None:
    script = CHECKOUT / "docker/postgres/10-application.sh"
    assert script.stat().st_mode & stat.S_IXUSR
