import { runScript } from './commands.ts';
import type { TourContainer } from './world.ts';

/** A line of standard output, or, as an object, of standard error. */
export type Printed = string | { readonly err: string };

/** What a container does. */
export interface Program {
  /** Printed when it starts. */
  readonly first: readonly Printed[];
  /** What it prints again and again, if anything. */
  readonly rest?: { /** ms. */ readonly every: number; readonly lines: (n: number, time: Date) => readonly Printed[] };
  /** How it ends by itself, if it does; `after` in ms. */
  readonly ends?: { readonly after: number; readonly code: number };
}

const escape = '\u001b';

/** The programs of the sample containers, by the first word of their command. */
const known: Readonly<Record<string, Program>> = {
  serve: {
    first: ['serving /var/www on port 80'],
    rest: { every: 3000, lines: () => ['[::ffff:127.0.0.1]: url:/', '[::ffff:127.0.0.1]: response:200'] },
  },
  database: {
    first: ['starting shop on port 5432, data in /var/lib/db', 'ready to accept connections'],
    rest: { every: 10_000, lines: (n) => [`LOG:  checkpoint complete: ${n} records, ${n * 25} bytes`] },
  },
  search: {
    first: ['node search-1 joined cluster catalogue', { err: 'WARN  shard 2 is unassigned: no copy found on disk' }],
    rest: { every: 3000, lines: () => ['[::ffff:127.0.0.1]: url:/ready', '[::ffff:127.0.0.1]: response:404'] },
  },
  migrate: {
    first: [
      '4 migrations to apply',
      ...['0001_create_orders', '0002_add_customer_index', '0003_split_address', '0004_drop_legacy'].map(
        (name) => `applying ${name} ... ok`,
      ),
      'done',
    ],
    ends: { after: 800, code: 0 },
  },
  import: {
    first: [
      'importing orders.csv',
      'row 1 to 5000 ok',
      ...[
        'Traceback (most recent call last):',
        '  File "/app/import.py", line 88, in <module>',
        '    main(sys.argv[1])',
        '  File "/app/orders.py", line 23, in parse',
        '    total=Decimal(row["total"]),',
        "decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]",
      ].map((err) => ({ err })),
    ],
    ends: { after: 1500, code: 1 },
  },
  mailer: {
    first: [
      'connecting to smtp.internal:587',
      { err: 'fatal: cannot connect to smtp.internal:587: connection refused' },
    ],
    ends: { after: 1000, code: 1 },
  },
  reports: {
    first: [],
    rest: { every: 2000, lines: (n) => [`report ${n} rendered in ${(n * 37) % 900} ms`] },
  },
  gateway: { first: ['gateway 3.8.1 listens on port 8080'], rest: { every: 300, lines: gatewayLines } },
};

/** Several formats that log views meet, on both outputs. */
function gatewayLines(n: number, time: Date): readonly Printed[] {
  const t = time.toISOString();
  const ms = ((n * 7919) % 480) + 3;
  const id = ((n * 2654435761) % 4294967296).toString(16).padStart(8, '0');
  switch (n % 10) {
    case 0:
      return [
        {
          err: JSON.stringify({
            level: 'error',
            time: t,
            msg: 'upstream timed out',
            upstream: 'search-api',
            ms: 5000,
            req: id,
          }),
        },
      ];
    case 1:
    case 2:
      return [
        JSON.stringify({
          level: 'info',
          time: t,
          msg: 'request',
          method: 'GET',
          path: `/api/orders/${n}`,
          status: 200,
          ms,
        }),
      ];
    case 5:
      return [`time=${t} level=warn msg="slow query" table=orders duration=${ms * 9}ms`];
    case 6:
      return [`${t} INFO  pool: ${n % 16} of 16 connections in use`];
    case 7:
      return [`${t} DEBUG cache hit ratio 0.${(ms % 90) + 10} for catalogue`];
    case 8:
      return [
        `${escape}[32mGET${escape}[0m /assets/app.css ${escape}[1;36m304${escape}[0m ${escape}[90m${ms} ms${escape}[0m`,
      ];
    case 9:
      return n % 50 === 9
        ? failure(t, id)
        : [{ err: `${escape}[33mwarn${escape}[0m retry ${(n % 3) + 1} of 3 for search-api` }];
    default:
      return [
        `time=${t} level=info msg="request served" method=POST path=/api/cart status=201 duration=${ms}ms req=${id}`,
      ];
  }
}

function failure(time: string, id: string): readonly Printed[] {
  return [
    `${time} ERROR unhandled rejection in request ${id}`,
    "TypeError: Cannot read properties of undefined (reading 'price')",
    '    at total (/app/cart.js:41:27)',
    '    at checkout (/app/cart.js:57:18)',
    '    at async handle (/app/server.js:112:5)',
  ].map((err) => ({ err }));
}

/** What a container does by its command: a sample's program, a line of shell, or something that goes on until it is stopped. */
export function programOf(container: TourContainer): Program {
  const [word = '', ...rest] = container.command;
  const sample = known[word];
  if (sample) return sample;
  const shell = /^(\/bin\/)?(sh|bash|ash)$/.test(word);
  // A shell that nobody types into is at its end.
  if (shell && rest[0] !== '-c') return { first: [], ...(container.tty ? {} : { ends: { after: 200, code: 0 } }) };
  const script = shell ? rest.slice(1).join(' ') : container.command.join(' ');
  const { lines, code, seconds } = runScript(script, container);
  if (code === 127 && !shell) return idle(container);
  return { first: lines, ...(seconds === undefined ? {} : { ends: { after: 300 + seconds * 1000, code } }) };
}

/** What the tour knows no program for runs, and says so now and then. */
function idle({ image, command }: TourContainer): Program {
  return {
    first: [`${image} has started: ${command.join(' ')}`, 'This is a tour: nothing of it really runs.'],
    rest: { every: 5000, lines: (n) => [`still here (${n})`] },
  };
}
