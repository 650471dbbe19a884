#!/bin/sh
# Runs once, when the database volume is new: the application's role owns its database and is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set=sandi="$SANDI_DB" <<'SQL'
CREATE ROLE kinerja LOGIN PASSWORD :'sandi';
CREATE DATABASE kinerja OWNER kinerja;
SQL
