import type { Locator } from '@playwright/test';

/** What a screen shows beside words: names, values, versions. */
export type Data = readonly (string | RegExp)[];

/** The same in any language, or what the browser words: numbers, dates, Gantry's own name. */
const ofAny: Data = [
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\b[AP]M\b/g,
  /\d[\d.,:-]*(?!\p{L})/gu,
  'Gantry',
];

/**
 * The texts and accessible names in a part of a page in the pseudo-language that came past the catalogue: those in no
 * brackets, each with what it is, e.g. `aria-label: Close`. Code, keys and what somebody else wrote are left out.
 */
export async function unworded(part: Locator, data: Data): Promise<string[]> {
  const found = await part.evaluateAll(collect);
  const known = [...data, ...ofAny];
  return [...new Set(found)].filter((text) => {
    const [, said = ''] = text.split(/: (.*)/s);
    return /\p{L}/u.test(known.reduce<string>((left, one) => left.replaceAll(one, ' '), outside(said)));
  });
}

/** The parts of the controls in a part of a page whose text is cut off, or which the page is too narrow for. */
export async function cutOff(part: Locator): Promise<string[]> {
  return part.evaluateAll((roots) => {
    const controls =
      'button, a, label, [role=tab], [role=menuitem], [role=option], h1, h2, h3, dt, th, [role=columnheader] > span, [role=gridcell]';
    const all = roots.flatMap((root) =>
      [root, ...root.querySelectorAll(controls)].filter((one) => one.matches(controls)),
    );
    return all.flatMap((control) =>
      [control, ...control.querySelectorAll('*')].flatMap((one) => {
        if (!(one instanceof HTMLElement) || one.clientWidth <= 1 || one.closest('[data-clip], bdi')) return [];
        // A cell of a list may be full of what somebody else wrote; and a figure is as long in any language.
        if (one.closest('[role=gridcell]') && (one.querySelector('[data-clip], bdi') || /^\[\d/.test(one.innerText)))
          return [];
        const spills = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline';
        return spills && one.innerText !== '' ? [`${one.tagName.toLowerCase()}: ${one.innerText}`] : [];
      }),
    );
  });
}

/** What of a text is in no brackets. */
function outside(text: string): string {
  let depth = 0;
  let left = '';
  for (const character of text) {
    if (character === '[') depth += 1;
    else if (character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0) left += character;
  }
  return left;
}

/** Runs in the page: its texts as people read them, in one piece each, and its names. */
function collect(roots: readonly Element[]): string[] {
  const named = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'data-tip'];
  // A title may hold a name, which is marked up as such.
  const isData = (element: Element) =>
    element.matches('kbd, code, pre, .xterm, .cm-editor, script, style') ||
    (element.matches('bdi') && !element.closest('h1, h2, [role=tab], [role=alert], [role=status]'));
  const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '';
  const textOf = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    return node instanceof Element && !isData(node) ? [...node.childNodes].map(textOf).join('') : '';
  };
  const namesOf = (element: Element): string[] =>
    named.flatMap((name) => {
      const value = element.getAttribute(name);
      return value ? [`${name}: ${value}`] : [];
    });
  const textsOf = (element: Element): string[] => {
    if (!element.checkVisibility() || isData(element)) return [];
    if ([...element.childNodes].some(isText)) return [`text: ${textOf(element)}`];
    return [...element.children].flatMap(textsOf);
  };
  return roots.flatMap((root) => [
    ...[root, ...root.querySelectorAll('*')]
      .filter((one) => one.checkVisibility() && !one.closest('.xterm, .cm-editor'))
      .flatMap(namesOf),
    ...textsOf(root),
  ]);
}
