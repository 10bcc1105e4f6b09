import { describe, expect, test } from 'vitest';
import { cause, problem, toProblem } from '../../app/rpc/problem.ts';
import { saying, told } from '../../app/text/sayings.ts';
import { en } from './en.ts';
import { pluralsOf } from './language/forms.ts';
import { pseudo } from './language/pseudo.ts';
import { detailOf, nextStep, ownNextStep, said, saidInFull } from './problems.ts';
import { lineOf, outputLineOf, partLineOf, titleOf } from './tasks.ts';
import { pick } from './words.ts';

const { problem: inUse } = problem('in-use', 'object-in-use', {
  params: { noun: 'network', names: 'a, b, c, d, e', count: 7, more: 2 },
});

describe('a problem', () => {
  test('is worded with what it names', () => {
    expect(said(inUse)).toBe('The network is in use by the containers a, b, c, d, e and 2 more.');
    expect(nextStep(inUse)).toBe('Disconnect or remove those containers first.');
    const one = { ...inUse, params: { noun: 'volume', names: 'a', count: 1, more: 0 } };
    expect(said(one)).toBe('The volume is in use by the container a.');
    expect(nextStep(one)).toBe('Remove that container first.');
  });

  test('has the usual next step of its kind where it has none of its own', () => {
    const { problem: plain } = problem('conflict', 'volume-exists', { params: { name: 'a' } });
    expect(ownNextStep(plain)).toBeUndefined();
    expect(nextStep(plain)).toBe(en.nextSteps.conflict);
    expect(nextStep(problem('conflict', 'refused', { params: { why: 'No.' } }).problem)).toBe('');
  });

  test('says what it comes from before the words of the system', () => {
    const because = { ...cause('file-too-long'), detail: '/x: more than 5 bytes' };
    const { problem: whole } = problem('internal', 'dockerfile-unreadable', { because });
    expect(detailOf(whole)).toBe('The file is too long. /x: more than 5 bytes');
    expect(saidInFull(because)).toBe('The file is too long: /x: more than 5 bytes');
    expect(detailOf(toProblem(new Error('oops')))).toBe('oops');
  });

  test.each(['gone', 'constructor', '__proto__', 'toString'])('of no reason that is known is told: %s', (reason) => {
    const strange = { ...inUse, reason } as unknown as typeof inUse;
    expect(said(strange)).toBe(`Something went wrong (${reason}).`);
    expect(ownNextStep(strange)).toBeUndefined();
  });

  test('keeps what it names as it is, whatever that looks like', () => {
    const name = '<img src=x onerror=alert(1)>${0}$&#{name}';
    expect(said(cause('volume-exists', { name }))).toBe(`There is already a volume called ${name}.`);
  });
});

describe('a task', () => {
  test('is called by what it does, to how many', () => {
    const titles = [
      saying('pull', { image: 'node:22' }),
      saying('prune', { noun: 'volume', count: 1 }),
      saying('prune', { noun: 'image', count: 2 }),
      saying('compose', { verb: 'down', project: 'shop' }),
      told('<b>'),
    ];
    expect(titles.map((title) => titleOf({ title }))).toEqual([
      'Pull node:22',
      'Remove 1 unused volume',
      'Remove 2 unused images',
      'Down shop',
      '<b>',
    ]);
  });

  test('says what goes on, or why it failed, also of a part', () => {
    expect(lineOf({})).toBe('');
    expect(lineOf({ text: saying('layers', { doing: 'Downloading', left: 1, all: 4 }) })).toBe(
      'Downloading: 1 layer left of 4',
    );
    expect(lineOf({ text: saying('pruned', { noun: 'network', removed: 2, kept: 1 }) })).toBe(
      'Removed 2 networks, kept 1 in use',
    );
    const why = cause('engine-lost');
    expect(lineOf({ text: saying('done'), problem: { code: 'engine-unreachable', ...why } })).toBe(said(why));
    expect(partLineOf({})).toBeUndefined();
    expect(partLineOf({ text: saying('verb-doing', { verb: 'stop' }) })).toBe('Stopping');
    expect(partLineOf({ problem: why })).toBe(said(why));
  });

  test('has lines of its own among what is printed', () => {
    expect(outputLineOf({ text: 'as it is' })).toBe('as it is');
    expect(outputLineOf({ saying: saying('removed', { name: 'web' }) })).toBe('Removed web');
    expect(outputLineOf({ saying: saying('kept', { name: 'web' }), cause: cause('engine-lost') })).toBe(
      'Kept web: The connection to the engine broke.',
    );
    expect(outputLineOf({ cause: { ...cause('helper-failed', { helper: 'pass' }), detail: 'no key' } })).toBe(
      'The credential helper docker-credential-pass failed. no key',
    );
  });

  test('that says what nobody knows shows its name', () => {
    expect(titleOf({ title: { id: 'constructor', params: {} } as unknown as ReturnType<typeof told> })).toBe(
      'constructor',
    );
  });
});

describe('a language', () => {
  const among = { en: 1, de: 2, 'pt-BR': 3 };
  test.each([
    [['de-AT', 'en'], 2],
    [['fr', 'de'], 2],
    [['pt-BR'], 3],
    [['pt'], 0],
    [['constructor', '__proto__-x'], 0],
    [[], 0],
  ])('of those that a person wants (%j) is the first that there is', (wanted, found) => {
    expect(pick(wanted, among, 0)).toBe(found);
  });

  test('has its own forms for numbers', () => {
    const forms = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' };
    expect([1, 3, 5, 22].map((n) => pluralsOf('pl')(n, forms))).toEqual(['1 plik', '3 pliki', '5 plików', '22 pliki']);
    expect(pluralsOf('en')(2, { one: 'a', other: '#$&' })).toBe('2$&');
  });
});

describe('the pseudo-language', () => {
  const other = pseudo(en);

  test('is longer, accented and in brackets, and keeps what a text names', () => {
    const text = other.problems['volume-exists'];
    const worded = typeof text === 'function' ? text({ name: 'my-a.volume' }) : '';
    expect(worded).toMatch(/^\[Théré/);
    expect(worded).toContain('my-a.volume');
    expect(worded.length).toBeGreaterThanOrEqual('There is already a volume called my-a.volume.'.length * 1.4);
    expect(other.settings.appearance.title).toBe('[Áppéáráñçé····]');
    expect(other.nextSteps.cancelled).toBe('');
  });

  test('disguises every text that there is', () => {
    const plain: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value === 'string') {
        if (value !== '' && !/^\[.+\]$/s.test(value)) plain.push(path);
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
      }
    };
    look(other, '');
    expect(plain).toEqual([]);
  });
});
