import { type ConnectionKind, readAddress, typedAddress } from '../../../app/derive/connection-address.ts';
import type { ConnectionState, ConnectionWay, NewConnection, TlsPaths } from '../../../app/engines/connections.ts';
import type { EngineColour, EngineGuard } from '../../../app/engines/engine.ts';
import { words } from '../../words/words.ts';

const { faults } = words.connections.form;

/** What stands in the form. */
export interface ConnectionFields {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly address: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly colour: EngineColour;
  readonly guard: EngineGuard;
}

export const blankFields: ConnectionFields = {
  name: '',
  kind: 'socket',
  address: '',
  ca: '',
  cert: '',
  key: '',
  colour: 'grey',
  guard: 'none',
};

/** The fields of a connection that there is. */
export function fieldsOf({ name, address, secure, tls, colour, guard }: ConnectionState): ConnectionFields {
  const { kind, text } = typedAddress(address, secure || tls !== undefined);
  return { ...blankFields, name, kind, address: text, ...tls, colour, guard };
}

/** Why the text is no address, as a sentence. */
export function addressFault({ kind, address }: ConnectionFields): string | undefined {
  const { fault } = readAddress(kind, address);
  return fault && faults[fault];
}

/** How the engine is reached; undefined while that is missing or wrong. */
export function wayIn(fields: ConnectionFields): ConnectionWay | undefined {
  const { kind } = fields;
  const { address } = readAddress(kind, fields.address);
  return address === undefined ? undefined : { address, ...(kind === 'tls' ? { tls: tlsOf(fields) } : {}) };
}

/** What the form says; undefined while something is missing or wrong. */
export function saidIn(fields: ConnectionFields): NewConnection | undefined {
  const { colour, guard } = fields;
  const name = fields.name.trim();
  const way = wayIn(fields);
  return name === '' || way === undefined ? undefined : { name, ...way, colour, guard };
}

function tlsOf(fields: ConnectionFields): TlsPaths {
  const named = (['ca', 'cert', 'key'] as const).map((part) => [part, fields[part].trim()] as const);
  return Object.fromEntries(named.filter(([, path]) => path !== ''));
}
