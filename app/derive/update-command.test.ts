import { expect, it } from 'vitest';
import { updateCommand } from './update-command.ts';

const now = { restart: 'no', autoRemove: false } as const;

it('names what is changed, and nothing else', () => {
  expect(updateCommand('web', { pids: -1 }, now)).toBe('docker update --pids-limit -1 web');
  const all = {
    restart: { policy: 'on-failure', maxRetries: 3 },
    memory: 64 * 2 ** 20,
    memorySwap: -1,
    cpus: 0.5,
    pids: 100,
  } as const;
  expect(updateCommand('a b', all, now)).toBe(
    "docker update --restart on-failure:3 --memory 64m --memory-swap -1 --cpus 0.5 --pids-limit 100 'a b'",
  );
  expect(updateCommand('web', { restart: { policy: 'always' } }, now)).toBe('docker update --restart always web');
});

it('says a restart policy again that stays: an engine may drop it else', () => {
  const thrice = { ...now, restart: 'on-failure', maxRetries: 3 } as const;
  expect(updateCommand('web', { pids: 9 }, thrice)).toBe('docker update --restart on-failure:3 --pids-limit 9 web');
});

it('gives cores as a quota where the engine takes nothing else', () => {
  const quota = { ...now, cpuPeriod: 100_000 };
  expect(updateCommand('web', { cpus: 0.5 }, quota)).toBe('docker update --cpu-period 100000 --cpu-quota 50000 web');
});
