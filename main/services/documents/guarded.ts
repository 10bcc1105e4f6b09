import { dirname } from 'node:path';
import type { GantryServices } from '../../../app/contract.ts';
import type { Grants } from './grants.ts';

/** What has to hold before an operation of a service runs; rejects where it does not. */
type Guards<S> = {
  readonly [K in keyof S]?: S[K] extends (params: infer P, ...rest: never[]) => unknown
    ? (params: P) => Promise<void>
    : never;
};

interface ComposeOrder {
  readonly files: readonly string[];
  readonly workingDir?: string | undefined;
}

/**
 * The services as pages get them: whatever operation names a file or a folder of this machine runs only if that is
 * granted. The service of documents asks itself, because it reads and writes by what the answer is, and that of recordings,
 * because what reads one is a stream.
 */
export function guarded(services: GantryServices, grants: Grants): GantryServices {
  const { builds, compose, contexts, files, logs, terminal, transfers } = services;
  const archive = ({ path }: { readonly path: string }) => grants.allow(path);
  const project = async ({ files, workingDir }: ComposeOrder) => {
    for (const file of files) await grants.composeFile(file);
    if (workingDir !== undefined) await grants.allow(workingDir);
  };
  return {
    ...services,
    builds: within(builds, {
      openFolder: ({ path }) => grants.openFolder(path),
      forecast: ({ folder }) => grants.buildFolder(folder),
      start: async ({ folder, secrets = [], output }) => {
        await grants.buildFolder(folder);
        if (output?.kind === 'folder') await grants.receiving(dirname(output.path), [output.path]);
        else if (output && output.kind !== 'nothing') await grants.allow(output.path);
        for (const secret of secrets) if ('file' in secret) await grants.buildSecret(secret.file, folder);
      },
    }),
    compose: within(compose, {
      validate: ({ path }) => grants.composeFile(path),
      up: project,
      downWithFile: project,
      pull: project,
      build: project,
    }),
    contexts: within(contexts, { survey: ({ folder }) => grants.buildFolder(folder) }),
    files: within(files, { download: ({ to, paths }) => grants.receiving(to, paths) }),
    logs: within(logs, { save: archive }),
    terminal: within(terminal, { save: archive }),
    transfers: within(transfers, { save: archive, export: archive, load: archive }),
  };
}

/** A service some of whose calls are guarded. A stand-in, because a service may be an object of a class. */
function within<S extends object>(service: S, guards: Guards<S>): S {
  const asked = new Map<PropertyKey, (params: never) => Promise<void>>(Object.entries(guards));
  return new Proxy(service, {
    get: (_, key) => {
      const own: unknown = Reflect.get(service, key);
      if (typeof own !== 'function') return own;
      const guard = asked.get(key);
      if (!guard) return own.bind(service);
      return async (params: never, context: unknown) => {
        await guard(params);
        return own.call(service, params, context);
      };
    },
  });
}
