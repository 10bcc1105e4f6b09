/**
 * The Dockerfile parser asks Node's `Buffer` for one thing, the UTF-8 bytes of a character. The page has none; import
 * this before the parser.
 */
const page = globalThis as { Buffer?: unknown };
page.Buffer ??= { from: (text: string) => new TextEncoder().encode(text) };
