import { expect, it } from 'vitest';
import { execCommand } from './exec-command.ts';

it('a line says all that was chosen, and no word of it runs anything else', () => {
  expect(execCommand({ kind: 'exec' }, 'web')).toBe(
    "docker exec -it web sh -c 'command -v bash >/dev/null && exec bash; exec sh'",
  );
  const how = {
    kind: 'exec',
    command: ['sh', '-c', 'echo $(id)'],
    user: '1000:1000',
    workdir: '/a b',
    env: ['A=1 2', 'B'],
    privileged: true,
    tty: false,
  } as const;
  expect(execCommand({ ...how, command: [...how.command], env: [...how.env] }, 'web')).toBe(
    "docker exec -i --user 1000:1000 --workdir '/a b' --env 'A=1 2' --env B --privileged web sh -c 'echo $(id)'",
  );
  const attached = execCommand({ kind: 'attach', input: false }, 'web');
  expect(attached).toBe('docker attach --sig-proxy=false --no-stdin web');
});
