import type { EditorService } from './types.ts';

/** The language service is 250 kB: loaded when the first Dockerfile is shown. */
const load = () => import('./dockerfile-service.ts');

/** Completion, hover, diagnostics and formatting of Dockerfiles. */
export const dockerfileService: EditorService = {
  diagnose: async (text) => (await load()).diagnose(text),
  complete: async (text, offset, explicit) => (await load()).complete(text, offset, explicit),
  hover: async (text, offset) => (await load()).hover(text, offset),
  format: async (text) => (await load()).format(text),
};
