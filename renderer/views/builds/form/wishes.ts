import { StageName } from '../../../../app/build/wishes.ts';
import type { BuildOrder, BuildRecord } from '../../../../app/builds.ts';
import { abilitiesFor } from '../../../../app/derive/build-abilities.ts';
import { listOptions } from '../../../../app/derive/run-options.ts';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import { isFault, parseReference } from '../../../../app/text/image-reference.ts';
import { parseBytes, sizeText } from '../../../../app/text/size-text.ts';
import { nothingWished, type WishesOfBuild } from '../../../stores/shown/build-forms.ts';
import { said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { joinPath } from '../../folders/paths.ts';

const { cannot, wrong } = words.builds.form.wishes;
const { ulimits: ulimit } = listOptions;

/** What a build was made with, for the next one; where it went is not what the next one is to do. */
export function wishesOf(last: BuildRecord): WishesOfBuild {
  const { noCacheStages = [], shmSize, ulimits = [], cacheTo, provenance, sbom, push } = last;
  return {
    ...nothingWished,
    stages: noCacheStages.join(' '),
    shm: shmSize === undefined ? '' : sizeText(shmSize),
    limits: ulimits.map(ulimit.write).join(' '),
    cacheTo: cacheTo?.kind ?? 'none',
    ...(cacheTo?.kind === 'registry' ? { cacheImage: cacheTo.image, cacheAll: cacheTo.all } : {}),
    provenance: provenance ?? 'none',
    sbom: sbom ?? false,
    push: push ?? false,
  };
}

type Given = Pick<
  BuildOrder,
  'noCacheStages' | 'shmSize' | 'ulimits' | 'cacheTo' | 'output' | 'provenance' | 'sbom' | 'push'
>;

/** What of it is sent: what was chosen. */
export function givenWishes(wishes: WishesOfBuild, folder: string): Given {
  const { output, cacheTo, provenance, sbom, push } = wishes;
  const stages = listed(wishes.stages);
  const shmSize = parseBytes(wishes.shm);
  const ulimits = listed(wishes.limits).flatMap((word) => ulimit.read(word) ?? []);
  const path = wishes.path.trim();
  return {
    ...(stages.length === 0 ? {} : { noCacheStages: stages }),
    ...(shmSize === undefined ? {} : { shmSize }),
    ...(ulimits.length === 0 ? {} : { ulimits }),
    ...(cacheTo === 'inline' ? { cacheTo: { kind: 'inline' } as const } : {}),
    ...(cacheTo === 'registry'
      ? { cacheTo: { kind: 'registry', image: wishes.cacheImage.trim(), all: wishes.cacheAll } as const }
      : {}),
    ...(output === 'nothing' ? { output: { kind: output } } : {}),
    ...(output === 'image' || output === 'nothing'
      ? {}
      : { output: { kind: output, path: /^([\\/]|[A-Za-z]:)/.test(path) ? path : joinPath(folder, path) } }),
    ...(provenance === 'none' ? {} : { provenance }),
    ...(sbom ? { sbom } : {}),
    ...(push && output === 'image' ? { push } : {}),
  };
}

/** How many of its fields were filled in. */
export function countWishes(wishes: WishesOfBuild): number {
  return Object.keys(givenWishes(wishes, '/')).length;
}

/** What is wrong, by field. */
export type WishErrors = Partial<Record<keyof WishesOfBuild, string>>;

/**
 * Checks what the engine would refuse.
 * @param able what its builder can; undefined while that is not known
 */
export function wishErrors(wishes: WishesOfBuild, tags: string, able: readonly BuildAbility[] | undefined): WishErrors {
  const { stages, shm, limits, cacheTo, cacheImage, output, path, push } = wishes;
  const image = parseReference(cacheImage.trim());
  const found: WishErrors = {
    ...(listed(stages).every((name) => StageName.safeParse(name).success) ? {} : { stages: wrong.stages }),
    ...(shm.trim() === '' || (parseBytes(shm) ?? 0) > 0 ? {} : { shm: wrong.shm }),
    ...(listed(limits).every((word) => ulimit.read(word) !== undefined) ? {} : { limits: wrong.limits }),
    ...(cacheTo === 'registry' && isFault(image) ? { cacheImage: said(image.fault) } : {}),
    ...(output !== 'image' && output !== 'nothing' && path.trim() === '' ? { path: wrong.path } : {}),
    ...(push && output === 'image' && listed(tags).length === 0 ? { push: wrong.push } : {}),
  };
  const lacking = able ? abilitiesFor(givenWishes(wishes, '/')).filter((one) => !able.includes(one)) : [];
  return { ...found, ...Object.fromEntries(lacking.map((ability) => [fieldOf[ability], cannot[ability]])) };
}

/** The field at which is said that an engine's builder cannot do something. */
const fieldOf: Readonly<Record<BuildAbility, keyof WishesOfBuild>> = {
  lending: 'stages',
  limits: 'limits',
  'several-platforms': 'stages',
  'stages-anew': 'stages',
  'cache-inline': 'cacheTo',
  'cache-registry': 'cacheTo',
  'output-nothing': 'output',
  'output-tar': 'output',
  'output-folder': 'output',
  'output-oci': 'output',
  attestations: 'provenance',
};

function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
