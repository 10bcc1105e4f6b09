import type { BuildOutput, CacheTarget } from '../build/wishes.ts';
import type { BuildOrder } from '../builds.ts';
import { cliWord } from '../text/command-line.ts';
import { leftOut } from '../text/left-out.ts';
import { sizeText } from '../text/size-text.ts';
import { listOptions } from './run-options.ts';

/** What of a build stands on its command line: of arguments the names, for values may be secret. */
export interface BuildLine extends Omit<BuildOrder, 'engine' | 'args'> {
  readonly argNames: readonly string[];
}

/** What would build the same in a terminal, once the values of its arguments are in the environment. */
export function buildCommand(line: BuildLine): string {
  return [needsBuildx(line) ? 'docker buildx build' : 'docker build', ...buildFlags(line)].join(' ');
}

/** The same without the command's name: each option with its value, then the folder. */
export function buildFlags(line: BuildLine): readonly string[] {
  const { folder, dockerfile, tags, target, argNames, noCache, pull } = line;
  const path = `${folder.replace(/[/\\]$/, '')}/${dockerfile}`;
  return [
    ...tags.map((tag) => `--tag ${cliWord(tag)}`),
    ...(dockerfile === 'Dockerfile' ? [] : [`--file ${cliWord(path)}`]),
    ...(target === undefined ? [] : [`--target ${cliWord(target)}`]),
    ...argNames.map((name) => `--build-arg ${leftOut(name)}`),
    ...(noCache ? ['--no-cache'] : []),
    ...(pull ? ['--pull'] : []),
    ...moreFlags(line),
    ...wishFlags(line),
    cliWord(folder),
  ];
}

/** Of secrets a line says where they are. */
function moreFlags({ platform, labels, secrets, ssh, network, extraHosts, cacheFrom }: BuildLine): readonly string[] {
  const each = (flag: string, values: readonly string[]) => values.map((value) => `${flag} ${cliWord(value)}`);
  const places = (secrets ?? []).map((secret) => {
    return `id=${secret.id},${'file' in secret ? `src=${secret.file}` : `env=${secret.variable}`}`;
  });
  return [
    ...(platform === undefined ? [] : each('--platform', [platform])),
    ...(network === undefined ? [] : each('--network', [network])),
    ...each(
      '--label',
      Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`),
    ),
    ...each('--add-host', extraHosts ?? []),
    ...each('--cache-from', cacheFrom ?? []),
    ...each('--secret', places),
    ...(ssh ? ['--ssh default'] : []),
  ];
}

/** What `docker build` knows only as a name of buildx. */
function needsBuildx({ noCacheStages, cacheTo, output, provenance, sbom, push, platform = '' }: BuildLine): boolean {
  const given = [noCacheStages, cacheTo, output, provenance, sbom, push].some((wish) => wish !== undefined);
  return given || platform.includes(',');
}

function wishFlags({ noCacheStages, shmSize, ulimits, cacheTo, output, provenance, sbom, push }: BuildLine) {
  const flag = (name: string, value: string) => [`${name} ${cliWord(value)}`];
  return [
    ...(noCacheStages ? flag('--no-cache-filter', noCacheStages.join(',')) : []),
    ...(shmSize === undefined ? [] : flag('--shm-size', sizeText(shmSize))),
    ...(ulimits ?? []).flatMap((limit) => flag(listOptions.ulimits.flag, listOptions.ulimits.write(limit))),
    ...(cacheTo ? flag('--cache-to', cacheText(cacheTo)) : []),
    ...(output ? flag('--output', outputText(output)) : []),
    ...(provenance === undefined ? [] : flag('--provenance', `mode=${provenance}`)),
    ...(sbom ? ['--sbom=true'] : []),
    ...(push ? ['--push'] : []),
  ];
}

function cacheText(cache: CacheTarget): string {
  if (cache.kind === 'inline') return 'type=inline';
  return `type=registry,ref=${cache.image}${cache.all ? ',mode=max' : ''}`;
}

function outputText(output: BuildOutput): string {
  if (output.kind === 'nothing') return 'type=cacheonly';
  return `type=${output.kind === 'folder' ? 'local' : output.kind},dest=${output.path}`;
}
