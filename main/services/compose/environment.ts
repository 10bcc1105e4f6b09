import type { Address } from '../../engine/endpoints/endpoints.ts';
import { type LocalAddress, openTunnel } from '../../engine/tunnels/open.ts';
import { makeTlsFolder } from './tls-folder.ts';

/** An environment in which Docker's programs speak to one engine. */
export interface CliEnvironment {
  readonly env: NodeJS.ProcessEnv;
  /** Removes what was written for it. */
  dispose(): Promise<void>;
}

/** What would send the program to another engine than DOCKER_HOST, or make it verify otherwise. */
const misleading = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_API_VERSION'];

/** The environment for an engine's address; certificates are put into a private folder. Rejects where nothing leads there. */
export async function cliEnvironment(
  base: NodeJS.ProcessEnv,
  address: Address,
  signal: AbortSignal,
): Promise<CliEnvironment> {
  const local = await openTunnel(address, signal);
  const env: NodeJS.ProcessEnv = { ...base, DOCKER_HOST: hostOf(local) };
  for (const name of misleading) delete env[name];
  const tls = local.kind === 'tcp' ? local.tls : undefined;
  if (!tls) return { env, dispose: async () => undefined };
  const folder = await makeTlsFolder(tls);
  env[tls.skipVerify ? 'DOCKER_TLS' : 'DOCKER_TLS_VERIFY'] = '1';
  env['DOCKER_CERT_PATH'] = folder.path;
  return { env, dispose: () => folder.remove() };
}

/** The address as DOCKER_HOST wants it. */
function hostOf(address: LocalAddress): string {
  switch (address.kind) {
    case 'unix':
      return `unix://${address.path}`;
    case 'npipe':
      return `npipe://${address.path.replaceAll('\\', '/')}`;
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
  }
}
