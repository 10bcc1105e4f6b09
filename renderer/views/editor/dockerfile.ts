import { ServiceThread } from './service-thread.ts';
import type { EditorService } from './types.ts';

/** Its code is 250 kB and takes longer than a frame for a long file: loaded with the first Dockerfile, and not here. */
const thread = new ServiceThread(
  () => new Worker(new URL('./dockerfile-worker.ts', import.meta.url), { type: 'module' }),
);

/** Completion, hover, diagnostics and formatting of Dockerfiles. */
export const dockerfileService: EditorService = {
  diagnose: (text) => thread.ask('diagnose', text),
  advise: (text) => thread.ask('advise', text),
  complete: (text, offset, explicit) => thread.ask('complete', text, offset, explicit),
  hover: (text, offset) => thread.ask('hover', text, offset),
  format: (text) => thread.ask('format', text),
};
