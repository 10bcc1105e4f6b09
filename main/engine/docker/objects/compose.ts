import { projectLabel } from '../../../../app/compose.ts';
import { NetworkId } from '../../../../app/networks.ts';
import { list, record, text } from '../../../base/json.ts';
import type { EngineCompose } from '../../ports/compose.ts';
import type { EngineHttp } from '../http/http.ts';
import { removeNetwork } from './network-removal.ts';

/** What a project left besides its containers. */
export function dockerCompose(http: EngineHttp): EngineCompose {
  return {
    async networks(project, signal) {
      const query = { filters: JSON.stringify({ label: [`${projectLabel}=${project}`] }) };
      const answer = list(await http.list({ method: 'GET', path: '/networks', query }, signal));
      // An engine that ignores the filter must not cost networks of others.
      return answer
        .map(record)
        .filter(({ Labels }) => text(record(Labels)[projectLabel]) === project)
        .map(({ Id, Name }) => ({ id: text(Id), name: text(Name) }))
        .filter(({ id }) => NetworkId.safeParse(id).success);
    },
    removeNetwork: (id, signal) => removeNetwork(http, { id, name: undefined }, signal),
  };
}
