import { provenances } from '../../../app/build/wishes.ts';
import type { BuildNetwork } from '../../../app/builds.ts';
import type { NamedValue } from './run-drafts.ts';

/** What a person chose for a build. */
export interface BuildForm {
  /** Image references with spaces between, or empty for none. */
  readonly tag: string;
  /** A stage's name; empty builds the last one. */
  readonly target: string;
  /** Only those with a value are sent. */
  readonly args: readonly NamedValue[];
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly more: MoreOfBuild;
  readonly wishes: WishesOfBuild;
}

export const outputKinds = ['image', 'nothing', 'folder', 'tar', 'oci'] as const;
export const cacheKinds = ['none', 'inline', 'registry'] as const;
export const provenanceKinds = ['none', ...provenances] as const;

/** What few builds ask for, and not every builder can; empty where nothing was chosen. */
export interface WishesOfBuild {
  readonly output: (typeof outputKinds)[number];
  /** Where it goes, from the folder if it is not absolute. */
  readonly path: string;
  readonly push: boolean;
  /** Names with spaces between. */
  readonly stages: string;
  readonly cacheTo: (typeof cacheKinds)[number];
  readonly cacheImage: string;
  /** Of all stages, not only of those in the image. */
  readonly cacheAll: boolean;
  /** A size, e.g. `64m`. */
  readonly shm: string;
  /** As `nofile=1024:2048`, with spaces between. */
  readonly limits: string;
  readonly provenance: (typeof provenanceKinds)[number];
  readonly sbom: boolean;
}

/** What few builds need; empty where nothing was chosen. */
export interface MoreOfBuild {
  readonly platform: string;
  readonly network: BuildNetwork;
  readonly labels: readonly NamedValue[];
  /** Addresses by names. */
  readonly hosts: readonly NamedValue[];
  /** Where secrets are, by their ids: a path of this machine, from the folder if it is not absolute, or `$VARIABLE`. */
  readonly secrets: readonly NamedValue[];
  readonly ssh: boolean;
  /** Image references with spaces between. */
  readonly cacheFrom: string;
}

/** Of a build that needs no more. */
export const nothingMore: MoreOfBuild = {
  platform: '',
  network: 'default',
  labels: [],
  hosts: [],
  secrets: [],
  ssh: false,
  cacheFrom: '',
};

/** Of a build that asks for nothing of it. */
export const nothingWished: WishesOfBuild = {
  output: 'image',
  path: '',
  push: false,
  stages: '',
  cacheTo: 'none',
  cacheImage: '',
  cacheAll: false,
  shm: '',
  limits: '',
  provenance: 'none',
  sbom: false,
};

/** Folders whose forms are remembered; a person builds a few. */
const most = 50;

/** Forms by folder while the window is open: values of arguments may be secret and are kept nowhere else. */
export interface BuildForms {
  of(folder: string): BuildForm | undefined;
  keep(folder: string, form: BuildForm): void;
}

/** Remembers the forms of the folders that were looked at last. */
export function createBuildForms(): BuildForms {
  const forms = new Map<string, BuildForm>();
  return {
    of: (folder) => forms.get(folder),
    keep: (folder, form) => {
      forms.delete(folder);
      forms.set(folder, form);
      const [oldest] = forms.keys();
      if (forms.size > most && oldest !== undefined) forms.delete(oldest);
    },
  };
}
