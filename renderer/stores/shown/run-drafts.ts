import type { RestartPolicy } from '../../../app/container/limits.ts';
import type { ContainerId, EngineContainer } from '../../../app/containers.ts';
import type { MountType, Protocol, PullPolicy } from '../../../app/create.ts';
import type { LeftOver } from '../../../app/derive/run-line/run-line.ts';
import {
  type ListOption,
  listNames,
  type SingleOption,
  type SwitchOption,
  singleNames,
  switchNames,
} from '../../../app/derive/run-options.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { ImageId } from '../../../app/images.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';

/** What the form that runs a container is opened with. */
export interface RunOpening {
  readonly engine: EngineId;
  /** The image to run; '' leaves that to the person. */
  readonly image: string;
  /** Its id, where it is known: a fresh form then begins with the ports that the image exposes. */
  readonly imageId?: ImageId;
  /** Begins with a place for a command line to be read. */
  readonly paste?: true;
  /** What the container of this id was made with, to run it again. */
  readonly recipe?: {
    readonly of: ContainerId;
    readonly form: RunForm;
    /** See `ContainerRecipe`. */
    readonly untold?: true | undefined;
  };
}

/** A row of `name=value`. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export interface PortRow {
  readonly hostIp: string;
  readonly hostPort: string;
  readonly containerPort: string;
  readonly protocol: Protocol;
}

export interface MountRow {
  readonly type: MountType;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** Options that are asked for less often, by their field of a spec: one value, or the words of several. */
export type OptionTexts = Readonly<Record<SingleOption | ListOption, string>>;
type OptionSwitches = Readonly<Record<SwitchOption, boolean>>;

/** What a person has typed into the form that runs a container, as they typed it. */
export interface RunForm extends OptionTexts, OptionSwitches {
  readonly image: string;
  readonly pull: PullPolicy;
  readonly name: string;
  readonly command: string;
  readonly entrypoint: string;
  readonly workdir: string;
  readonly user: string;
  readonly env: readonly NamedValue[];
  readonly labels: readonly NamedValue[];
  readonly ports: readonly PortRow[];
  readonly mounts: readonly MountRow[];
  readonly network: string;
  readonly restart: RestartPolicy;
  readonly maxRetries: string;
  readonly memory: string;
  readonly cpus: string;
  readonly tty: boolean;
  readonly autoRemove: boolean;
  readonly start: boolean;
  /** What stood in what was pasted and is in no field, until somebody has seen it. */
  readonly left: readonly LeftOver[];
}

/** Nothing asked for. */
const noOptions = {
  ...Object.fromEntries(switchNames.map((name) => [name, false])),
  ...Object.fromEntries([...singleNames, ...listNames].map((name) => [name, ''])),
} as OptionTexts & OptionSwitches;

/** A form that nobody has typed into. */
export function emptyForm(image: string): RunForm {
  return {
    image,
    pull: 'missing',
    name: '',
    command: '',
    entrypoint: '',
    workdir: '',
    user: '',
    env: [],
    labels: [],
    ports: [],
    mounts: [],
    network: '',
    restart: 'no',
    maxRetries: '',
    memory: '',
    cpus: '',
    tty: false,
    autoRemove: false,
    start: true,
    left: [],
    ...noOptions,
  };
}

/** What a draft is kept under. */
export type DraftKey = ObjectKey | `edit ${ObjectKey}`;

/** What a draft is kept under: the container that is run again, else the image by the name that the form was opened with. */
export function draftKey({ engine, image, recipe }: RunOpening): DraftKey {
  return recipe ? keyOf({ engine, kind: 'container', id: recipe.of }) : keyOf({ engine, kind: 'image', id: image });
}

/** What the draft of an edit of a container is kept under. */
export function editKey(container: EngineContainer): DraftKey {
  return `edit ${keyOf({ ...container, kind: 'container' })}`;
}

/** One per image that a form was opened for; older ones are forgotten. */
const mostDrafts = 20;

/** Forms that were closed before they were run, so that nothing typed is lost by mistake. Not kept on disk: they may hold passwords. */
export interface RunDrafts {
  /** The draft of a form, by its `draftKey`, or by `editKey` of one that edits. */
  get(key: DraftKey): RunForm | undefined;
  keep(key: DraftKey, form: RunForm): void;
  drop(key: DraftKey): void;
}

export function createRunDrafts(): RunDrafts {
  const drafts = new Map<DraftKey, RunForm>();
  return {
    get: (key) => {
      const draft = drafts.get(key);
      // It may be of a time when the form had fewer fields.
      return draft && { ...emptyForm(''), ...draft };
    },
    keep: (key, form) => {
      drafts.delete(key);
      drafts.set(key, form);
      for (const oldest of drafts.keys()) {
        if (drafts.size <= mostDrafts) break;
        drafts.delete(oldest);
      }
    },
    drop: (key) => void drafts.delete(key),
  };
}
