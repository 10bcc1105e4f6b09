import type { BuildOrder } from '../builds.ts';
import type { BuildAbility } from '../reasons/builds.ts';

/** What a builder has to be able to for an order. */
export type Wishes = Pick<
  BuildOrder,
  | 'secrets'
  | 'ssh'
  | 'platform'
  | 'noCacheStages'
  | 'shmSize'
  | 'ulimits'
  | 'cacheTo'
  | 'output'
  | 'provenance'
  | 'sbom'
>;

/** The abilities that an order needs, in the order of the fields of its form. */
export function abilitiesFor(wishes: Wishes): readonly BuildAbility[] {
  const {
    secrets = [],
    ssh,
    platform = '',
    noCacheStages,
    shmSize,
    ulimits,
    cacheTo,
    output,
    provenance,
    sbom,
  } = wishes;
  const needs: Partial<Record<BuildAbility, boolean>> = {
    lending: secrets.length > 0 || ssh === true,
    limits: shmSize !== undefined || ulimits !== undefined,
    'several-platforms': platform.includes(','),
    'stages-anew': noCacheStages !== undefined,
    attestations: provenance !== undefined || sbom === true,
    ...(cacheTo ? { [`cache-${cacheTo.kind}`]: true } : {}),
    ...(output ? { [`output-${output.kind}`]: true } : {}),
  };
  return inOrder.filter((ability) => needs[ability]);
}

/** That of the fields. */
const inOrder = [
  'lending',
  'several-platforms',
  'output-nothing',
  'output-tar',
  'output-folder',
  'output-oci',
  'stages-anew',
  'cache-inline',
  'cache-registry',
  'limits',
  'attestations',
] as const satisfies readonly BuildAbility[];
