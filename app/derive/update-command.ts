import type { ContainerLimits, LimitChange } from '../container/limits.ts';
import { cliWord } from '../text/command-line.ts';
import { sizeText } from '../text/size-text.ts';
import { restartText } from './run-command.ts';

/**
 * What changes the limits of a container in a terminal: `docker update --memory 128m web`. A restart policy that it has is said
 * again: Podman takes none for a wish to have none.
 */
export function updateCommand(name: string, change: LimitChange, now: ContainerLimits): string {
  const { restart, memory, memorySwap, pids } = change;
  const kept = now.restart === 'no' ? undefined : restartText(now.restart, now.maxRetries);
  return [
    'docker update',
    ...option('--restart', restart ? restartText(restart.policy, restart.maxRetries) : kept),
    ...option('--memory', memory === undefined ? undefined : sizeText(memory)),
    ...option('--memory-swap', memorySwap === undefined ? undefined : memorySwap < 0 ? '-1' : sizeText(memorySwap)),
    ...cpuOptions(change, now),
    ...option('--pids-limit', pids === undefined ? undefined : String(pids)),
    cliWord(name),
  ].join(' ');
}

/** `--cpus` would be refused where there is a quota already, and is ignored by Podman. */
function cpuOptions({ cpus }: LimitChange, { cpuPeriod }: ContainerLimits): string[] {
  if (cpus === undefined) return [];
  if (cpuPeriod === undefined) return [`--cpus ${cpus}`];
  return [`--cpu-period ${cpuPeriod}`, `--cpu-quota ${Math.round(cpus * cpuPeriod)}`];
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name} ${value}`];
}
