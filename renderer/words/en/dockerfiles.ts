import type { DockerfileReasons } from '../../../app/reasons/dockerfiles.ts';
import type { ReasonWords } from '../language/types.ts';

const didYouMean = (meant: string) => (meant === '' ? '' : ` Did you mean ${meant}?`);

export const dockerfileReasons: ReasonWords<DockerfileReasons> = {
  'directive-twice': ({ name }) => `Only one ${name} directive can be used.`,
  'escape-impossible': ({ given }) => `The escape can only be \\ or \`, not ${given}.`,
  'list-not-strings': 'The list may hold strings only.',
  'instructions-too-many': 'From here on nothing is read: too many instructions.',
  'heredoc-open': ({ name }) => `Nothing ends this here-document: a line “${name}” is missing.`,
  'flag-unknown': ({ instruction, flag, meant }) => `${instruction} has no flag ${flag}.${didYouMean(meant)}`,
  'flag-twice': ({ flag }) => `${flag} is given twice.`,
  'flag-not-boolean': ({ flag }) => `${flag} is true or false.`,
  'flag-without-value': ({ flag }) => `${flag} needs a value.`,
  'mount-option-unknown': ({ option, meant }) => `--mount has no option “${option}”.${didYouMean(meant)}`,
  'mount-option-without-value': ({ option }) => `The option ${option} of --mount needs a value.`,
  'mount-option-not-one-of': ({ option, allowed }) => `The option ${option} of --mount is one of ${allowed}.`,
};
