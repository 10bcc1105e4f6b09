import * as z from 'zod/mini';
import type { ListChange } from '../rpc/live.ts';
import { call, stream } from '../rpc/operation.ts';
import { EngineColour, EngineGuard, EngineId, type EngineSource, type EngineStatus } from './engine.ts';

const path = z.string().check(z.minLength(1), z.maxLength(4096));

/** Absolute paths of PEM files on the machine that Gantry runs on. Without `ca` the system's authorities count. */
export const TlsPaths = z.object({
  ca: z.exactOptional(path),
  cert: z.exactOptional(path),
  key: z.exactOptional(path),
});
export type TlsPaths = z.infer<typeof TlsPaths>;

/** What people call an engine. */
export const ConnectionName = z.string().check(z.regex(/\S/), z.maxLength(100));

/** As the docker CLI writes it, e.g. `tcp://build.example.com:2376`. */
export const ConnectionAddress = z.string().check(z.minLength(1), z.maxLength(2048));

/** How an engine is reached that a person adds. */
export const ConnectionWay = z.object({
  address: ConnectionAddress,
  /** With it, even empty, the connection is made over TLS. */
  tls: z.exactOptional(TlsPaths),
});
export type ConnectionWay = z.infer<typeof ConnectionWay>;

/** What a person says of an engine that they add. */
const NewConnection = z.extend(ConnectionWay, {
  name: ConnectionName,
  colour: EngineColour,
  guard: EngineGuard,
});
export type NewConnection = z.infer<typeof NewConnection>;

/** An engine that Gantry knows, used or not. */
export interface ConnectionState {
  readonly id: EngineId;
  readonly name: string;
  /** What it is called where it was found; of one that a person added it is its name. */
  readonly foundName: string;
  readonly address: string;
  readonly source: EngineSource;
  /** The file of another program that names it: a context, Podman's connections. */
  readonly file?: string;
  /** It is reached over TLS. */
  readonly secure: boolean;
  /** Of one that a person added. */
  readonly tls?: TlsPaths;
  readonly colour: EngineColour;
  readonly guard: EngineGuard;
  /** False: a person switched it off, and no window shows it. */
  readonly used: boolean;
  /** Its place in the person's order, from 0 on. */
  readonly place: number;
  readonly status: EngineStatus;
}

const one = z.object({ connection: EngineId });

/**
 * Which engines Gantry knows, and what a person makes of them. Nothing here writes a file of another program: what the
 * docker CLI or Podman name is called, coloured and switched off here only.
 */
export const connections = {
  watch: stream('safe', z.object({})).of<ListChange<ConnectionState>>(),
  /**
   * Adds an engine, at the end unless a place is given. `invalid-input` with the field that is wrong (`address`, `ca`, `cert`,
   * `key`), `conflict` where the address or the name is known already.
   */
  add: call(
    'safe',
    z.extend(NewConnection, { place: z.exactOptional(z.int().check(z.minimum(0))) }),
  ).returns<EngineId>(),
  /**
   * Changes one; it fails as `add` does. An address is changed only of one that a person added: it gets a new id then, for
   * it is another engine.
   */
  edit: call('safe', z.extend(NewConnection, { connection: EngineId })).returns<EngineId>(),
  /** Switches one on or off; the last one that is on stays on (`conflict`). */
  use: call('safe', z.extend(one, { used: z.boolean() })).returns<void>(),
  /** Moves one to a place in the order. */
  move: call('safe', z.extend(one, { place: z.int().check(z.minimum(0)) })).returns<void>(),
  /** Removes one that a person added; `conflict` for any other: it would be found again. */
  remove: call('safe', one).returns<void>(),
};
