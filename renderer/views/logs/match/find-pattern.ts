import type { LogQuery } from '../../../../app/logs.ts';

/** What a person chose in the bar; `LogQuery` without what only a filter has. */
export type FindQuery = Omit<LogQuery, 'context'>;

export const emptyQuery: FindQuery = {
  text: '',
  regex: false,
  matchCase: false,
  wholeWord: false,
  invert: false,
  levels: [],
};

/** Whether it asks for anything at all. */
export function isAsking(query: FindQuery): boolean {
  return query.text !== '' || isNarrowed(query);
}

/** Whether levels or a stream were chosen. */
export function isNarrowed({ levels, stream }: FindQuery): boolean {
  return levels.length > 0 || stream !== undefined;
}

/**
 * Marks the same text in a row as the search finds; undefined where there is nothing to mark: no text, all that does not
 * match, or a pattern that is none.
 */
export function markPattern({ text, regex, matchCase, wholeWord, invert }: FindQuery): RegExp | undefined {
  if (text === '' || invert) return undefined;
  const source = regex ? text : text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replaceAll('\\-', '-');
  const bounded = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source;
  try {
    return new RegExp(bounded, matchCase ? 'gu' : 'giu');
  } catch {
    return undefined;
  }
}

/** The latest first, without doubles. */
export function withRecent(recent: readonly string[], text: string, most: number): string[] {
  return [text, ...recent.filter((one) => one !== text)].slice(0, most);
}
