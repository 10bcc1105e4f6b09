/** The names of U+0000–U+001F. Their picture characters (U+2400 on) are missing in many fonts. */
const names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** Formatting that is invisible or reorders what surrounds it. Joiners (U+200C, U+200D) are left: scripts need them. */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const invisibleButLines = new RegExp(
  invisible.source.replace('\\u0000-\\u001f', '\\u0000-\\u0008\\u000b-\\u001f'),
  'gu',
);

function glyph(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨${names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

/** At most `max` UTF-16 units of `text`, never half of a character. */
function cut(text: string, max: number): string {
  const end = text.charCodeAt(max - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? max - 1 : max);
}

/**
 * Makes text from elsewhere safe to look at: control characters and bidi overrides become visible (`⟨ESC⟩`,
 * `⟨U+202E⟩`), and what is longer than `max` UTF-16 units ends in `…`. The work is bounded by `max`, however long the
 * text. `lines` keeps line feeds and tabs.
 */
export function printable(text: string, max: number, options?: { readonly lines?: boolean }): string {
  const head = text.length > max ? `${cut(text, max)}…` : text;
  return head.replace(options?.lines ? invisibleButLines : invisible, glyph);
}
