import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { lineBytes, lineCount, lineTime } from '../../ports/log-block.ts';
import { dockerEngine } from '../engine.ts';

const never = new AbortController().signal;
const count = 20_000;
/** Each line in two writes, so that an engine takes some of them down in parts. */
const script = `i=0; while [ $i -lt ${count} ]; do i=$((i+1)); printf 'line %s ' $i; printf 'tail %s\\n' $i; done`;

describe('a log that was written in parts', () => {
  onEachEngine((tested) => {
    test.each([
      ['with a TTY', ['-t']],
      ['without one', []],
    ])(
      'is read whole and unchanged, each line with its time, %s',
      async (_, options) => {
        const { stdout } = await tested().cli('run', '-d', ...options, 'busybox', 'sh', '-c', script);
        const id = stdout.trim();
        const { containers } = dockerEngine({ kind: 'unix', path: tested().socket });
        await tested().cli('wait', id);
        const wrong: string[] = [];
        let lines = 0;
        let last = '';
        for await (const block of containers.logs(id, { tail: 'all', follow: false }, never)) {
          for (let line = 0; line < lineCount(block); line += 1) {
            lines += 1;
            const text = lineBytes(block, line).toString();
            const time = lineTime(block, line);
            if (text !== `line ${lines} tail ${lines}` || time < last) wrong.push(`${time} ${text}`);
            last = time;
          }
        }
        await containers.remove(id, true, never);
        expect(wrong).toEqual([]);
        expect(lines).toBe(count);
        expect(last).not.toBe('');
      },
      120_000,
    );
  });
});
