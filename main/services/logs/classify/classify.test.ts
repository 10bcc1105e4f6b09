import { describe, expect, test } from 'vitest';
import { levelOf, RowFlag } from '../rows/flags.ts';
import { classifier } from './classify.ts';

const classify = classifier(() => true);

function levelsOf(lines: readonly string[]): (string | undefined)[] {
  return lines.map((line) => levelOf(classify(Buffer.from(`xx${line}yy`), 2, 2 + Buffer.byteLength(line), 0)));
}

const esc = '\u001b';

describe('the level of a line', () => {
  test.each([
    ['trace', '{"level":"trace","msg":"x"}'],
    ['debug', '{"msg":"x", "level" : "DEBUG"}'],
    ['info', '{"time":"2026-11-25T16:04:11Z","level":"INFO","msg":"error in the message"}'],
    ['warn', '{"severity":"WARNING","message":"x"}'],
    ['error', '{"lvl":"eror","t":"x"}'],
    ['info', '{"level":30,"time":1732550651123,"pid":1,"msg":"pino"}'],
    ['fatal', '{"name":"app","hostname":"h","pid":1,"level":60,"msg":"bunyan"}'],
    ['error', '{"@timestamp":"x","log.level":"error","message":"ecs"}'],
    ['warn', '{"msg":"says \\"level\\":\\"error\\" in it","level":"warn"}'],
    ['warn', 'time="2026-11-25T16:04:11Z" level=warning msg="error: x"'],
    ['error', 'level=error ts=2026-11-25T16:04:11Z caller=main.go:12 msg=x'],
    ['info', 'ts=2026-11-25T16:04:11Z caller=main.go:12 level=info msg="x"'],
    ['debug', 't=2026 lvl=dbug level=debug msg=x'],
    ['error', 'severity="error" msg=x'],
    ['error', '[ERROR] something'],
    ['error', 'ERROR: something'],
    ['error', 'ERROR something'],
    ['error', 'error: something'],
    ['error', 'Error: ENOENT: no such file'],
    ['warn', 'WARN  - something'],
    ['warn', 'warning: something'],
    ['info', '  INFO  started'],
    ['info', '2026-11-25 16:04:11,123 INFO org.example.Main - started'],
    ['error', '16:04:11.123 [main] ERROR com.example.Foo - failed'],
    ['warn', '2026-11-25 16:04:11.123  WARN 1 --- [           main] o.s.b.w.s.Foo  : slow'],
    ['error', '2026-11-25 16:04:11,123 - mylogger - ERROR - failed'],
    ['warn', 'WARNING:root:careful'],
    ['error', '2026/11/25 16:04:11 [error] 12#12: *1 open() failed'],
    ['warn', '2026/11/25 16:04:11 [warn] 1#1: conflicting'],
    ['error', '2026-11-25 16:04:11.123 UTC [1] ERROR:  relation "x" does not exist'],
    ['info', '2026-11-25 16:04:11.123 UTC [1] LOG:  database system is ready'],
    ['fatal', '2026-11-25 16:04:11.123 UTC [27] FATAL:  password authentication failed'],
    ['info', '1:M 25 Nov 2026 16:04:11.123 * Ready to accept connections'],
    ['warn', '1:C 25 Nov 2026 16:04:11.123 # Warning: no config file specified'],
    ['error', 'E1125 16:04:11.123456       1 controller.go:12] failed'],
    ['info', 'I1125 16:04:11.123456       1 main.go:1] started'],
    ['warn', 'W1125 16:04:11.123456       1 main.go:1] slow'],
    ['error', '[2026-11-25T16:04:11Z ERROR my_crate::module] failed'],
    ['info', '2026-11-25T16:04:11.123Z\tINFO\tcontroller/main.go:12\tstarted'],
    ['error', `2026-11-25T16:04:11.123Z\t${esc}[31merror${esc}[0m\tfailed`],
    ['info', `${esc}[32minfo${esc}[0m: Server listening`],
    ['info', `[${esc}[32mINFO${esc}[39m] Server listening`],
    ['error', `${esc}[31m[ERROR]${esc}[0m failed`],
    ['warn', `${esc}[2m2026-11-25T16:04:11.123456Z${esc}[0m ${esc}[33m WARN${esc}[0m tracing: slow`],
    ['error', '<3>kernel says no'],
    ['info', '<14>app: a message'],
    ['debug', '<7>detail'],
    ['error', 'Nov 25 16:04:11 host app[12]: error: failed'],
    ['error', 'app-1  | ERROR something'],
    ['info', 'info | started'],
    ['error', 'npm ERR! code ENOENT'],
    ['warn', 'npm WARN deprecated x@1.0.0'],
    ['fatal', 'panic: runtime error: index out of range'],
    ['error', 'Traceback (most recent call last):'],
    ['error', 'Exception in thread "main" java.lang.IllegalStateException: x'],
    ['error', 'java.lang.IllegalStateException: x'],
    ['error', 'TypeError: x is not a function'],
    ['error', '[E] short'],
    ['info', '2026-11-25T16:04:11.123+0000 I NETWORK  [listener] waiting for connections'],
    ['fatal', 'CRITICAL: out of memory'],
    ['warn', '[Warning] mysqld: careful'],
    ['info', '2026-11-25T16:04:11.123456Z 0 [Note] [System] ready INFO: x'],
    ['error', '16:04:11 ERR Failed to connect error="refused"'],
    ['info', '16:04:11 INF Listening'],
    ['warn', '4:04PM WRN slow query'],
  ])('is %s: %s', (level, line) => {
    expect(levelsOf([line])).toEqual([level]);
  });

  test.each([
    '',
    ' ',
    'no error found',
    'INFORMATIONAL pages are here',
    'errors=0 warnings=0',
    'GET /error HTTP/1.1 200',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /warn HTTP/1.1" 200 12',
    'the info page is served',
    'Listening on port 80',
    'a fatal mistake',
    'debugging is off',
    'Information about you',
    '{"msg":"no level"}',
    '{"level":"unknown"}',
    '{"level":7}',
    '{"msg":"says \\"level\\":\\"error\\" in it"}',
    '12 errors',
    'error',
    '<not a priority>',
    'log in please',
    'I am here',
    'Configuration: debug',
  ])('is none: %s', (line) => {
    expect(levelsOf([line])).toEqual([undefined]);
  });
});

test('a request has the level of its status only if that is wanted', () => {
  const line = Buffer.from('192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 500 12');
  let wanted = true;
  const chosen = classifier(() => wanted);
  expect(levelOf(chosen(line, 0, line.length, 0))).toBe('error');
  wanted = false;
  expect(levelOf(chosen(line, 0, line.length, 0))).toBeUndefined();
});

describe('a stack trace', () => {
  /** `·` before a line that is folded. */
  test.each([
    [
      'Java',
      `2026-11-25 16:04:11,123 ERROR c.e.Foo - failed
java.lang.IllegalStateException: x
·\tat com.example.Foo.bar(Foo.java:12)
·\tat java.base/java.lang.Thread.run(Thread.java:840)
·Caused by: java.io.IOException: y
·\tat com.example.Foo.baz(Foo.java:34)
·\t... 12 more
2026-11-25 16:04:12,000 INFO c.e.Foo - goes on`,
    ],
    [
      'JavaScript',
      `TypeError: x is not a function
·    at Object.<anonymous> (/app/index.js:1:7)
·    at node:internal/main/run_main_module:23:47
Server goes on`,
    ],
    [
      'Python',
      `Traceback (most recent call last):
·  File "/app/main.py", line 12, in <module>
·    main()
·  File "/app/main.py", line 7, in main
·    raise ValueError("x")
ValueError: x`,
    ],
    [
      'Go',
      `panic: runtime error: index out of range [1] with length 1
·goroutine 1 [running]:
·main.main()
·\t/app/main.go:12 +0x1d
·
·goroutine 6 [chan receive]:
·created by main.main
·\t/app/main.go:7 +0x2a
exit status 2`,
    ],
    [
      '.NET',
      `Unhandled exception. System.InvalidOperationException: x
·   at Program.Main(String[] args) in /app/Program.cs:line 7
·   at System.Threading.Tasks.Task.Execute()
goes on`,
    ],
    [
      'Ruby',
      `/app/main.rb:3:in \`foo': x (RuntimeError)
·\tfrom /app/main.rb:7:in \`<main>'
goes on`,
    ],
    [
      'Rust',
      `thread 'main' panicked at src/main.rs:2:5:
·stack backtrace:
·   0: rust_begin_unwind
·             at /rustc/abc/library/std/src/panicking.rs:1:1
·   1: core::panicking::panic_fmt
note: Some details are omitted`,
    ],
    [
      'PHP',
      `PHP Fatal error:  Uncaught Exception: x in /app/index.php:3
Stack trace:
·#0 /app/index.php(7): foo()
·#1 {main}
goes on`,
    ],
  ])('of %s is folded below its head', (_, text) => {
    let previous = 0;
    const seen = text.split('\n').map((marked) => {
      const line = marked.replace(/^·/, '');
      previous = classify(Buffer.from(line), 0, Buffer.byteLength(line), previous);
      return `${previous & RowFlag.trace ? '·' : ''}${line}`;
    });
    expect(seen.join('\n')).toBe(text);
  });

  test('has the level of its head', () => {
    const head = classify(Buffer.from('ERROR x'), 0, 7, 0);
    const frame = classify(Buffer.from('\tat a.b(C.java:1)'), 0, 17, head);
    expect(levelOf(frame)).toBe('error');
  });

  test('is not what is only indented', () => {
    const lines = ['  a list item', '\tcolumn', '#1 priority', 'at noon', ' at noon'];
    const isTrace = (line: string) => classify(Buffer.from(line), 0, Buffer.byteLength(line), 0) & RowFlag.trace;
    expect(lines.filter(isTrace)).toEqual([]);
  });
});
