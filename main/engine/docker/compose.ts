import { projectLabel } from '../../../app/compose.ts';
import { NetworkId } from '../../../app/networks.ts';
import { list, record, text } from '../../json.ts';
import type { EngineCompose } from '../ports/compose.ts';
import type { Dialect } from './containers.ts';
import type { EngineHttp } from './http.ts';
import { removeNetwork } from './network-removal.ts';

/** What a project left besides its containers. `agreed` resolves once an API version was negotiated. */
export function dockerCompose(http: EngineHttp, agreed: (signal: AbortSignal) => Promise<Dialect>): EngineCompose {
  return {
    async networks(project, signal) {
      await agreed(signal);
      const query = { filters: JSON.stringify({ label: [`${projectLabel}=${project}`] }) };
      const answer = list(await http.list({ method: 'GET', path: '/networks', query }, signal));
      // An engine that ignores the filter must not cost networks of others.
      return answer
        .map(record)
        .filter(({ Labels }) => text(record(Labels)[projectLabel]) === project)
        .map(({ Id, Name }) => ({ id: text(Id), name: text(Name) }))
        .filter(({ id }) => NetworkId.safeParse(id).success);
    },
    removeNetwork: async (id, signal) => removeNetwork(http, await agreed(signal), id, signal),
  };
}
