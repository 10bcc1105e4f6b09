import { createHash } from 'node:crypto';
import { HeadlessScreen } from '../../../main/services/terminal/screen/headless.ts';

/** What the screens of this process are given, added up. */
export interface ScreenSum {
  /** Resolves once so many bytes are part of a screen, with the SHA-256 of all that was given, in hex. */
  readonly digest: Promise<string>;
}

/** Adds up what the screens of this process are given from now on, until it is so much: to be used while there is one. */
export function sumScreens(bytes: number): ScreenSum {
  const hash = createHash('sha256');
  const { write } = HeadlessScreen.prototype;
  let parsed = 0;
  const digest = new Promise<string>((resolve) => {
    HeadlessScreen.prototype.write = async function (data) {
      hash.update(data);
      await write.call(this, data);
      parsed += data.byteLength;
      if (parsed < bytes) return;
      HeadlessScreen.prototype.write = write;
      resolve(hash.digest('hex'));
    };
  });
  return { digest };
}
