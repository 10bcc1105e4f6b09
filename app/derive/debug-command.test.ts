import { expect, test } from 'vitest';
import { debugCommand } from './debug-command.ts';

test('a container that runs is joined, of another one the files are mounted', () => {
  expect(debugCommand('web', { image: 'busybox', isUp: true })).toBe(
    'docker run --rm -it --pid container:web --network container:web --cap-add SYS_PTRACE busybox sh',
  );
  expect(debugCommand('web', { image: 'my tools', isUp: false })).toBe(
    `docker run --rm -it --mount "type=image,source=$(docker commit web),target=/target" 'my tools' sh`,
  );
});
