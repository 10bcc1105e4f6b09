/** What a flag takes. */
export interface FlagRule {
  readonly takes: 'text' | 'yes or no';
  /** It may be given several times. */
  readonly repeats?: true;
}

const text: FlagRule = { takes: 'text' };
const texts: FlagRule = { takes: 'text', repeats: true };
const yesNo: FlagRule = { takes: 'yes or no' };

/** The flags that instructions take, by the Dockerfile reference; others take none. */
const flags: Readonly<Record<string, Readonly<Record<string, FlagRule>>>> = {
  ADD: { chown: text, chmod: text, link: yesNo, 'keep-git-dir': yesNo, checksum: text, exclude: texts, unpack: yesNo },
  COPY: { from: text, chown: text, chmod: text, link: yesNo, parents: yesNo, exclude: texts },
  FROM: { platform: text },
  HEALTHCHECK: { interval: text, timeout: text, 'start-period': text, 'start-interval': text, retries: text },
  RUN: { mount: texts, network: text, security: text, device: texts },
};

/** The names of instructions. */
export const keywords: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** The flags of an instruction, named in capitals, by their names. */
export function flagsOf(keyword: string): ReadonlyMap<string, FlagRule> {
  return new Map(Object.hasOwn(flags, keyword) ? Object.entries(flags[keyword] ?? {}) : []);
}

/** The options of `--mount`. */
export const mountOptions: readonly string[] =
  'type from source src target dst destination readonly ro readwrite rw required size id sharing mode uid gid env'.split(
    ' ',
  );

/** The options of `--mount` that need no value. */
export const bareMountOptions: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);

/** The values that an option of `--mount` may have, where there are few. */
export const mountValues: ReadonlyMap<string, readonly string[]> = new Map([
  ['type', ['bind', 'cache', 'tmpfs', 'secret', 'ssh']],
  ['sharing', ['shared', 'private', 'locked']],
]);
