import { app } from 'electron';
import { log } from './log.ts';

/** Longer than a healthy clean-up takes (milliseconds), shorter than a person waits before killing the program. */
export const cleanUpLimit = 3000;

/**
 * Runs `cleanUp` once between the last window and the end. Electron does not wait for promises, so the quit is held
 * back and finished by `app.exit`, which fires no events; after `cleanUpLimit` ms it is finished regardless.
 * @returns what ends the program in the same way without asking its windows, with an exit code
 */
export function cleanUpBeforeQuit(cleanUp: () => Promise<void>): (code: number) => void {
  let started = false;
  const end = (code: number) => {
    if (started) return;
    started = true;
    void within(cleanUpLimit, cleanUp).then(() => app.exit(code));
  };
  app.on('will-quit', (event) => {
    event.preventDefault();
    end(0);
  });
  return end;
}

/** Resolves when `work` has settled, however it did, or after `limit` ms. */
export async function within(limit: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log(`cleaning up took more than ${limit} ms`);
      resolve();
    }, limit);
  });
  try {
    await Promise.race([work(), late]);
  } catch (error) {
    log('cleaning up failed', error);
  } finally {
    clearTimeout(timer);
  }
}
