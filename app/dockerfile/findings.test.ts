import { expect, test } from 'vitest';
import { dockerfileSamples } from '../../e2e/samples/dockerfiles.ts';
import { findingsIn } from './findings.ts';
import { readDockerfile } from './read.ts';

const found = (text: string): string[][] =>
  findingsIn(readDockerfile(text)).map(({ from, to, message }) => [text.slice(from, to), message]);

test.each([
  ['RUN --mont=type=cache x', '--mont=type=cache', 'RUN has no flag --mont. Did you mean --mount?'],
  ['RUN --mont= x', '--mont=', 'RUN has no flag --mont. Did you mean --mount?'],
  ['COPY --network=none a b', '--network=none', 'COPY has no flag --network.'],
  ['CMD --version', '--version', 'CMD has no flag --version.'],
  ['ONBUILD COPY --form=a b c', '--form=a', 'COPY has no flag --form. Did you mean --from?'],
  ['COPY --chown a b', '--chown', '--chown needs a value.'],
  ['COPY --link=maybe a b', '--link=maybe', '--link is true or false.'],
  ['COPY --from=a --from=b c d', '--from=b', '--from is given twice.'],
  ['RUN --mount= x', '--mount=', '--mount needs a value.'],
  [
    'RUN --mount=type=cach,target=/x x',
    '--mount=type=cach,target=/x',
    'The option type of --mount is one of bind, cache, tmpfs, secret, ssh.',
  ],
  [
    'RUN --mount=typ=cache,target=/x x',
    '--mount=typ=cache,target=/x',
    '--mount has no option “typ”. Did you mean type?',
  ],
  ['RUN --mount=type=cache,target x', '--mount=type=cache,target', 'The option target of --mount needs a value.'],
  ['RUN cat \\\n <<EOF \\\n a\nEO', '<<EOF', 'Nothing ends this here-document: a line “EOF” is missing.'],
])('%j', (text, place, message) => expect(found(text)).toEqual([[place, message]]));

test.each(dockerfileSamples().map(({ name, text }) => [name, text]))('%s: nothing is found', (_, text) => {
  expect(found(text)).toEqual([]);
});
