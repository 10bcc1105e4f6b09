import { problem } from '../../../app/problem.ts';
import type { Address } from '../../engine/endpoints.ts';
import { makeTlsFolder } from './tls-folder.ts';

/** An environment in which Docker's programs speak to one engine. */
export interface CliEnvironment {
  readonly env: NodeJS.ProcessEnv;
  /** Removes what was written for it. */
  dispose(): Promise<void>;
}

/** What would send the program to another engine than DOCKER_HOST, or make it verify otherwise. */
const misleading = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_API_VERSION'];

/** The environment for an engine's address; certificates are put into a private folder. `unsupported` for none. */
export async function cliEnvironment(base: NodeJS.ProcessEnv, address: Address): Promise<CliEnvironment> {
  const env: NodeJS.ProcessEnv = { ...base, DOCKER_HOST: hostOf(address) };
  for (const name of misleading) delete env[name];
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  if (!tls) return { env, dispose: async () => undefined };
  const folder = await makeTlsFolder(tls);
  env[tls.skipVerify ? 'DOCKER_TLS' : 'DOCKER_TLS_VERIFY'] = '1';
  env['DOCKER_CERT_PATH'] = folder.path;
  return { env, dispose: () => folder.remove() };
}

/** The address as DOCKER_HOST wants it. */
function hostOf(address: Address): string {
  switch (address.kind) {
    case 'unix':
      return `unix://${address.path}`;
    case 'npipe':
      return `npipe://${address.path.replaceAll('\\', '/')}`;
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'ssh':
      return address.url;
    case 'invalid':
      throw problem('unsupported', 'The address of this engine cannot be used.', { detail: address.reason });
  }
}
