import { type Cause, cause, type ProblemCode, ProblemError } from '../../../app/rpc/problem.ts';
import { copyKey, forgetKey, logIn } from './ssh-commands.ts';
import type { SshTarget } from './ssh-target.ts';

const mostDetail = 2_000;

type Known = readonly [said: RegExp, code: ProblemCode, cause: (target: SshTarget) => Cause];

/** OpenSSH's own words, which it says in no other language. The first that fits counts. */
const known: readonly Known[] = [
  [
    /HOST IDENTIFICATION HAS CHANGED|host key for .* has changed/i,
    'unauthorized',
    (target) => cause('ssh-host-key-changed', { host: target.host, command: forgetKey(target) }),
  ],
  [
    /Host key verification failed|host key is known for/i,
    'unauthorized',
    ({ host }) => cause('ssh-host-key-unknown', { host }),
  ],
  [
    /Permission denied|Too many authentication failures/i,
    'unauthorized',
    (target) => cause('ssh-denied', { host: target.host, command: copyKey(target) }),
  ],
  [/Could not resolve hostname/i, 'engine-unreachable', ({ host }) => cause('ssh-no-such-machine', { host })],
  [/Connection refused/i, 'engine-unreachable', ({ host }) => cause('ssh-nothing-listens', { host })],
  [/timed out|not responding/i, 'timeout', ({ host }) => cause('ssh-silent', { host })],
  [/No route to host|Network is unreachable/i, 'engine-unreachable', ({ host }) => cause('ssh-no-way', { host })],
  [
    /Bad configuration option|bad configuration options|Bad owner or permissions/i,
    'invalid-input',
    () => cause('ssh-configured-badly'),
  ],
];

/** What ssh said when it ended → Problem. */
export function sshProblem(words: string, target: SshTarget): ProblemError {
  const [, code, because] = known.find(([said]) => said.test(words)) ?? [];
  const detail = words.trim().slice(-mostDetail);
  return new ProblemError({
    code: code ?? 'engine-unreachable',
    ...(because ? because(target) : cause('ssh-failed', { host: target.host, command: logIn(target) })),
    ...(detail ? { detail } : {}),
  });
}
