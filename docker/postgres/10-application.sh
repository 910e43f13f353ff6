#!/usr/bin/env bash
# Runs once, when the data folder is created: the application's own role owns its database and nothing else.
set -euo pipefail
psql --no-psqlrc -v ON_ERROR_STOP=1 -v password="$APPLICATION_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
CREATE ROLE tenders LOGIN PASSWORD :'password';
CREATE DATABASE tenders OWNER tenders;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
SQL
