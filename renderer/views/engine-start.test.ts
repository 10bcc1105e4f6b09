import { expect, test } from 'vitest';
import { startCommand } from './engine-start.ts';

test.each([
  ['unix:///var/run/docker.sock', 'sudo systemctl start docker'],
  ['unix:///run/user/1000/docker.sock', 'systemctl --user start docker'],
  ['unix:///run/user/1000/podman/podman.sock', 'systemctl --user start podman.socket'],
  ['unix:///Users/me/.colima/default/docker.sock', 'colima start'],
  ['unix:///tmp/lab/d.sock', undefined],
  ['tcp://10.0.0.1:2375', undefined],
])('%s: %s', (address, command) => {
  expect(startCommand(address)).toBe(command);
});
