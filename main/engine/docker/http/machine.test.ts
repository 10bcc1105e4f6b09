import { expect, test } from 'vitest';
import { readHost } from './machine.ts';

const podman4 = { Rootless: true, SecurityOptions: ['name=seccomp,profile=default'] };
const others = { SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] };

test.each([
  ['a Docker of root', { CgroupVersion: '1', CgroupDriver: 'cgroupfs', Rootless: false }, false, true],
  ['a Podman 4 of a user on cgroup v1', { ...podman4, CgroupVersion: '1', CgroupDriver: 'cgroupfs' }, true, false],
  ['a Podman 5 of a user on cgroup v1', { ...others, CgroupVersion: '1', CgroupDriver: 'cgroupfs' }, true, false],
  ['a Podman of a user on cgroup v2', { ...others, CgroupVersion: '2', CgroupDriver: 'systemd' }, true, true],
  ['a Docker of a user without a driver', { ...others, CgroupVersion: '2', CgroupDriver: 'none' }, true, false],
  ['one that says nothing', 'x', false, true],
])('%s', (_, info, rootless, accounts) => {
  expect(readHost(info)).toMatchObject({ rootless, accounts });
});

test('the machine’s memory is a number or unknown', () => {
  expect(readHost({ MemTotal: 8 }).memory).toBe(8);
  expect(readHost({ MemTotal: 'much' }).memory).toBeUndefined();
});
