import type { Key } from '../page/messages.ts';

const modifiers: Readonly<Record<string, keyof Omit<Key, 'code'>>> = {
  ctrl: 'control',
  control: 'control',
  // The double runs on Linux only.
  cmdorctrl: 'control',
  commandorcontrol: 'control',
  shift: 'shift',
  alt: 'alt',
  option: 'alt',
  super: 'meta',
  meta: 'meta',
};

const codes: Readonly<Record<string, string>> = {
  '=': 'Equal',
  '-': 'Minus',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  space: 'Space',
  tab: 'Tab',
  esc: 'Escape',
  escape: 'Escape',
  return: 'Enter',
  enter: 'Enter',
  delete: 'Delete',
  backspace: 'Backspace',
  numadd: 'NumpadAdd',
  numsub: 'NumpadSubtract',
  num0: 'Numpad0',
};

/** The key that an accelerator names, on an American keyboard. */
export function keyOfAccelerator(accelerator: string): Key {
  const parts = accelerator.toLowerCase().split('+');
  const name = parts.pop() ?? '';
  const key = { control: false, shift: false, alt: false, meta: false };
  for (const part of parts) {
    const modifier = modifiers[part];
    if (!modifier) throw new Error(`the double does not know "${part}" of the accelerator ${accelerator}`);
    key[modifier] = true;
  }
  // As in Electron: Plus is what Shift makes of =.
  if (name === 'plus') return { ...key, shift: true, code: 'Equal' };
  return { ...key, code: codeOf(name) };
}

export function isSameKey(one: Key, other: Key): boolean {
  const { code, control, shift, alt, meta } = one;
  return (
    code === other.code &&
    control === other.control &&
    shift === other.shift &&
    alt === other.alt &&
    meta === other.meta
  );
}

function codeOf(name: string): string {
  if (/^[a-z]$/.test(name)) return `Key${name.toUpperCase()}`;
  if (/^[0-9]$/.test(name)) return `Digit${name}`;
  if (/^f\d+$/.test(name)) return name.toUpperCase();
  const code = codes[name];
  if (!code) throw new Error(`the double does not know the key "${name}"`);
  return code;
}
