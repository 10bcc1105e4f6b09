/** What decides how a terminal sends what a person types: programs switch it by escape sequences. */
export interface TypingModes {
  /** What is pasted is marked as such, so that a shell does not run its lines as they come. */
  readonly bracketedPaste: boolean;
  /** Arrow keys are sent as a program that fills the screen asked for them. */
  readonly applicationCursor: boolean;
}

const escape = '\u001B';
const pasteBegin = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;
const cursorKey = new RegExp(`^${escape}[[O]([A-DFH])$`);
/** What a terminal says by itself: that it has the focus, what the mouse does, what was asked of it. */
const report = new RegExp(`^${escape}(?:\\[[IO]|\\[<[\\d;]+[Mm]|\\[M|\\[[?>$\\d;]*[cnRy]|\\]|P)`);

/** Whether a person typed or pasted it; false for what the terminal reports of its own accord. */
export function isTyped(text: string): boolean {
  return text !== '' && !report.test(text);
}

/** What was typed into one terminal, as another would send it for the same keys. */
export function retyped(text: string, { bracketedPaste, applicationCursor }: TypingModes): string {
  if (text.startsWith(pasteBegin) && text.endsWith(pasteEnd)) {
    return bracketedPaste ? text : text.slice(pasteBegin.length, -pasteEnd.length);
  }
  const [, key] = cursorKey.exec(text) ?? [];
  return key === undefined ? text : `${escape}${applicationCursor ? 'O' : '['}${key}`;
}
