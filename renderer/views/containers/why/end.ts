import type { ContainerDetail } from '../../../../app/containers.ts';
import { endSignal } from '../../../../app/derive/end-signal.ts';
import { words } from '../../../words/words.ts';

const { end } = words.containers;
const codes: Readonly<Record<number, string>> = end.codes;
const meanings: Readonly<Record<string, string>> = end.signals;

/** Why a container ended, in words. */
export function describeEnd({ exitCode, oomKilled }: Pick<ContainerDetail, 'exitCode' | 'oomKilled'>): string {
  if (oomKilled) return end.memory({ code: exitCode });
  const known = codes[exitCode];
  if (known !== undefined) return known;
  const signal = endSignal(exitCode);
  if (!signal) return end.code({ code: exitCode });
  const meaning = meanings[signal];
  return meaning === undefined
    ? end.signal({ code: exitCode, signal })
    : end.signalMeant({ code: exitCode, signal, meaning });
}
