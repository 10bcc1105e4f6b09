import type { BuildOrder } from '../builds.ts';

/** What some builders cannot: each is a wish of an order, or several of one kind. */
export const buildAbilities = [
  'lending',
  'limits',
  'several-platforms',
  'stages-anew',
  'cache-inline',
  'cache-registry',
  'output-nothing',
  'output-tar',
  'output-folder',
  'output-oci',
  'attestations',
] as const;
export type BuildAbility = (typeof buildAbilities)[number];

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
  return buildAbilities.filter((ability) => needs[ability]);
}
