import {
  type ContainerLimits,
  LimitChange,
  type LimitField,
  minMemory,
  noLimit,
  type RestartPolicy,
} from '../../../../app/container/limits.ts';
import { parseBytes, sizeText } from '../../../../app/text/size-text.ts';
import { words } from '../../../words/words.ts';

const { rules } = words.limits;

/** What a person has typed of a container's limits, as they typed it. */
export interface LimitsForm {
  readonly restart: RestartPolicy;
  readonly maxRetries: string;
  readonly memory: string;
  /** Undefined until somebody types into it: it goes with memory. */
  readonly memorySwap: string | undefined;
  readonly cpus: string;
  readonly pids: string;
}

/** What is wrong, by field. */
export type LimitErrors = ReadonlyMap<LimitField | 'maxRetries', string>;

/** The form as it is opened. */
export function limitsForm({ restart, maxRetries, memory, cpus, pids }: ContainerLimits): LimitsForm {
  return {
    restart,
    maxRetries: maxRetries === undefined ? '' : String(maxRetries),
    memory: sizeOf(memory),
    memorySwap: undefined,
    cpus: cpus === undefined ? '' : String(Number(cpus.toFixed(4))),
    pids: pids === undefined ? '' : String(pids),
  };
}

function sizeOf(bytes: number | undefined): string {
  return bytes === undefined ? '' : bytes === noLimit ? String(noLimit) : sizeText(bytes);
}

/** What stands in the field of memory and swap: what was typed, or what goes with the memory that was. */
export function swapText({ memory, memorySwap }: LimitsForm, now: ContainerLimits): string {
  return memorySwap ?? sizeOf(swapWith(parseBytes(memory), now));
}

/**
 * Memory and swap together with another limit of memory, bytes: as much swap as before, and as much as memory where that is
 * how it was, or where there was none, as engines do when they make a container. Engines refuse less than memory.
 */
function swapWith(memory: number | undefined, now: ContainerLimits): number | undefined {
  if (memory === undefined || memory === now.memory || now.memorySwap === noLimit) return now.memorySwap;
  if (now.memory === undefined || now.memorySwap === undefined || now.memorySwap === 2 * now.memory) return 2 * memory;
  return memory + Math.max(0, now.memorySwap - now.memory);
}

/** What is to be changed, none where nothing is or something is wrong. */
export function readLimitsForm(
  form: LimitsForm,
  now: ContainerLimits,
): { readonly change: LimitChange | undefined; readonly errors: LimitErrors } {
  const errors = new Map<LimitField | 'maxRetries', string>();
  const opened = limitsForm(now);
  const memory = readMemory(form, now, errors);
  const swap = readSwap(form, now, memory, errors);
  const cpus = form.cpus.trim() === opened.cpus ? undefined : readCpus(form.cpus, now, errors);
  const pids = form.pids.trim() === opened.pids ? undefined : readPids(form.pids, errors);
  const restart = readRestart(form, now, errors);
  if (errors.size > 0) return { change: undefined, errors };
  const change = LimitChange.safeParse({
    ...(restart ? { restart } : {}),
    ...(memory === undefined ? {} : { memory }),
    ...(swap === undefined ? {} : { memorySwap: swap }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(pids === undefined ? {} : { pids }),
  });
  return { change: change.success ? change.data : undefined, errors };
}

type Errors = Map<LimitField | 'maxRetries', string>;

function readRestart({ restart: policy, maxRetries }: LimitsForm, now: ContainerLimits, errors: Errors) {
  const typed = policy === 'on-failure' ? maxRetries.trim() : '';
  const retries = typed === '' ? undefined : /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN;
  if (retries !== undefined && !(retries >= 1 && retries <= 1_000_000)) errors.set('maxRetries', rules.maxRetries);
  if (policy === now.restart && retries === now.maxRetries) return undefined;
  return { policy, ...(retries === undefined ? {} : { maxRetries: retries }) };
}

/** Bytes; undefined where it stays, or is wrong. */
function readMemory({ memory }: LimitsForm, now: ContainerLimits, errors: Errors): number | undefined {
  const typed = memory.trim();
  const bytes = parseBytes(typed);
  if (typed === '') {
    if (now.memory !== undefined) errors.set('memory', rules.stays);
    return undefined;
  }
  if (bytes === now.memory) return undefined;
  if (bytes === undefined || bytes < minMemory || bytes > 2 ** 50) errors.set('memory', rules.memory);
  return bytes;
}

function readSwap(form: LimitsForm, now: ContainerLimits, memory: number | undefined, errors: Errors) {
  const typed = swapText(form, now).trim();
  const swap = typed === String(noLimit) ? noLimit : parseBytes(typed);
  // Engines want both, where memory is limited anew.
  if (typed === '' && memory === undefined && now.memorySwap === undefined) return undefined;
  if (typed === '' || swap === undefined || (swap !== noLimit && swap > 2 ** 50)) {
    if (!errors.has('memory')) errors.set('memorySwap', rules.memorySwap);
    return undefined;
  }
  if (swap !== noLimit && swap < (memory ?? now.memory ?? minMemory)) errors.set('memorySwap', rules.swapLess);
  return swap === now.memorySwap && memory === undefined ? undefined : swap;
}

function readCpus(text: string, now: ContainerLimits, errors: Errors): number | undefined {
  const typed = text.trim().replace(',', '.');
  const cpus = /^\d{1,4}(?:\.\d{1,4})?$|^\.\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  if (typed === '' && now.cpus !== undefined) errors.set('cpus', rules.stays);
  else if (!(cpus >= 0.01 && cpus <= 1024)) errors.set('cpus', rules.cpus);
  return cpus;
}

function readPids(text: string, errors: Errors): number | undefined {
  const typed = text.trim();
  if (typed === '' || typed === String(noLimit)) return noLimit;
  const pids = /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(pids >= 1 && pids <= 4_194_304)) errors.set('pids', rules.pids);
  return pids;
}
