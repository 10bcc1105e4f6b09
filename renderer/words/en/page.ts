import type { PageReasons } from '../../../app/reasons/page.ts';
import type { ReasonWords } from '../language/types.ts';

export const pageReasons: ReasonWords<PageReasons> = {
  'no-engine': 'There is no engine.',
  'no-engine-yet': 'Start an engine first.',
  'no-reason': 'It failed without a reason.',
  'item-gone': ({ name }) => `${name} is gone.`,
  'no-other-engine': [
    'There is no other engine on this machine yet.',
    'Start Docker or Podman, load this page again, then end the tour.',
  ],
  'clipboard-too-long': 'This is too long for the clipboard: save it to a file instead.',
  'clipboard-refuses': 'The clipboard does not take it.',
  'engine-not-reachable': ({ name }) => `${name} is not reachable.`,
  'compose-fault': [({ line, path, fault }) => `Line ${line} of ${path}: ${fault}`, 'Correct it in the File tab.'],
  refused: [({ why }) => why, ''],
};
