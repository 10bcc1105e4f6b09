import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const renderer = fileURLToPath(new URL('..', import.meta.url));
const tokens = 'ui/tokens.css';
const mostLines = 250;

/** Texts of the page's files with one of these endings, by their path. */
function textsOf(...endings: readonly string[]): ReadonlyMap<string, string> {
  const paths = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const wanted = paths.filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.includes('.test.'));
  return new Map(wanted.toSorted().map((path) => [path, readFileSync(join(renderer, path), 'utf8')]));
}

const sheets = textsOf('.css');
const sources = textsOf('.ts', '.tsx');

interface Declaration {
  readonly property: string;
  readonly value: string;
}

/** What a style sheet declares, without its comments and quoted texts. */
function declarations(css: string): Declaration[] {
  return [...plain(css).matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)[;}]/g)].map(([, property = '', value = '']) => ({
    property,
    value: value.replaceAll(/\s+/g, ' ').trim(),
  }));
}

function plain(css: string): string {
  return css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/"[^"]*"/g, '""');
}

const spacing = /^(?:(?:scroll-)?(?:padding|margin)(?:-.+)?|(?:row-|column-)?gap)$/;
const literal =
  /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\(|(?<![\w-])(?:black|silver|gr[ae]y|white|maroon|red|purple|fuchsia|magenta|green|lime|olive|yellow|orange|navy|blue|teal|aqua|cyan|pink|brown)(?![\w-])/i;

/** Lengths that no token names. A pixel is as wide as a line is, which distances make room for. */
function ownLengths(value: string): readonly string[] {
  const lengths = value.match(/(?<![\w-])\d*\.?\d+(?:[a-z]+|%)/gi) ?? [];
  return lengths.filter((length) => length !== '1px');
}

const rules = {
  layer: ({ property, value }: Declaration) => property === 'z-index' && !/^var\(--z-[\w-]+\)$/.test(value),
  color: ({ value }: Declaration) => literal.test(value),
  distance: ({ property, value }: Declaration) =>
    spacing.test(property) && (ownLengths(value).length > 0 || /var\(--(?!space-)/.test(value)),
};

/** What breaks a rule, as `file property: value`. */
function breaches(rule: keyof typeof rules): string[] {
  return [...sheets]
    .filter(([path]) => path !== tokens)
    .flatMap(([path, css]) =>
      declarations(css)
        .filter(rules[rule])
        .map(({ property, value }) => `${path} ${property}: ${value}`),
    );
}

/** Distances that are on no grid, each for what stands beside it. */
const odd = [
  // The button that clears the field: as wide as it is, and a little.
  'ui/controls/SearchBox.module.css padding: 0 30px 0 var(--space-7)',
  // A line of text that is 18 px high, in a box of 24 px with its border.
  'ui/overlays/Tooltips.module.css padding: 3px var(--space-2)',
  // Under the name of the group, past the mark of its row.
  'ui/grid/Grid.module.css padding-left: 26px',
  // Controls of 24 px in bars of 30 px, as high as the log's own.
  'views/logs/fields/ColumnBar.module.css padding: 3px var(--space-2)',
  // As high as the label of the field that it stands beside.
  'views/connections/TlsFields.module.css padding-block-start: calc(1lh + var(--space-1))',
  'views/parts/find/FindParts.module.css padding: 3px var(--space-2)',
  // A letter and four characters in the least that a level's button takes.
  'views/logs/LogBar.module.css gap: 3px',
  // The border that stands for a shadow takes its room from the distance.
  'views/logs/scroll/rows.module.css padding-inline-start: calc(var(--space-6) - 3px)',
];

describe('style sheets', () => {
  it('take what lies over what from the tokens', () => {
    expect(breaches('layer')).toEqual([]);
  });

  it('take every colour from the tokens', () => {
    expect(breaches('color')).toEqual([]);
  });

  it('take every distance from the tokens, but for those with a reason', () => {
    expect(breaches('distance').toSorted()).toEqual(odd.toSorted());
  });

  it('are short enough to be read', () => {
    const long = [...sheets].filter(([, css]) => css.split('\n').length > mostLines + 1);
    expect(long.map(([path]) => path)).toEqual([]);
  });

  it('read only properties that something sets', () => {
    const set = new Set([
      ...[...sheets.values()].flatMap((css) => plain(css).match(/--[\w-]+(?=\s*:)/g) ?? []),
      ...[...sources.values()].flatMap((text) => text.match(/(?<=')--[\w-]+(?=')/g) ?? []),
    ]);
    const read = [...sheets].flatMap(([path, css]) =>
      [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => ({ path, name })),
    );
    // The library that places menus sets its own.
    expect(read.filter(({ name }) => !set.has(name) && !name.startsWith('--radix-'))).toEqual([]);
  });

  it('have each class that a component names', () => {
    const missing = [...sources].flatMap(([path, text]) =>
      [...text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name = '', from = '']) => {
        const sheet = resolve('/', dirname(path), from).slice(1);
        const selectors = plain(sheets.get(sheet) ?? '').replaceAll(/\{[^{}]*\}/g, '{}');
        const known = new Set(Array.from(selectors.matchAll(/\.([a-z][\w-]*)/gi), ([, one]) => one));
        const named = Array.from(text.matchAll(new RegExp(`\\b${name}\\['([\\w-]+)'\\]`, 'g')), ([, one]) => one);
        return named.filter((one) => !known.has(one)).map((one) => `${path}: ${one} of ${sheet}`);
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('a rule for style sheets', () => {
  it.each([
    ['layer', '.a { z-index: 3; }', true],
    ['layer', '.a { z-index: var(--z-menu); }', false],
    ['color', '.a:hover { color: red; }', true],
    ['color', '.a { border: 1px solid #fff }', true],
    ['color', '.a { background: light-dark(var(--a), var(--b)); }', true],
    [
      'color',
      '/* color: #fff; */ .a { white-space: pre; content: "red"; fill: color-mix(in srgb, var(--a), transparent); }',
      false,
    ],
    ['distance', '.a { margin: 0 calc(-1 * var(--space-1)) 1px auto; }', false],
    ['distance', '.a { width: 3px; top: 5px; }', false],
    ['distance', '@media (width < 9px) { .a { padding-inline: var(--space-1) 3px; } }', true],
    ['distance', '.a { color: inherit; row-gap: 0.5em }', true],
    ['distance', '.a { gap: var(--row); }', true],
  ] as const)('%s in %s: %j', (rule, css, broken) => {
    expect(declarations(css).some(rules[rule])).toBe(broken);
  });
});
