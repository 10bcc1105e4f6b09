import type { ContainerSpec } from '../../../app/create.ts';
import { itemTexts, listNames, singleNames, singleText, switchNames } from '../../../app/derive/run-options.ts';
import { formatCommandLine } from '../../../app/text/command-line.ts';
import { emptyForm, type RunForm } from './run-drafts.ts';

/** What to type into the form to get a container of this spec. */
export function formOf(spec: ContainerSpec): RunForm {
  const { name = '', command = [], entrypoint = [], workdir = '', user = '', network = '', maxRetries, cpus } = spec;
  const { image, restart, tty, autoRemove, start, memory, mounts } = spec;
  const rows = (pairs: readonly (readonly [string, string])[]) => pairs.map(([name, value]) => ({ name, value }));
  return {
    ...emptyForm(image),
    name,
    command: formatCommandLine(command),
    entrypoint: formatCommandLine(entrypoint),
    workdir,
    user,
    env: rows(spec.env),
    labels: rows(spec.labels),
    ports: spec.ports.map(({ hostIp = '', hostPort, containerPort, protocol }) => ({
      hostIp,
      hostPort: hostPort === undefined ? '' : String(hostPort),
      containerPort: String(containerPort),
      protocol,
    })),
    mounts,
    network,
    restart,
    maxRetries: maxRetries === undefined ? '' : String(maxRetries),
    memory: memory === undefined ? '' : sizeText(memory),
    cpus: cpus === undefined ? '' : String(cpus),
    tty,
    autoRemove,
    start,
    ...Object.fromEntries(switchNames.map((option) => [option, spec[option] === true])),
    ...Object.fromEntries(singleNames.map((option) => [option, singleText(spec, option) ?? ''])),
    ...Object.fromEntries(listNames.map((option) => [option, formatCommandLine(itemTexts(spec, option))])),
    ...(spec.shmSize === undefined ? {} : { shmSize: sizeText(spec.shmSize) }),
  };
}

/** As a person would type it, exactly: `64m`, else bytes. */
function sizeText(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  return Number.isInteger(mebibytes) ? `${mebibytes}m` : `${bytes}b`;
}
