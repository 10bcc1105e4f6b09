import * as z from 'zod/mini';

const ulimitNames = [
  ...(['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss'] as const),
  ...(['rtprio', 'rttime', 'sigpending', 'stack'] as const),
] as const;
const UlimitFigure = z.int().check(z.minimum(-1));
/** A limit of each process; -1 is none. */
export const Ulimit = z
  .object({ name: z.enum(ulimitNames), soft: UlimitFigure, hard: UlimitFigure })
  .check(z.refine(({ soft, hard }) => hard === -1 || (soft !== -1 && soft <= hard)));
export type Ulimit = z.infer<typeof Ulimit>;
