import { describe, expect, test } from 'vitest';
import { toTop } from './top.ts';

const Titles = ['USER', 'PID', 'PPID', '%CPU', 'RSS', 'TIME', 'COMMAND'];

describe('processes', () => {
  test('are read by their titles, memory in bytes', () => {
    const Processes = [['root', '12', '1', '6.0', '1380', '00:00:01', 'sleep 400']];
    const process = { pid: 12, parent: 1, user: 'root', cpu: '6.0', time: '00:00:01', command: 'sleep 400' };
    expect(toTop({ Titles, Processes })).toEqual({ processes: [{ ...process, memory: 1380 * 1024 }], more: 0 });
  });

  test.each([[undefined], [{}], [{ Titles: null, Processes: null }], [{ Titles: 3, Processes: 'x' }]])(
    'are none in %j',
    (answer) => {
      expect(toTop(answer)).toEqual({ processes: [], more: 0 });
    },
  );

  test('have empty fields where an engine says nothing or nonsense', () => {
    const { processes } = toTop({ Titles, Processes: [[1, 'x', '-3', null], 'row'] });
    const nothing = { pid: 0, parent: 0, user: '', cpu: '', time: '', command: '' };
    expect(processes).toEqual([nothing, nothing]);
  });

  test('are bounded in number and length', () => {
    const row = ['u'.repeat(9999), '1', '0', '0', '1', '0', 'c'.repeat(9999)];
    const { processes, more } = toTop({ Titles, Processes: Array.from({ length: 800 }, () => row) });
    expect([processes.length, more]).toEqual([500, 300]);
    expect([processes[0]?.user.length, processes[0]?.command.length]).toEqual([100, 4096]);
  });
});
