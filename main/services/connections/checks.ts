import { isAbsolute } from 'node:path';
import type { TlsPaths } from '../../../app/engines/connections.ts';
import { ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { engineKey } from '../../engine/endpoints/discover.ts';
import type { SshAddress } from '../../engine/endpoints/endpoints.ts';
import { addressOf } from '../../engine/endpoints/host-address.ts';
import { readSmall } from '../../engine/endpoints/machine.ts';
import { sshTarget } from '../../engine/tunnels/ssh-target.ts';
import type { Known } from './known-engines.ts';

/**
 * The name as it is kept.
 * @throws ProblemError with the field `name`: another engine is called so
 */
export function checkedName(name: string, others: readonly Known[]): string {
  const said = name.trim();
  if (others.some((one) => one.name === said)) throw problem('conflict', 'connection-name-taken', { field: 'name' });
  return said;
}

/**
 * The address as it is kept.
 * @throws ProblemError with the field `address`: it is none, holds a password, or leads to an engine that is known
 */
export async function checkedAddress(said: string, others: readonly Known[]): Promise<string> {
  const url = said.trim();
  if (/^\w+:\/\/[^/@]*:[^/@]*@/.test(url)) throw problem('invalid-input', 'connection-password', { field: 'address' });
  const address = addressOf(url, undefined);
  if (address.kind === 'invalid') throw problem('invalid-input', 'address-invalid', { field: 'address' });
  if (address.kind === 'ssh') checkDestination(address);
  const key = await engineKey(address, url);
  for (const other of others) {
    if ((await engineKey(other.address, other.url)) !== key) continue;
    throw problem('conflict', 'connection-known', { params: { name: other.name }, field: 'address' });
  }
  return url;
}

function checkDestination(address: SshAddress): void {
  try {
    sshTarget(address);
  } catch (error) {
    throw new ProblemError({ ...toProblem(error), field: 'address' });
  }
}

/**
 * Looks whether the files of TLS can be read and may be what they are to be; what is in them, the connection will show.
 * @throws ProblemError with the field `ca`, `cert` or `key`
 */
export async function checkedFiles(tls: TlsPaths | undefined): Promise<void> {
  if (!tls) return;
  for (const field of ['ca', 'cert', 'key'] as const) {
    const path = tls[field];
    if (path === undefined) continue;
    const text = isAbsolute(path) ? await readSmall(path) : undefined;
    if (text === undefined) throw problem('invalid-input', 'connection-file-unreadable', { field, detail: path });
    if (!text.includes('-----BEGIN '))
      throw problem('invalid-input', 'connection-file-no-pem', { field, detail: path });
  }
  if ((tls.cert === undefined) === (tls.key === undefined)) return;
  throw problem('invalid-input', 'connection-half-certificate', { field: tls.cert === undefined ? 'cert' : 'key' });
}
