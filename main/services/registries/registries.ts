import type { registries } from '../../../app/engines/registries.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { cause, ProblemError, toProblem } from '../../../app/rpc/problem.ts';
import type { Engines } from '../engine/engine.ts';
import { type DockerConfig, serverKey } from './docker-config.ts';

/** Logins to registries, checked by an engine and kept where the docker command keeps them. */
export function createRegistries(engines: Engines, logins: DockerConfig): Service<typeof registries> {
  return {
    list: () => logins.list(),
    login: async ({ engine, server: typed, username, password }, { signal }) => {
      const ready = await engines.ready(engine, signal);
      const server = serverKey(typed);
      const auth = { server, username, password };
      const { identityToken } = await ready.transfers.login(auth, signal).catch((error: unknown) => {
        throw wrongLogin(error);
      });
      const store = await logins.store(identityToken === undefined ? auth : { ...auth, identityToken });
      return { server, store };
    },
    logout: ({ server }) => logins.erase(server),
  };
}

function wrongLogin(error: unknown) {
  const found = toProblem(error);
  if (found.code !== 'unauthorized') return new ProblemError(found);
  return new ProblemError({ ...found, ...cause('login-wrong'), field: 'password' });
}
