import { problem } from '../../../app/problem.ts';
import type { Address } from '../endpoints.ts';

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
      throw problem('unsupported', 'Gantry cannot connect over SSH yet.', {
        detail: address.url,
        nextStep: `Forward the socket (ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock …) and set DOCKER_HOST to it.`,
      });
    case 'invalid':
      throw problem('invalid-input', 'This is not the address of an engine.', {
        detail: address.reason,
        nextStep: 'Write it as unix:///path, tcp://host:port or npipe:////./pipe/name.',
      });
  }
}
