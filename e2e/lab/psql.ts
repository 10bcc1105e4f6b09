import type { Outcome } from './base/command.ts';
import type { Lab } from './lab.ts';

/** How to reach a database as a client over TCP, password and all. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * Asks PostgreSQL with psql inside the running container `container` (a postgres image) and resolves to its outcome:
 * rows one per line, columns by `|`; an exit code other than 0 when the server is not there yet or refuses. By hand:
 * `docker exec -e PGPASSWORD=… CONTAINER psql -h 127.0.0.1 -U USER -d DATABASE -c 'select 1'`.
 */
export function psql(lab: Pick<Lab, 'cli'>, container: string, login: Login, sql: string): Promise<Outcome> {
  const client = [
    'psql',
    '-h',
    '127.0.0.1',
    '-U',
    login.user,
    '-d',
    login.database,
    '-v',
    'ON_ERROR_STOP=1',
    '-Atc',
    sql,
  ];
  return lab.cli('exec', '-e', `PGPASSWORD=${login.password}`, container, ...client);
}
