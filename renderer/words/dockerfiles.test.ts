import { expect, test } from 'vitest';
import { findingsIn } from '../../app/dockerfile/findings.ts';
import { readDockerfile } from '../../app/dockerfile/read.ts';
import { saidOrTold } from './problems.ts';

test.each([
  ['# escape=`\n# escape=`\nFROM a', 'Only one escape directive can be used.'],
  ['# escape=x\nFROM a', 'The escape can only be \\ or `, not x.'],
  ['CMD ["a", 1]', 'The list may hold strings only.'],
  ['RUN cat <<EOF\na\nEO', 'Nothing ends this here-document: a line “EOF” is missing.'],
  ['RUN --mont=type=cache x', 'RUN has no flag --mont. Did you mean --mount?'],
  ['CMD --version', 'CMD has no flag --version.'],
  ['COPY --from=a --from=b c d', '--from is given twice.'],
  ['COPY --link=maybe a b', '--link is true or false.'],
  ['COPY --chown a b', '--chown needs a value.'],
  ['RUN --mount= x', '--mount needs a value.'],
  ['RUN --mount=typ=cache,target=/x x', '--mount has no option “typ”. Did you mean type?'],
  ['RUN --mount=type=cache,target x', 'The option target of --mount needs a value.'],
  ['RUN --mount=type=cach x', 'The option type of --mount is one of bind, cache, tmpfs, secret, ssh.'],
])('of %j is said what is wrong: %s', (text, said) => {
  expect(findingsIn(readDockerfile(text)).map(({ cause }) => saidOrTold(cause))).toEqual([said]);
});
