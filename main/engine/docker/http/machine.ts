import { figure, record, text, texts } from '../../../base/json.ts';

/** How an engine runs on its machine. */
export interface Host {
  /** As an ordinary user. */
  readonly rootless: boolean;
  /** Counts what each container uses, and holds it to its limits. */
  readonly accounts: boolean;
  /** The machine's memory, in bytes. */
  readonly memory: number | undefined;
}

/**
 * How an engine runs, from the answer of `GET /info`. An ordinary user has no control groups of version 1: an engine of
 * his lets containers run in those of the whole machine, whose figures are then told as theirs, and takes no limits.
 */
export function readHost(answer: unknown): Host {
  const info = record(answer);
  // Podman 4 has a field of its own for it.
  const rootless = info['Rootless'] === true || texts(info['SecurityOptions']).includes('name=rootless');
  const grouped = text(info['CgroupVersion']) === '2' && text(info['CgroupDriver']) !== 'none';
  return { rootless, accounts: !rootless || grouped, memory: figure(info['MemTotal']) };
}
