import { describe, expect, it } from 'vitest';
import { type Facets, suggestFilters } from './filter-suggestions.ts';

interface Thing {
  readonly name: string;
  readonly state: string;
  readonly port?: number;
  readonly label?: string;
}

const things: readonly Thing[] = [
  { name: 'web', state: 'running', port: 8080, label: 'team=a b' },
  { name: 'db', state: 'running', port: 5432 },
  { name: 'job', state: 'exited' },
];
const facets: Facets<Thing> = {
  state: ({ state }) => [state],
  port: ({ port }) => (port === undefined ? [] : [String(port)]),
  label: ({ label }) => (label === undefined ? [] : [label]),
};
const filterOf = (text: string) => (thing: Thing) =>
  text
    .split(' ')
    .filter(Boolean)
    .every((word) => {
      const [key, value] = word.split(':');
      return value === undefined ? thing.name.includes(word) : (facets[key ?? '']?.(thing) ?? []).includes(value);
    });
const suggest = (typed: string) => suggestFilters(typed, things, facets, filterOf);
const texts = (typed: string) => suggest(typed).items.map(({ text }) => text);

describe('what a filter box suggests', () => {
  it('conditions that exist, of each key, for an empty box', () => {
    expect(texts('')).toEqual(['state:running', 'state:exited', 'port:5432', 'port:8080', 'label:"team=a b"']);
    expect(suggest('').items[0]).toMatchObject({ count: 2, filter: 'state:running' });
    expect(suggest('').needed).toBe(false);
  });
  it('only what is left to tell apart after another condition', () => {
    expect(texts('state:running ')).toEqual(['port:5432', 'port:8080', 'label:"team=a b"']);
  });
  it('the values of a key that was typed, also without them', () => {
    expect(suggest('web port:')).toMatchObject({ needed: true, items: [{ filter: 'web port:8080' }] });
    expect(texts('port:5')).toEqual(['port:5432']);
    expect(suggest('-state:e').items).toMatchObject([{ text: '-state:exited', filter: '-state:exited' }]);
    expect(texts('state:exited')).toEqual([]);
    expect(texts('label:"team=a')).toEqual(['label:"team=a b"']);
  });
  it('nothing beside a word that finds something, and what comes near after a miss', () => {
    expect(texts('web')).toEqual([]);
    expect(suggest('exi')).toMatchObject({ needed: true, items: [{ filter: 'state:exited' }] });
    expect(texts('zzz').length).toBeGreaterThan(2);
  });
});
