import type { ShellHow } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecSession } from '../../engine/ports/containers.ts';
import type { ShellRecord } from './ledger.ts';
import type { ShellContainer } from './why-ended.ts';

/** A shell that has just been started. */
export interface OpenShell {
  readonly record: ShellRecord;
  readonly engine: Engine;
  /** What its end is told by. */
  readonly inside: ShellContainer;
  /** The container's. */
  readonly name: string;
  /** The container's, where it may be made anew while its session is kept. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly how: ShellHow;
  /** The container that it runs in, if that is not the record's own. */
  readonly toolbox?: string;
  readonly exec: ExecSession;
  /** Ends the connection to it. */
  readonly held: AbortController;
  readonly cols: number;
  readonly rows: number;
}

/** Where a shell's process is. */
export interface Whereabouts {
  readonly pid: number;
  readonly container: string;
}
