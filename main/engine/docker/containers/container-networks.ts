import type { ContainerDetail } from '../../../../app/containers.ts';
import type { EngineHttp } from '../http/http.ts';
import { readNetworks } from '../objects/networks.ts';

/**
 * Podman's inspect gives a network's name where Docker's gives its id. The ids are then those of the list of networks;
 * empty for a network that is not in it, or where it cannot be read. Never rejects.
 */
export async function withNetworkIds(
  http: EngineHttp,
  detail: ContainerDetail,
  signal: AbortSignal,
): Promise<ContainerDetail> {
  if (!detail.networks.some(({ network, id }) => id === network)) return detail;
  const list = http.list({ method: 'GET', path: '/networks' }, signal).then((answer) => readNetworks(answer, true));
  const ids = new Map((await list.catch(() => [])).map(({ name, id }) => [name, id]));
  const networks = detail.networks.map((one) => ({ ...one, id: ids.get(one.network) ?? '' }));
  return { ...detail, networks };
}
