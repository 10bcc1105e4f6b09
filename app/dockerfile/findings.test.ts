import { expect, test } from 'vitest';
import { dockerfileSamples } from '../../e2e/samples/dockerfiles.ts';
import type { Reason } from '../reasons/reasons.ts';
import type { Params } from '../rpc/problem.ts';
import { findingsIn } from './findings.ts';
import { readDockerfile } from './read.ts';

const found = (text: string): unknown[][] =>
  findingsIn(readDockerfile(text)).map(({ from, to, cause }) => [text.slice(from, to), cause.reason, cause.params]);

const cases: [text: string, place: string, reason: Reason, params: Params][] = [
  [
    'RUN --mont=type=cache x',
    '--mont=type=cache',
    'flag-unknown',
    { instruction: 'RUN', flag: '--mont', meant: '--mount' },
  ],
  ['RUN --mont= x', '--mont=', 'flag-unknown', { instruction: 'RUN', flag: '--mont', meant: '--mount' }],
  ['COPY --network=none a b', '--network=none', 'flag-unknown', { instruction: 'COPY', flag: '--network', meant: '' }],
  ['CMD --version', '--version', 'flag-unknown', { instruction: 'CMD', flag: '--version', meant: '' }],
  ['ONBUILD COPY --form=a b c', '--form=a', 'flag-unknown', { instruction: 'COPY', flag: '--form', meant: '--from' }],
  ['COPY --chown a b', '--chown', 'flag-without-value', { flag: '--chown' }],
  ['COPY --link=maybe a b', '--link=maybe', 'flag-not-boolean', { flag: '--link' }],
  ['COPY --from=a --from=b c d', '--from=b', 'flag-twice', { flag: '--from' }],
  ['RUN --mount= x', '--mount=', 'flag-without-value', { flag: '--mount' }],
  [
    'RUN --mount=type=cach,target=/x x',
    '--mount=type=cach,target=/x',
    'mount-option-not-one-of',
    { option: 'type', allowed: 'bind, cache, tmpfs, secret, ssh' },
  ],
  [
    'RUN --mount=typ=cache,target=/x x',
    '--mount=typ=cache,target=/x',
    'mount-option-unknown',
    { option: 'typ', meant: 'type' },
  ],
  ['RUN --mount=type=cache,target x', '--mount=type=cache,target', 'mount-option-without-value', { option: 'target' }],
  ['RUN cat \\\n <<EOF \\\n a\nEO', '<<EOF', 'heredoc-open', { name: 'EOF' }],
];
test.each(cases)('%j', (text, ...finding) => expect(found(text)).toEqual([finding]));

test.each(dockerfileSamples().map(({ name, text }) => [name, text]))('%s: nothing is found', (_, text) => {
  expect(found(text)).toEqual([]);
});
