import { en } from './en.ts';
import { pseudo } from './language/pseudo.ts';

/** All words of the page, in one language. */
export type Words = typeof en;

/** The languages that there are. To add one is to add a file that the type takes, and its line here. */
const languages: Readonly<Record<string, Words>> = { en };

/**
 * The words of the first wanted language that there is, English if there is none.
 * @param wanted BCP 47 tags, the best first: `de-AT` also takes `de`
 */
export function pick<W>(wanted: readonly string[], among: Readonly<Record<string, W>>, otherwise: W): W {
  for (const tag of wanted) {
    const parts = tag.split('-');
    for (let left = parts.length; left > 0; left -= 1) {
      const name = parts.slice(0, left).join('-');
      const found = Object.hasOwn(among, name) ? among[name] : undefined;
      if (found !== undefined) return found;
    }
  }
  return otherwise;
}

/** The words that the page shows, chosen as it loads. An address with `?words=pseudo`, which only tests have, disguises them. */
export const words: Words = chosen();

function chosen(): Words {
  // Tests read sentences where there is no page.
  if (typeof location === 'undefined') return en;
  const picked = pick(navigator.languages, languages, en);
  const isPseudo = new URLSearchParams(location.search).get('words') === 'pseudo';
  // What reads the page aloud has to know the language all the same.
  return isPseudo ? { ...pseudo(picked), language: picked.language } : picked;
}
