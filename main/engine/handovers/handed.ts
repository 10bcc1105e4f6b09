import type { TlsPaths } from '../../../app/engines/connections.ts';
import type { HandedFile } from '../../../app/engines/handovers.ts';
import { type ProblemError, problem } from '../../../app/rpc/problem.ts';
import type { Machine } from '../endpoints/machine.ts';

/** An engine as it is handed over. */
export interface Handed {
  readonly name: string;
  /** As the docker CLI writes it. */
  readonly url: string;
  readonly tls?: TlsPaths;
}

/** Another program's configuration that an engine is written into. */
export interface Receiver {
  /** Its program, and what that is told to do it itself; the program is first. */
  command(handed: Handed): readonly string[];
  /** What is written, by whomever, as far as that is known; `byProgram` says whether it is the program. */
  files(handed: Handed, machine: Machine, byProgram: boolean): Promise<readonly HandedFile[]>;
  /** Rejects with `unsupported` for what the program cannot reach, with `conflict` for a name that is taken. Writes nothing. */
  check(handed: Handed, machine: Machine): Promise<void>;
  /** Writes it without the program: whole or not at all, and over nothing. Rejects as `check`, and with what the disk says. */
  write(handed: Handed, machine: Machine): Promise<void>;
}

/** Why nothing is written over what there is. */
export function nameTaken(): ProblemError {
  return problem('conflict', 'handover-name-taken', { field: 'name' });
}
