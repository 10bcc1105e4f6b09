import { ignoreFindings } from '../../../app/dockerignore/findings.ts';
import type { EditorService } from './types.ts';

/** What is wrong in a .dockerignore, as `docker build` would say it. */
export const ignoreService: EditorService = {
  diagnose: (text) => {
    const lines = text.split('\n');
    const starts = [0];
    for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
    return ignoreFindings(text).map(({ line, cause, severity }) => {
      const from = starts[line - 1] ?? 0;
      return {
        from,
        to: from + (lines[line - 1]?.length ?? 0),
        severity,
        message: cause,
        source: 'docker build',
      };
    });
  },
};
