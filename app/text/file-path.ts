import * as z from 'zod/mini';

/** An absolute path on the machine that Gantry runs on. */
export const FilePath = z.string().check(
  z.maxLength(4096),
  // A NUL would end the path early for the system; `..` is resolved by it.
  z.refine((path) => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path) && !path.includes('\0'), {
    error: 'Not an absolute path.',
  }),
);

/** Of a text that is written. */
export const TextPath = FilePath.check(
  z.refine((path) => /[^/\\]\.(log|txt)$/i.test(path), { error: 'The name of a text ends in .log or .txt.' }),
);
