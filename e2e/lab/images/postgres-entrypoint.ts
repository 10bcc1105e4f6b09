/**
 * The entrypoint of the lab's postgres image, for busybox sh. It honours what the official image's does:
 * POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_HOST_AUTH_METHOD, PGDATA and
 * /docker-entrypoint-initdb.d/*.sql; data that is already there is left as it is.
 */
export const postgresEntrypoint = `#!/bin/sh
set -eu
: "\${POSTGRES_USER:=postgres}" "\${POSTGRES_PASSWORD:=}"
: "\${POSTGRES_DB:=$POSTGRES_USER}"
export PGDATA POSTGRES_USER POSTGRES_DB POSTGRES_PASSWORD
[ "\${1:-postgres}" = postgres ] || exec "$@"
[ $# -eq 0 ] || shift
mkdir -p "$PGDATA" /run/postgresql
chown -R postgres:postgres "$PGDATA" /run/postgresql
chmod 700 "$PGDATA"
as() { su -s /bin/sh -c 'exec "$0" "$@"' -- postgres "$@"; }
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "$POSTGRES_PASSWORD" ] && [ "\${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
    echo 'Error: the database is empty and POSTGRES_PASSWORD is not set.' >&2
    exit 1
  fi
  (umask 077; printf '%s\\n' "\${POSTGRES_PASSWORD:-unused}" >/tmp/pw)
  chown postgres /tmp/pw
  as initdb -U "$POSTGRES_USER" --pwfile=/tmp/pw --auth-local=trust --auth-host=scram-sha-256 --locale=C.UTF-8 -E UTF8 -D "$PGDATA"
  rm /tmp/pw
  echo "host all all all \${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  as pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  [ "$POSTGRES_DB" = postgres ] || as createdb -U "$POSTGRES_USER" -- "$POSTGRES_DB"
  for file in /docker-entrypoint-initdb.d/*.sql; do
    [ ! -f "$file" ] || as psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f "$file"
  done
  as pg_ctl -D "$PGDATA" -m fast -w stop
  echo 'PostgreSQL init process complete; ready for start up.'
fi
exec su -s /bin/sh -c 'exec "$0" "$@"' -- postgres postgres -D "$PGDATA" -c listen_addresses='*' "$@"
`;
