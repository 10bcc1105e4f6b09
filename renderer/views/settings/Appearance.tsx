import type { ReactNode } from 'react';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { RadioGroup } from '../../ui/controls/RadioGroup.tsx';
import { words } from '../../words/words.ts';
import css from './Settings.module.css';

const { title, theme, contrast, font, density, date } = words.settings.appearance;

const themes = optionsOf(['system', 'light', 'dark'], theme);
const contrasts = optionsOf(['system', 'normal', 'high'], contrast);
const fonts = optionsOf(['bundled', 'system'], font);
const densities = optionsOf(['compact', 'normal', 'roomy'], density);
const dates = optionsOf(['system', 'iso'], date);

/** Choices in their order, each with its word. */
function optionsOf<V extends string>(values: readonly V[], labels: Readonly<Record<V, string>>) {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** How the window looks. */
export function Appearance(): ReactNode {
  const { settings } = useSession();
  const look = useSettings();
  return (
    <section className={css['group']} aria-label={title}>
      <h2>{title}</h2>
      <RadioGroup
        label={theme.label}
        options={themes}
        value={look.theme}
        onChange={(value) => settings.update({ theme: value })}
      />
      <RadioGroup
        label={contrast.label}
        options={contrasts}
        value={look.contrast}
        onChange={(value) => settings.update({ contrast: value })}
      />
      <RadioGroup
        label={font.label}
        options={fonts}
        value={look.fonts}
        onChange={(value) => settings.update({ fonts: value })}
      />
      <RadioGroup
        label={density.label}
        options={densities}
        value={look.density}
        onChange={(value) => settings.update({ density: value })}
      />
      <RadioGroup
        label={date.label}
        options={dates}
        value={look.dates}
        onChange={(value) => settings.update({ dates: value })}
      />
    </section>
  );
}
