import { useEffect } from 'react';
import { useSettings } from '../hooks/session.tsx';

/** px of a row, as `--row` in tokens.css. */
const rowHeights = { compact: 24, normal: 28, roomy: 34 };

/** How the person wants the window to look: as attributes of the root that the tokens look at, and for what is measured. */
export function useLook(): { readonly rowHeight: number } {
  const { theme, contrast, fonts, density } = useSettings();
  // Without the attribute the system decides.
  useEffect(() => setLook('theme', theme === 'system' ? undefined : theme), [theme]);
  useEffect(() => {
    setLook('fonts', fonts);
    // A shell measures its font once, when it opens: it shall be there by then.
    if (fonts === 'bundled') void document.fonts.load('12px "JetBrains Mono Variable"').catch(() => undefined);
  }, [fonts]);
  useEffect(() => setLook('density', density), [density]);
  useEffect(() => {
    if (contrast !== 'system') return setLook('contrast', contrast);
    const more = matchMedia('(prefers-contrast: more)');
    const follow = () => setLook('contrast', more.matches ? 'high' : undefined);
    follow();
    more.addEventListener('change', follow);
    return () => more.removeEventListener('change', follow);
  }, [contrast]);
  return { rowHeight: rowHeights[density] };
}

function setLook(name: string, value: string | undefined): void {
  const { dataset } = document.documentElement;
  if (value === undefined) delete dataset[name];
  else dataset[name] = value;
}
