import * as z from 'zod/mini';
import { call } from '../rpc/operation.ts';
import type { Cause } from '../rpc/problem.ts';
import { EngineId } from './engine.ts';

/** A registry as the docker command names it: `HOST[:PORT]`, or an address such as `https://index.docker.io/v1/`. */
export const RegistryServer = z
  .string()
  .check(
    z.maxLength(300),
    z.regex(/^([Hh][Tt][Tt][Pp][Ss]?:\/\/)?(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+)(:[0-9]{1,5})?(\/[\w./-]*)?$/),
  );

/** A login that Docker keeps on this machine. No secret is in it. */
export interface RegistryLogin {
  /** As Docker's configuration names it. */
  readonly server: string;
  readonly username?: string;
  /** `file`, `DOCKER_AUTH_CONFIG`, or the name of the credential helper that keeps it. */
  readonly store: string;
}

export interface RegistryList {
  /** By server. */
  readonly logins: readonly RegistryLogin[];
  /** Of credential helpers that could not be asked, and of an environment that cannot be read. */
  readonly faults: readonly Cause[];
}

/** Logins to registries, kept where the docker command keeps them. */
export const registries = {
  list: call('safe', z.object({})).returns<RegistryList>(),
  /** Asks the registry through the engine, then keeps the login. Rejects with `unauthorized` if the registry says no. */
  login: call(
    'safe',
    z.object({
      engine: EngineId,
      server: RegistryServer,
      username: z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[^:\0]+$/)),
      password: z.string().check(z.minLength(1), z.maxLength(20_000)),
    }),
  ).returns<{ readonly server: string; readonly store: string }>(),
  logout: call('safe', z.object({ server: RegistryServer })).returns<void>(),
};
