import { list } from '../../base/json.ts';

/**
 * The compose files that were opened, each with its engine. An older Gantry kept bare paths: those are taken to be for the
 * engine that was chosen last. What is odd stays odd, for whoever repairs the whole.
 */
export function openedFiles(files: unknown, engine: unknown): unknown {
  return list(files).map((file) =>
    typeof file === 'string' ? { path: file, ...(engine === undefined ? {} : { engine }) } : file,
  );
}
