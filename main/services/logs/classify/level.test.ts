import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../../../../e2e/cpu-time.ts';
import { levelIn } from './level.ts';
import { levelOfStatus } from './level-access.ts';

/** Lines do not stand alone in a buffer. */
function read<T>(reader: (bytes: Uint8Array, from: number, to: number) => T, line: string): T {
  const bytes = Buffer.from(`xx${line}\nyy`);
  return reader(bytes, 2, bytes.length - 3);
}
const levelOf = (line: string) => read(levelIn, line);
const esc = '\u001b';

describe('the level that is written by', () => {
  test.each([
    // MongoDB since 4.4
    [
      'info',
      '{"t":{"$date":"2026-11-25T16:04:11.123+00:00"},"s":"I",  "c":"NETWORK",  "id":22943,"ctx":"listener","msg":"x"}',
    ],
    ['warn', '{"t":{"$date":"x"},"s":"W",  "c":"CONTROL",  "id":22120,"ctx":"initandlisten","msg":"Access control"}'],
    ['error', '{"t":{"$date":"x"},"s":"E",  "c":"QUERY",    "id":1,"ctx":"conn1","msg":"x","attr":{"level":"info"}}'],
    ['fatal', '{"t":{"$date":"x"},"s":"F",  "c":"-",        "id":23079,"ctx":"conn1","msg":"Invariant failure"}'],
    ['debug', '{"t":{"$date":"x"},"s":"D1", "c":"REPL",     "id":1,"ctx":"x","msg":"x"}'],
    ['debug', '{"t":{"$date":"x"},"s":"D5", "c":"REPL",     "id":1,"ctx":"x","msg":"x"}'],
    // Apache 2.2 and 2.4
    ['error', '[Wed Nov 25 16:04:11 2026] [error] [client 10.0.0.1] File does not exist: /x'],
    [
      'error',
      '[Wed Nov 25 16:04:11.123456 2026] [core:error] [pid 12:tid 139] [client 10.0.0.1:1] AH00126: Invalid URI',
    ],
    ['info', '[Wed Nov 25 16:04:11.123456 2026] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.62 configured'],
    ['warn', '[Wed Nov 25 16:04:11.123456 2026] [ssl:warn] [pid 1] AH01909: error in the name'],
    ['fatal', '[Wed Nov 25 16:04:11.123456 2026] [:emerg] [pid 1] AH00020: x'],
    ['trace', '[Wed Nov 25 16:04:11.123456 2026] [rewrite:trace3] [pid 12] mod_rewrite.c(476): x'],
    ['debug', '[Wed Nov 25 16:04:11.123456 2026] [authz_core:debug] [pid 12] x'],
    // Monolog: Laravel, Symfony
    ['error', '[2026-11-25 16:04:11] local.ERROR: SQLSTATE[HY000] {"exception":"x"} []'],
    ['info', '[2026-11-25T16:04:11.123456+00:00] request.INFO: Matched route "error". {"route":"error"} []'],
    ['fatal', '[2026-11-25T16:04:11.123456+00:00] app.EMERGENCY: x [] []'],
    ['warn', '[2026-11-25 16:04:11] production.WARNING: x'],
    ['info', '[2026-11-25 16:04:11] my-app_1.NOTICE: x'],
    // Ruby
    ['info', 'I, [2026-11-25T16:04:11.123456 #1]  INFO -- : Started GET "/error"'],
    ['error', 'E, [2026-11-25T16:04:11.123456 #12] ERROR -- app: failed'],
    ['debug', 'D, [2026-11-25T16:04:11.123456 #1] DEBUG -- : x'],
    ['fatal', 'F, [2026-11-25T16:04:11.123456 #1] FATAL -- : x'],
    ['info', '2026-11-25T16:04:11.123Z pid=1 tid=abc class=Job INFO: start'],
    // klog, glog, CockroachDB, Triton
    ['error', 'E0102 15:04:05.123456       1 controller.go:12] failed'],
    ['error', 'E0102 15:04:05.123'],
    ['info', 'I20261125 16:04:11.123456 12345 main.cc:12] no error'],
    ['warn', 'W261125 16:04:11.123456 1 util/log/file.go:12  [n1] 1  slow'],
    ['fatal', 'kube-1  | F1125 16:04:11.123456       1 main.go:1] gone'],
    // Android
    ['error', '11-25 16:04:11.123  1702  2395 E WindowManager: printed'],
    ['debug', '03-17 16:13:38.811  1702  2395 D WindowManager: ERROR in the text'],
    ['trace', '03-17 16:13:38.811  1702  2395 V PhoneStatusBar: x'],
    ['info', '2026-11-25 16:04:11.123  1000  1702  2395 I Tag: x'],
    ['fatal', '11-25 16:04:11.123 F/libc    ( 1234): Fatal signal 11'],
    ['warn', '11-25 16:04:11.123 1234-5678/com.example.app W/System.err: java.io.IOException'],
    ['error', 'E/AndroidRuntime( 1234): FATAL EXCEPTION: main'],
    ['info', 'I/flutter (12345): hello'],
    ['debug', 'D/Tag: x'],
    ['warn', '[ 11-25 16:04:11.123  1234: 5678 W/ActivityManager ]'],
    // Windows
    ['info', '2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack, no error'],
    ['warn', '2016-09-28 04:30:30, Warning               CBS    Unrecognized packageExtended attribute.'],
    ['error', '2016-09-28 04:30:31, Error                 CSI    0000000a failed'],
    // JSON behind a prefix
    ['info', 'caddy  | {"level":"info","ts":1732550651.1,"msg":"an error"}'],
    ['error', 'app-1  | {"time":"x","severity":"ERROR"}'],
    ['error', `${esc}[36mweb-1  | ${esc}[0m{"level":50,"msg":"x"}`],
    ['warn', '2026-11-25T16:04:11.123456Z {"level":"warn"}'],
    ['debug', 'Nov 25 16:04:11 host app[12]: {"msg":"ERROR: x","level":"debug"}'],
    ['info', 'db  | {"t":{"$date":"x"},"s":"I",  "c":"NETWORK"}'],
    // What JSON loggers call the field
    ['error', '{"message":"x","level":400,"level_name":"ERROR","channel":"app"}'],
    ['info', '{"EventId":14,"LogLevel":"Information","Category":"x"}'],
    ['warn', '{"Timestamp":"x","Level":"Warning","MessageTemplate":"x"}'],
    ['trace', '{"@level":"trace","@message":"x"}'],
    ['info', '{"SeverityText":"INFO","Body":"x"}'],
    ['error', '{"level":"E","msg":"x"}'],
    ['info', '{"level":"info    ","msg":"x"}'],
    // Other things that stand behind Compose's names
    ['info', 'redis-1  | 1:M 25 Nov 2026 16:04:11.123 * Ready'],
    ['error', 'app  | <3>kernel says no'],
    // Celery, Minecraft, Fluent Bit, structlog, logrus, Jenkins, Gitea, TensorFlow, Nest, .NET, npm, PHP, Postgres
    ['warn', '[2026-11-25 16:04:11,123: WARNING/MainProcess] error: x'],
    ['error', '[2026-11-25 16:04:11,123: ERROR/ForkPoolWorker-1] Task x raised'],
    ['info', '[16:04:11] [Server thread/INFO]: Starting minecraft server'],
    ['warn', "[16:04:11] [Server thread/WARN] [net.minecraft/Foo]: Can't keep up!"],
    ['info', '[2026/11/25 16:04:11] [ info] [engine] started'],
    ['error', '[2026/11/25 16:04:11] [error] [output:es:es.0] x'],
    ['info', '2026-11-25 16:04:11 [info     ] event                          error=1'],
    ['warn', `2026-11-25 16:04:11 [${esc}[33m${esc}[1mwarning  ${esc}[0m] ${esc}[1mevent${esc}[0m`],
    ['info', 'INFO[0012] A group of walrus emerges             error=x'],
    ['error', 'ERRO[0000] x'],
    ['fatal', `${esc}[31mFATA${esc}[0m[0000] x`],
    ['debug', 'DEBU[0000] x'],
    ['info', '2026-11-25 16:04:11.123+0000 [id=1]\tINFO\thudson.WebAppMain#contextInitialized: error'],
    ['info', '2026/11/25 16:04:11 ...s/web.go:99:Run() [I] Starting Gitea'],
    ['error', '2026-11-25 16:04:11.123456: E external/local_xla/xla/stream_executor/cuda.cc:9261] Unable to register'],
    ['info', '[Nest] 1  - 11/25/2026, 4:04:11 PM     LOG [NestFactory] Starting...'],
    ['error', `[Nest] 1  - 11/25/2026, 4:04:11 PM ${esc}[31m  ERROR${esc}[39m ${esc}[38;5;3m[ExceptionsHandler]`],
    ['error', 'fail: Microsoft.AspNetCore.Server.Kestrel[13]'],
    ['debug', 'dbug: x[0]'],
    ['fatal', 'crit: x[0]'],
    ['error', 'npm error code ENOENT'],
    ['warn', 'npm warn deprecated x@1.0.0'],
    ['fatal', 'PHP Fatal error:  Uncaught Exception'],
    ['warn', '[25-Nov-2026 16:04:11 UTC] PHP Warning:  x'],
    ['fatal', 'main.c:1:10: fatal error: x.h: No such file'],
    ['debug', '2026-11-25 16:04:11.123 UTC [1] DEBUG2:  x'],
    ['fatal', '2026-11-25 16:04:11.123 UTC [1] PANIC:  could not write'],
    ['info', '2026-11-25 16:04:11.123 | INFO     | module:func:12 - error: x'],
    ['warn', '2026-11-25 16:04:11.1234|WARN|Name.Space|x'],
    ['info', '<30>Nov 25 16:04:11 host app[12]: ERROR x'],
    ['info', '[2026-11-25T16:04:11.123+0000] {taskinstance.py:1} INFO - x'],
    ['info', '2026.11.25 16:04:11.123456 [ 1 ] {} <Information> Application: x'],
    ['info', 'INFO:     127.0.0.1:1234 - "GET /error HTTP/1.1" 500 Internal Server Error'],
    ['info', '17/06/09 20:10:40 INFO executor.Executor: Finished, error=none'],
  ])('its own rules is %s: %s', (level, line) => {
    expect(levelOf(line)).toBe(level);
  });

  test.each([
    '{"s":"E","size":"XL"}',
    '{"t":{"$date":"x"},"c":"NETWORK","msg":"says \\"s\\":\\"E\\""}',
    '{"level":"info about it"}',
    '{"level":"EE"}',
    '{"level":"7"}',
    'sent {"level":"error"}',
    '[errors] said nobody',
    'com.example.ERROR was thrown',
    'see local.ERROR for more',
    'I/O: read',
    'I/Os (12) a second',
    'D/A converter',
    'E = mc²',
    'E1234 16 files',
    'E123 16:04:11 x',
    'F(12) = 144',
    '11-25 16:04 E nothing',
    '16:04:11, Info about it',
    '2016-09-28 04:30:30, Info about CBS',
    'Fail to connect',
    'FAIL x',
    'npm config set x',
    'npm install error-handler',
    'fatal errors happen',
    '16:04:11: I am here',
    'LOG in please',
    '[see INFO/README]',
    'the /INFO] of it',
    'DEBUG2 is on',
    'trace1 is on',
    'Run() [I] Starting',
    'caddy  | [2026] nothing',
    '[2026-11-25T16:04:11.123Z] "ERROR / HTTP/1.1" 200 UH',
    '1.2.3.4 - - [25/Nov/2026:16:04:11 +0000] "GET /error: HTTP/1.1" 200 12',
    '1.2.3.4 - - [25/Nov/2026:16:04:11 +0000] "GET / HTTP/1.1" 500 12',
  ])('none of them is none: %s', (line) => {
    expect(levelOf(line)).toBeUndefined();
  });

  test('a line does not go on in the next one', () => {
    for (const [line, next] of [
      ['E/Tag', '( 1234): x'],
      ['E1125', ' 16:04:11.1'],
      ['11-25 16:04:11.123  1702', '  2395 E Tag'],
      ['fatal', 'error: x'],
      ['{"level"', ':"error"}'],
      ['[core', ':error]'],
    ] as const) {
      const bytes = Buffer.from(`${line}\n${next}`);
      expect(levelIn(bytes, 0, line.length)).toBeUndefined();
    }
  });

  test('any text is read in time proportional to at most what is looked at, and never throws', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '{"',
      '"',
      ' ',
      ': ',
      '| ',
      '/',
      'E',
      'INFO',
      'error',
      '1',
      '-',
      '.',
      '=',
      esc,
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void levelOf(pieces.join(''))));
    for (const text of ['| ', '{"', '[ ', '"level', '" ', 'E/', '1 ', `${esc}[`, '[a:', '    ']) {
      const bytes = Buffer.alloc(1_000_000, text);
      const time = cpuTime(() => {
        levelIn(bytes, 0, bytes.length);
        levelOfStatus(bytes, 0, bytes.length);
      });
      expect(time).toBeLessThan(500);
    }
  });
});

describe('a request', () => {
  test.each([
    ['error', '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 500 12'],
    ['warn', '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 404 153 "-" "curl/8" "-"'],
    ['error', '::1 - alice [25/Nov/2026:16:04:11 +0000] "POST /a?b=c HTTP/2.0" 502 0'],
    ['warn', '2001:db8::1 - - [25/Nov/2026:16:04:11 +0000] "-" 408 -'],
    ['warn', 'client.example.com - - [25/Nov/2026:16:04:11 +0000] "\\x16\\x03\\"\\x01" 400 150'],
    ['error', 'example.com:80 10.0.0.1 - bob [25/Nov/2026:16:04:11 +0000] "GET / HTTP/1.1" 503 1'],
    ['warn', '10.0.0.1, 10.0.0.2 - - [25/Nov/2026:16:04:11 +0000] "GET / HTTP/1.1" 499 1'],
    ['error', '[2026-11-25T16:04:11.123Z] "GET /x HTTP/1.1" 503 UH 0 91 0 - "-" "curl"'],
    ['warn', '[25/Nov/2026 16:04:11] "GET /x HTTP/1.1" 404 179'],
    ['warn', 'proxy-1  | 10.0.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET / HTTP/1.1" 403 1'],
    ['error', '[GIN] 2026/11/25 - 16:04:11 | 500 |   1.2ms |  127.0.0.1 | GET      "/x"'],
    ['warn', `[GIN] 2026/11/25 - 16:04:11 |${esc}[90;43m 404 ${esc}[0m|   1.2ms | 127.0.0.1 | GET "/x"`],
  ])('that went wrong is %s: %s', (level, line) => {
    expect(levelOf(line)).toBeUndefined();
    expect(read(levelOfStatus, line)).toBe(level);
  });

  test.each([
    '',
    '-',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /500 HTTP/1.1" 200 500',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 304 0',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 5000 0',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 600 0',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x HTTP/1.1" 50',
    '192.168.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /x 500',
    '192.168.0.1 - - [12] "GET /x" 500 1',
    'app - [12] "x" 500 1',
    '[12] "hello" 404 times',
    '[2026-11-25T16:04:11.123Z] 500 times',
    '[GIN] 2026/11/25 - 16:04:11 | 200 |   1.2ms |  127.0.0.1 | GET      "/x"',
    '[GIN-debug] GET /ping --> main.main.func1 (3 handlers)',
    'there are 500 errors',
  ])('that did not, or none, is none: %s', (line) => {
    expect(read(levelOfStatus, line)).toBeUndefined();
  });
});
