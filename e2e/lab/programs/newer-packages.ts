import { mkdir } from 'node:fs/promises';
import { downloadPackages, unpackPackages } from '../base/debian-archive.ts';

/** Newest first: a program may want a newer C library than the machine's. */
export const SUITES = ['sid', 'trixie'] as const;

/**
 * Unpacks packages of a newer Debian than the machine's, without what they depend on, into `scratch`; gives what `usable`
 * makes of the folder that they are in, which throws where their programs do not run here. Throws the first suite's
 * failure if none does.
 */
export async function newerPackages(
  names: readonly string[],
  scratch: string,
  usable: (root: string) => Promise<string>,
  suites: readonly string[] = SUITES,
): Promise<string> {
  let failure: unknown;
  for (const suite of suites) {
    try {
      const place = `${scratch}/${suite}`;
      await mkdir(`${place}/root`, { recursive: true });
      const packages = await downloadPackages(suite, names, { scratch: place, closure: false });
      await unpackPackages(packages, `${place}/root`);
      return await usable(`${place}/root`);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
