import { once } from '../../../app/text/once.ts';
import { formatNumber } from './figures.ts';

/** What a text is in each of a language's plural forms, by the names of the Unicode plural rules. `#` is the number. */
export interface Forms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/**
 * How texts follow numbers in a language.
 * @param language a BCP 47 tag
 */
export function pluralsOf(language: string): (n: number, forms: Forms) => string {
  const rules = once(() => new Intl.PluralRules(language));
  return (n, forms) => (forms[rules().select(n)] ?? forms.other).replaceAll('#', () => formatNumber(n));
}
