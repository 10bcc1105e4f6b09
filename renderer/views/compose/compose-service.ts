import type { ComposeFinding, ComposeKey } from '../../../app/compose.ts';
import type { Link } from '../../stores/link/link.ts';
import { words } from '../../words/words.ts';
import type { EditorService, TextCompletion, TextDiagnostic } from '../editor/types.ts';
import { yamlPlace } from './yaml-place.ts';

const { notes, shapes, sources } = words.compose.file;

/** Validation and completion of one compose file, by the main process: the schema's code may not run in the page. */
export function composeService(link: Link, path: string): EditorService {
  return {
    diagnose: async (text) => {
      const findings = await link.ask((client) => client.compose.validate({ path, text }));
      const lines = text.split('\n');
      return findings.map((finding) => diagnostic(finding, lines));
    },
    complete: async (text, offset, explicit) => {
      const place = yamlPlace(text, offset);
      if (!place || (!explicit && place.word === '')) return undefined;
      const keys = await link.ask((client) => client.compose.keys({ path: [...place.path] }));
      const items = keys.filter(({ key }) => !place.siblings.has(key)).map((key) => completion(key, place.indent));
      return { from: offset - place.word.length, items };
    },
  };
}

/** A finding from its place to the end of the word there. */
function diagnostic(
  { line, column, message, severity, source }: ComposeFinding,
  lines: readonly string[],
): TextDiagnostic {
  const index = Math.min(line, lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  const text = lines[index] ?? '';
  const within = Math.min(column - 1, text.length);
  const [word = ''] = /^[^\s:]+/.exec(text.slice(within)) ?? [];
  const from = start + within;
  return {
    from,
    to: word === '' ? start + text.length : from + word.length,
    severity,
    message,
    source: sources[source],
  };
}

/** A key with what begins its value. */
function completion({ key, info, shape }: ComposeKey, indent: number): TextCompletion {
  const deeper = `\n${' '.repeat(indent + 2)}`;
  const tail = { map: `:${deeper}`, list: `:${deeper}- `, value: ': ' }[shape];
  return {
    label: key,
    insert: `${key}${tail}`,
    kind: 'property',
    detail: shapes[shape],
    info: typeof info === 'string' ? info : notes[info.note],
  };
}
