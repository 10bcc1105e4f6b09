import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import type { Address, SshAddress } from '../endpoints/endpoints.ts';
import { SshTunnel } from './ssh-tunnel.ts';

/** An address that this machine connects to as it is. Whatever dials takes no other, so that it has to ask here first. */
export type LocalAddress = Extract<Address, { readonly kind: 'unix' | 'npipe' | 'tcp' }>;

/**
 * Where to connect to for an address of any kind. Asked anew before every connection; as long as the answer is the same
 * object, it leads to the same place. Rejects with a ProblemError where nothing leads there.
 */
export async function openTunnel(address: Address, signal: AbortSignal): Promise<LocalAddress> {
  signal.throwIfAborted();
  switch (address.kind) {
    case 'unix':
    case 'npipe':
    case 'tcp':
      return address;
    case 'ssh':
      return orAborted(tunnelOf(address).open(), signal);
    case 'invalid':
      if (address.because) throw new ProblemError({ code: 'invalid-input', ...address.because });
      throw problem('invalid-input', 'address-invalid', { detail: address.reason });
  }
}

/** Ends what leads to an address, with whatever goes through it. It is made again when somebody asks for it. */
export function closeTunnel(address: Address): void {
  if (address.kind === 'ssh') tunnels.get(address)?.close();
}

/** One for each address that is dialled, for as long as that is known. */
const tunnels = new WeakMap<SshAddress, SshTunnel>();

function tunnelOf(address: SshAddress): SshTunnel {
  const tunnel = tunnels.get(address) ?? new SshTunnel(address);
  tunnels.set(address, tunnel);
  return tunnel;
}

/** The tunnel goes on being made for others that wait for it. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const own = AbortSignal.any([signal]);
  let leave = (): void => {};
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    // One of each call's own: hundreds may wait at once, by the same signal.
    own.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, gone]);
  } finally {
    own.removeEventListener('abort', leave);
  }
}
