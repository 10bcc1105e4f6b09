import { expect, it } from 'vitest';
import { killCommand, stopCommand } from './end-command.ts';

it('stops one, or several, with the time that they have or without', () => {
  expect(stopCommand([{ names: ['web'] }], undefined)).toBe('docker stop web');
  expect(stopCommand([{ names: ['web', 'a b'] }], 30)).toBe("docker stop --time 30 web 'a b'");
  expect(stopCommand([{ names: ['web'] }], -1)).toBe('docker stop --time -1 web');
});

it('names the engines where there are several', () => {
  const ended = [
    { host: 'unix:///a.sock', names: ['web'] },
    { host: 'ssh://b', names: ['db', 'job'] },
  ];
  expect(killCommand(ended, 'RTMIN+3')).toBe(
    'docker --host unix:///a.sock kill --signal RTMIN+3 web && docker --host ssh://b kill --signal RTMIN+3 db job',
  );
});
