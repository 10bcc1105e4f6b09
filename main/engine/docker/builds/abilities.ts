import type { EngineVersion } from '../../../../app/engines/engine.ts';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import type { EngineHttp } from '../http/http.ts';
import { hasSharedStore } from '../objects/disk.ts';
import { controlOf } from './control/solve.ts';

/** Since Docker 23 BuildKit takes limits of what it runs; an older one takes no notice. */
const firstLimits = 42;

/** What BuildKit can where it is asked by its control API, in every store of images. */
const byControl = [
  'stages-anew',
  'cache-inline',
  'output-nothing',
  'output-tar',
  'output-folder',
] as const satisfies readonly BuildAbility[];
/** The same where images are kept in containerd's store, which takes more than the files of one image. */
const bySharedStore = [
  'several-platforms',
  'cache-registry',
  'output-oci',
  'attestations',
] as const satisfies readonly BuildAbility[];

/** What an engine's builder can, of what not every one can. */
export async function abilitiesOf(http: EngineHttp, signal: AbortSignal): Promise<readonly BuildAbility[]> {
  const version = await http.agreed(signal);
  if (!version.features.buildkit) return ['limits'];
  const plain: readonly BuildAbility[] = hasLimits(version) ? ['lending', 'limits'] : ['lending'];
  const control = await controlOf(http, signal);
  if (!control) return plain;
  control.close();
  const info = await http.json({ method: 'GET', path: '/info' }, signal);
  return [...plain, ...byControl, ...(hasSharedStore(info) ? bySharedStore : [])];
}

function hasLimits({ api }: EngineVersion): boolean {
  return Number(/^1\.(\d+)$/.exec(api)?.[1] ?? 0) >= firstLimits;
}
