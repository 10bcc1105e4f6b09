import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import type { Extension } from '@codemirror/state';
import { dockerfileStructure } from './dockerfile-structure.ts';
import type { EditorLanguage } from './types.ts';

/** `.dockerignore`: comments, exceptions (`!`) and wildcards. */
const ignore = StreamLanguage.define<{ start: boolean }>({
  name: 'dockerignore',
  startState: () => ({ start: true }),
  token: (stream, state) => {
    if (stream.sol()) state.start = true;
    if (stream.eatSpace()) return null;
    const start = state.start;
    state.start = false;
    if (start && stream.match('#')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (start && stream.match('!')) return 'keyword';
    if (stream.match(/^(\*\*|\*|\?|\[[^\]]*\])/)) return 'operator';
    if (stream.match('/')) return 'punctuation';
    if (!stream.match(/^[^*?[/]+/)) stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
});

/** CodeMirror's support of a language. */
export function languageSupport(language: EditorLanguage): Extension {
  switch (language) {
    case 'dockerfile':
      return [
        StreamLanguage.define({ ...dockerFile, languageData: { commentTokens: { line: '#' } } }),
        dockerfileStructure(),
      ];
    case 'yaml':
      return yaml();
    case 'ignore':
      return ignore;
  }
}
