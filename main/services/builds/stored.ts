import * as z from 'zod/mini';
import { BuildOrder, type BuildRecord } from '../../../app/builds.ts';
import { Cause } from '../../../app/rpc/problem.ts';
import { TaskId, taskPartStates, taskStates } from '../../../app/tasks.ts';
import type { Fields, KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';

const line = z.optional(z.number());
const fault = { message: z.string(), line };
const { args: givenArgs, ...orderShape } = BuildOrder.shape;
const Stored = z.object({
  ...orderShape,
  argNames: z.optional(z.array(z.string())),
  /** Once the values were kept, too. */
  args: z.optional(givenArgs),
  id: TaskId,
  state: z.enum(taskStates),
  started: z.number(),
  ended: z.optional(z.number()),
  builder: z.enum(['buildkit', 'classic', 'unknown']),
  way: z.optional(z.enum(['control', 'session', 'tar'])),
  steps: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      instruction: z.string(),
      stage: z.optional(z.string()),
      number: z.optional(z.number()),
      total: z.optional(z.number()),
      line,
      state: z.enum(taskPartStates),
      cached: z.boolean(),
      started: z.optional(z.number()),
      ended: z.optional(z.number()),
      after: z.optional(z.array(z.string())),
      bytes: z.optional(z.number()),
    }),
  ),
  stepCount: z.number(),
  cachedCount: z.number(),
  contextBytes: z.number(),
  contextFiles: z.number(),
  contextSent: z.optional(z.number()),
  image: z.optional(z.string()),
  imageSize: z.optional(z.number()),
  source: z.optional(z.string()),
  error: z.optional(z.object({ ...fault, cause: z.optional(Cause), lines: z.optional(z.array(z.string())) })),
  warnings: z.array(z.object(fault)),
  changedFrom: z.optional(z.object({ label: z.string(), line })),
  forecast: z.optional(
    z.object({
      right: z.number(),
      unknown: z.number(),
      wrong: z.array(z.object({ line: z.number(), said: z.enum(['cached', 'runs']) })),
    }),
  ),
  goesOn: z.optional(z.string()),
});

interface Loaded {
  readonly records: readonly BuildRecord[];
  /** Of their Dockerfiles. */
  readonly texts: readonly string[];
  /** It is to be written anew. */
  readonly outdated: boolean;
}

/** What is kept. A record that is damaged is left out. */
export async function readStored(file: KeptFile): Promise<Loaded> {
  let texts: readonly string[] = [];
  const stored = await file.read((content, version) => {
    // The first Gantry wrote the list alone.
    texts = repaired(z.array(z.string()), (content as Fields)['dockerfiles'] ?? [], []).value;
    const builds = version === 0 ? content : (content as Fields)['builds'];
    if (!Array.isArray(builds)) return undefined;
    const { value, odd } = repaired(z.array(Stored), builds, []);
    if (odd) file.odd();
    return value;
  });
  const records = (stored ?? []).map(({ args, argNames = Object.keys(args ?? {}), ...record }) =>
    JSON.parse(JSON.stringify({ ...record, argNames })),
  );
  return { records, texts, outdated: (stored ?? []).some(({ args }) => args !== undefined) };
}
