import type { HostInfo, host } from '../../app/host.ts';
import type { Service } from '../../app/rpc/operation.ts';

/** Says what the page runs in. */
export function createHost(info: HostInfo): Service<typeof host> {
  return { about: () => info };
}
