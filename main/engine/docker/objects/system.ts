import type { SystemInfo } from '../../../../app/engines/system.ts';
import { figure, record, text, texts } from '../../../base/json.ts';
import type { Engine } from '../../engine.ts';
import type { EngineHttp } from '../http/http.ts';
import { type Host, readHost } from '../http/machine.ts';
import { offered } from './offered.ts';

/** Characters: a name or a path is shorter, and nobody reads more in a line. */
const longestText = 1_000;
/** An engine warns of what its kernel lacks and of how it was set up: some ten at most, the longest a few lines. */
const mostWarnings = 100;
const longestWarning = 2_000;

/** Tells what an engine says of itself and of its machine. */
export function dockerSystem(http: EngineHttp): Engine['system'] {
  return {
    info: async (signal) => readInfo(await offered('system', http.json({ method: 'GET', path: '/info' }, signal))),
  };
}

/** The answer of `GET /info`. What is missing, empty or of another type, or 0 where that means unknown, is absent. */
export function readInfo(answer: unknown): SystemInfo {
  const raw = record(answer);
  return {
    ...word('version', raw['ServerVersion']),
    ...word('storageDriver', raw['Driver']),
    ...word('loggingDriver', raw['LoggingDriver']),
    ...word('cgroupDriver', raw['CgroupDriver']),
    ...word('cgroupVersion', raw['CgroupVersion']),
    ...word('rootDir', raw['DockerRootDir']),
    ...word('hostname', raw['Name']),
    ...word('operatingSystem', raw['OperatingSystem']),
    ...word('kernel', raw['KernelVersion']),
    ...word('architecture', raw['Architecture']),
    ...amount('cpus', raw['NCPU']),
    ...amount('memory', raw['MemTotal']),
    ...hosting(readHost(answer)),
    warnings: texts(raw['Warnings'])
      .slice(0, mostWarnings)
      .map(readWarning)
      .filter((warning) => warning !== ''),
  };
}

function hosting({ rootless, accounts }: Host): Pick<SystemInfo, 'rootless' | 'accounts'> {
  return { rootless, accounts };
}

/** Docker writes `WARNING: ` before each, and lays long ones out in lines for a terminal. */
function readWarning(warning: string): string {
  const line = warning.slice(0, longestWarning).replaceAll(/[ \t\r\n]+/g, ' ');
  return line.replace(/^ ?WARNING: /, '').trim();
}

function word<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  const found = text(value).slice(0, longestText).trim();
  return found === '' ? {} : ({ [key]: found } as { [P in K]: string });
}

function amount<K extends string>(key: K, value: unknown): { readonly [P in K]?: number } {
  const found = figure(value) ?? 0;
  return found > 0 && Number.isSafeInteger(found) ? ({ [key]: found } as { [P in K]: number }) : {};
}
