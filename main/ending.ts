import { cause, type Problem } from '../app/rpc/problem.ts';

/** What all of the end may take, in ms; every part's limit is a share of it. Longer than a person waits, shorter than a system does. */
export const endLimit = 5000;

/** One part of the end. */
export interface EndStep {
  /** What it does, for the record of one that failed. */
  readonly name: string;
  /** Its part of the whole: more than 0; those of all steps together make 1. */
  readonly share: number;
  /** `limit`: what is left for it, in ms; after that nobody waits for it any more. */
  readonly run: (limit: number) => Promise<unknown>;
}

/**
 * Runs the steps one after the other. Each has its own share of the time and what those before it left over; one that
 * fails or takes longer costs itself, not those that follow. Never rejects, and resolves within `total` ms.
 * @param tell is told of each step that failed or took too long
 */
export async function runSteps(
  steps: readonly EndStep[],
  total: number,
  tell: (what: string, error?: unknown) => void,
): Promise<void> {
  const began = performance.now();
  let shares = 0;
  for (const { name, share, run } of steps) {
    shares += share;
    const limit = Math.max(0, began + total * shares - performance.now());
    try {
      if (!(await within(limit, () => run(limit)))) tell(`the end goes on without: ${name} (${Math.round(limit)} ms)`);
    } catch (error) {
      tell(`the end goes on without: ${name}`, error);
    }
  }
}

/** Whether the work settled within `limit` ms. Rejects as the work does; what it does later is nobody's business. */
async function within(limit: number, work: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limit);
  });
  try {
    return await Promise.race([work().then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a window may still ask for: to keep what it has, and to be told. */
const lastWords = new Set([
  'documents.saveDraft',
  'documents.dropDraft',
  'documents.write',
  'settings.update',
  'host.about',
  'host.watch',
]);

/** Why an operation is not begun any more during the end; undefined for the last words of a window. */
export function refusedAtTheEnd(operation: string): Problem | undefined {
  return lastWords.has(operation) ? undefined : { code: 'cancelled', ...cause('gantry-ending') };
}
