import type { AdviceRule } from '../../../../app/dockerfile/advice/types.ts';
import type { Text } from '../../language/types.ts';

/** What a rule says, and the name of what mends it; `subject` is the image, file, variable or folder that it is about. */
interface AdviceWords {
  readonly said: Text<{ readonly subject: string }>;
  /** Absent where only a person can mend it. */
  readonly mend?: string;
}

const advice: Readonly<Record<AdviceRule, AdviceWords>> = {
  BaseNotPinned: {
    said: ({ subject }) => `${subject} is another image each time it is released. Name a version, or a digest.`,
  },
  RunsAsRoot: {
    said: 'What the image runs has the rights of root. Set USER before CMD.',
  },
  AddForCopy: {
    said: 'COPY does the same and no more: ADD also unpacks archives and fetches addresses.',
    mend: 'Use COPY',
  },
  SourceBeforeInstall: {
    said: 'Every change of any file installs all packages again. Copy the list of packages first, install, then copy the rest.',
  },
  SecretInImage: {
    said: ({ subject }) => `${subject} stays readable in the image and its history. Use RUN --mount=type=secret.`,
  },
  SecretCopied: {
    said: ({ subject }) =>
      `${subject} stays readable in the image, also where a later step removes it. Use RUN --mount=type=secret.`,
  },
  ShellFormCommand: {
    said: ({ subject }) =>
      `A shell stands before the program and keeps signals from it: stopping waits, then kills. Give ${subject} a list.`,
    mend: 'Make it a list',
  },
  CdInRun: {
    said: ({ subject }) => `The next instruction is not in ${subject}: each begins in the folder of WORKDIR.`,
    mend: 'Use WORKDIR',
  },
  DownloadPiped: {
    said: ({ subject }) => `Where ${subject} fails the build goes on. Put “set -o pipefail” before it.`,
  },
  AptAsks: { said: 'Nobody can answer its question in a build, which fails then.', mend: 'Add -y' },
  AptForScripts: {
    said: 'apt is for people and may change what it prints and takes; apt-get is for scripts.',
    mend: 'Use apt-get',
  },
  AptRecommends: {
    said: 'Recommended packages are installed as well, which are often many.',
    mend: 'Add --no-install-recommends',
  },
  AptUpdateAlone: {
    said: 'The list of packages is cached, and a later installation fails once it is old. Update and install in one RUN.',
  },
  AptListsLeft: {
    said: 'The list of packages stays in the layer.',
    mend: 'Remove it in the same RUN',
  },
  ApkCacheLeft: { said: 'The list of packages stays in the layer.', mend: 'Add --no-cache' },
  DnfCacheLeft: {
    said: 'The list of packages and what was fetched stay in the layer.',
    mend: 'Clean up in the same RUN',
  },
  PipCacheLeft: {
    said: 'What pip fetched stays in the layer. A cache mount on /root/.cache/pip also makes the next build faster.',
    mend: 'Add --no-cache-dir',
  },
  NpmCacheLeft: {
    said: 'What npm fetched stays in the layer. A cache mount on /root/.npm also makes the next build faster.',
    mend: 'Clean up in the same RUN',
  },
  NpmInstallDrifts: {
    said: 'It may install other versions than package-lock.json says; npm ci installs just those.',
    mend: 'Use npm ci',
  },
};

/** Of advice on Dockerfiles. */
export const adviceWords = { advice, silence: 'Skip this check in this file' };
