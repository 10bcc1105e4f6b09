import type { EngineState } from '../../../app/engines/engine.ts';
import type { SystemInfo } from '../../../app/engines/system.ts';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { formatNumber } from '../../words/language/figures.ts';
import { words } from '../../words/words.ts';
import { textFact } from '../parts/Facts.tsx';

const { engine, machine } = words.system;

/** What the engine is and how it works; what it did not say is left out. */
export function engineFacts(info: SystemInfo, { status }: EngineState): readonly KeyValueEntry[] {
  const known = status.kind === 'connected' ? status.version : undefined;
  return [
    ...fact(engine.version, info.version ?? known?.version),
    ...fact(engine.api, known?.api),
    ...fact(engine.storageDriver, info.storageDriver),
    ...fact(engine.loggingDriver, info.loggingDriver),
    ...fact(engine.cgroupDriver, info.cgroupDriver),
    ...fact(engine.cgroupVersion, info.cgroupVersion),
    ...fact(engine.folder, info.rootDir),
    ...(info.rootless ? [{ label: engine.rights, value: engine.rootless }] : []),
    ...(info.accounts ? [] : [{ label: engine.limits, value: engine.noAccounts }]),
    ...(info.warnings.length === 0 ? [{ label: engine.warnings, value: words.common.none }] : []),
  ];
}

/** What it runs on. */
export function machineFacts(info: SystemInfo): readonly KeyValueEntry[] {
  return [
    ...fact(machine.name, info.hostname),
    ...fact(machine.system, info.operatingSystem),
    ...fact(machine.kernel, info.kernel),
    ...fact(machine.architecture, info.architecture),
    ...(info.cpus === undefined ? [] : [{ label: machine.cpus, value: formatNumber(info.cpus) }]),
    ...(info.memory === undefined ? [] : [{ label: machine.memory, value: formatBytes(info.memory) }]),
  ];
}

function fact(label: string, text: string | undefined): readonly KeyValueEntry[] {
  return text === undefined || text === '' ? [] : [textFact(label, text)];
}
