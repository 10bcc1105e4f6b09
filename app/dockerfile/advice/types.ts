import type { Range } from '../types.ts';

/** The rules that a Dockerfile is advised by; each has its page in `docs/dockerfile-advice.md`. Files silence them by these names. */
export const adviceRules = [
  'BaseNotPinned',
  'RunsAsRoot',
  'AddForCopy',
  'SourceBeforeInstall',
  'SecretInImage',
  'SecretCopied',
  'ShellFormCommand',
  'CdInRun',
  'DownloadPiped',
  'AptAsks',
  'AptForScripts',
  'AptRecommends',
  'AptUpdateAlone',
  'AptListsLeft',
  'ApkCacheLeft',
  'DnfCacheLeft',
  'PipCacheLeft',
  'NpmCacheLeft',
  'NpmInstallDrifts',
] as const;

export type AdviceRule = (typeof adviceRules)[number];

/** Puts a text in place of what stands in a range; into the text where that is empty. */
export interface Edit extends Range {
  readonly insert: string;
}

/** What would be better in a file that builds. */
export interface Advice extends Range {
  readonly rule: AdviceRule;
  /** What it is about, as the file names it, e.g. an image or a variable; '' where the rule says all. */
  readonly subject: string;
  /** What mends it, where that is certain not to change what is built but for the better. */
  readonly fix?: readonly Edit[];
}
