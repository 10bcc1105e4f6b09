import type { Dockerfile } from '../types.ts';
import type { AdviceRule, Edit } from './types.ts';

/** The names of rules, in small letters, that a file's `# check=skip=…` silences; `all` is every one. */
export function silencedIn({ directives }: Dockerfile): ReadonlySet<string> {
  const check = directives.find(({ name }) => name === 'check');
  const skip = check?.value.split(';').find((part) => /^\s*skip\s*=/i.test(part));
  const names = skip?.slice(skip.indexOf('=') + 1).split(',') ?? [];
  return new Set(names.map((name) => name.trim().toLowerCase()).filter(Boolean));
}

/** What silences one more rule in a file, in the way that BuildKit reads. */
export function silence({ text, directives, lineStarts }: Dockerfile, rule: AdviceRule): Edit {
  const check = directives.find(({ name }) => name === 'check');
  if (check) {
    const line = text.slice(check.from, check.to);
    const skip = /skip\s*=[^;]*/i.exec(line);
    const at = check.from + (skip ? skip.index + skip[0].trimEnd().length : line.trimEnd().length);
    const isEmpty = skip !== null && /=\s*$/.test(skip[0]);
    return { from: at, to: at, insert: skip ? `${isEmpty ? '' : ','}${rule}` : `;skip=${rule}` };
  }
  // Behind the last directive: what is none ends them.
  const line = directives.at(-1)?.line ?? (text.startsWith('#!') ? 1 : 0);
  const at = lineStarts[line] ?? text.length;
  const opens = line > 0 && lineStarts[line] === undefined ? '\n' : '';
  return { from: at, to: at, insert: `${opens}# check=skip=${rule}\n` };
}
