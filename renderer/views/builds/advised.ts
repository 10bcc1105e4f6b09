import type { AdviceRule } from '../../../app/dockerfile/advice/types.ts';
import { words } from '../../words/words.ts';
import type { SilenceableAdvice, TextDiagnostic } from '../editor/types.ts';

const { advice, silence: silenceName } = words.builds.advice;

/** What goes wrong for somebody some day, and is no matter of size or taste. */
const warns: ReadonlySet<AdviceRule> = new Set([
  'AptAsks',
  'AptUpdateAlone',
  'CdInRun',
  'DownloadPiped',
  'SecretCopied',
  'SecretInImage',
]);

/** Rules that BuildKit has as well, by other names. */
const builders: ReadonlySet<AdviceRule> = new Set(['SecretInImage', 'ShellFormCommand']);

/** A piece of advice as an editor shows it: with what mends it and what silences its rule. */
export function advised({ rule, subject, from, to, fix, silence }: SilenceableAdvice): TextDiagnostic {
  const { said, mend } = advice[rule];
  return {
    from,
    to,
    severity: warns.has(rule) ? 'warning' : 'info',
    message: typeof said === 'string' ? said : said({ subject }),
    source: rule,
    ...(builders.has(rule) ? { builderKnows: true } : {}),
    actions: [
      ...(fix && mend !== undefined ? [{ name: mend, edits: fix }] : []),
      { name: silenceName, edits: [silence] },
    ],
  };
}
