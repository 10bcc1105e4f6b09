import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import type { EngineFiles } from '../../ports/files.ts';
import type { EngineHttp, Limits } from '../http/http.ts';

/** As long as the archive takes. */
const unlimited: Limits = { time: undefined };

/** The files of an engine's containers by its archive API. */
export function dockerFiles(http: EngineHttp): EngineFiles {
  return {
    unpack: async (container, folder, archive, signal) => {
      const path = `/containers/${encodeURIComponent(container)}/archive`;
      const query = { path: folder, noOverwriteDirNonDir: 1 };
      const headers = { 'Content-Type': 'application/x-tar' };
      try {
        await http.good({ method: 'PUT', path, query, headers, upload: archive }, signal, unlimited);
      } catch (error) {
        throw explained(error);
      } finally {
        archive.destroy();
      }
    },
  };
}

/** Each engine has a status of its own for a root that is read-only, but all say the word. */
function explained(error: unknown): unknown {
  const { detail = '' } = toProblem(error);
  if (!/read-?only/i.test(detail)) return error;
  return problem('permission-denied', 'files-read-only', { detail });
}
