import { classifier } from '../../main/services/logs/classify/classify.ts';
import type { Benchmark } from './tools/context.ts';

const rounds = 300_000;
const runs = 7;

const kinds: Readonly<Record<string, readonly string[]>> = {
  prose: [
    '0000000123 the quick brown fox jumps over the lazy dog, again and again and again, until tired',
    'Listening on port 80 and waiting for connections',
  ],
  words: [
    '2026-11-25 16:04:11,123 INFO org.example.Main - started',
    '[Wed Nov 25 16:04:11.123456 2026] [core:error] [pid 12:tid 139] AH00126: Invalid URI in request',
    '2026-11-25T16:04:11.123Z\tINFO\tcontroller/main.go:12\tstarted',
    'app-1  | WARN something',
  ],
  JSON: [
    '{"level":30,"time":1732550651123,"pid":1,"msg":"pino"}',
    'caddy  | {"time":"2026-11-25T16:04:11Z","severity":"INFO","msg":"error in the message","http":{"status":200}}',
  ],
  logfmt: ['ts=2026-11-25T16:04:11Z caller=main.go:12 level=info msg="x"'],
  requests: [
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /index.html HTTP/1.1" 200 1234 "-" "Mozilla/5.0 (X11; Linux x86_64)"',
    '192.168.0.1 - alice [25/Nov/2026:16:04:11 +0000] "GET /index.html HTTP/1.1" 404 1234 "-" "Mozilla/5.0"',
  ],
};

/** What it costs to tell the level of a line, by kinds of lines: it is done for every line of every log. */
export const logLevel: Benchmark = {
  name: 'log-level',
  run({ report }) {
    const classify = classifier(() => true);
    for (const [kind, lines] of Object.entries(kinds)) {
      const bytes = Buffer.from(lines.join('\n'));
      const ends = lines.map((_, n) => Buffer.byteLength(lines.slice(0, n + 1).join('\n')));
      const values = Array.from({ length: runs }, () => {
        const { user } = process.cpuUsage();
        let flags = 0;
        for (let n = 0; n < rounds; n += 1) {
          const line = n % lines.length;
          flags |= classify(bytes, line === 0 ? 0 : (ends[line - 1] ?? 0) + 1, ends[line] ?? 0, 0);
        }
        return ((process.cpuUsage().user - user) * 1000) / rounds;
      });
      report({ name: `${kind}: CPU of a line`, unit: 'ns', gantry: values });
    }
    return Promise.resolve();
  },
};
