import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClient, startLocalClient } from './bench/tools/local-client.ts';
import { DOCKERS, onEachEngine } from './lab/engines.ts';
import { LogReader } from './log-reader.ts';

/** Every line in two writes, with a moment between them: engines that take them down apart give them two times. */
const endless = 'i=0; while :; do i=$((i+1)); printf "line %s " $i; sleep 0.002; printf "tail %s\\n" $i; done';
const count = (to: number) => Array.from({ length: to }, (_, n) => `line ${n + 1} tail ${n + 1}`);

/** Waits for more rows than so many; says what the log stands at, and what the engine has, where they do not come. */
async function grown(reader: LogReader, rows: number, engineEnd: () => Promise<{ stdout: string }>): Promise<void> {
  try {
    await expect.poll(() => reader.size, { timeout: 30_000 }).toBeGreaterThan(rows);
  } catch (cause) {
    const { stdout } = await engineEnd();
    throw new Error(`${rows} rows did not come: ${reader.standing}; the engine's last: ${stdout}`, { cause });
  }
}

describe('a log that is written in parts', () => {
  let dataDir = '';
  beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'gantry-parts-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  onEachEngine(
    (tested) => {
      test.each([
        ['with a TTY', ['-t']],
        ['without one', []],
      ] as const)(
        'has each line once however often Gantry is closed and started again, %s',
        async (_, options) => {
          const { socket, cli } = tested();
          const run = ['run', '-d', ...options, '--stop-timeout', '0', 'busybox', 'sh', '-c', endless];
          const id = (await cli(...run)).stdout.trim();
          let gantry: LocalClient | undefined;
          let size = 0;
          try {
            for (let round = 0; round < 4; round += 1) {
              gantry = await startLocalClient(`unix://${socket}`, { dataDir });
              const reader = new LogReader(gantry, { kind: 'containers', engine: gantry.engine, ids: [id] });
              const before = size;
              await grown(reader, before + 200, () => cli('logs', '--tail', '1', id));
              await expect.poll(() => reader.settled, { timeout: 30_000 }).toBe(true);
              const texts = await reader.texts();
              expect(texts).toEqual(count(texts.length));
              size = texts.length;
              reader.stop();
              await gantry.close();
              gantry = undefined;
            }
          } finally {
            await gantry?.close();
            await cli('rm', '-f', id);
          }
        },
        120_000,
      );
    },
    [...DOCKERS, 'podman4', 'podman5', 'newest-podman'],
  );
});
