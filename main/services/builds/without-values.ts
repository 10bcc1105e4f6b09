import type { BuildOrder, BuildRecord } from '../../../app/builds.ts';

/** Shorter values are words of any text, such as a version; they are no secrets. */
const shortest = 4;

const leftOut = '•••';

/**
 * A record as it may be kept on disk: builders write the values of arguments into names of steps and into what they
 * complain about, and a value may be secret.
 * @param args what the build was given
 */
export function withoutValues(record: BuildRecord, args: BuildOrder['args']): BuildRecord {
  const values = Object.values(args).filter(({ length }) => length >= shortest);
  if (values.length === 0) return record;
  // Longer ones first: one may be a part of another.
  values.sort((a, b) => b.length - a.length);
  const clean = (text: string) => values.reduce((rest, value) => rest.replaceAll(value, leftOut), text);
  const { steps, error, warnings, changedFrom } = record;
  return {
    ...record,
    steps: steps.map((step) => ({ ...step, label: clean(step.label), instruction: clean(step.instruction) })),
    ...(error
      ? {
          error: { ...error, message: clean(error.message), ...(error.lines ? { lines: error.lines.map(clean) } : {}) },
        }
      : {}),
    warnings: warnings.map((warning) => ({ ...warning, message: clean(warning.message) })),
    ...(changedFrom ? { changedFrom: { ...changedFrom, label: clean(changedFrom.label) } } : {}),
  };
}
