import type { ReactNode } from 'react';
import { useSession, useSettings } from '../../session.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import css from './Settings.module.css';

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;
const contrasts = [
  { value: 'system', label: 'By the system' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
] as const;
const fonts = [
  { value: 'bundled', label: 'Inter' },
  { value: 'system', label: 'The system’s' },
] as const;
const densities = [
  { value: 'compact', label: 'Compact' },
  { value: 'normal', label: 'Medium' },
  { value: 'roomy', label: 'Roomy' },
] as const;

const dates = [
  { value: 'system', label: 'As this computer does' },
  { value: 'iso', label: 'ISO 8601' },
] as const;

/** How the window looks. */
export function Appearance(): ReactNode {
  const { settings } = useSession();
  const look = useSettings();
  return (
    <section className={css['group']} aria-label="Appearance">
      <h2>Appearance</h2>
      <RadioGroup label="Theme" options={themes} value={look.theme} onChange={(theme) => settings.update({ theme })} />
      <RadioGroup
        label="Contrast"
        options={contrasts}
        value={look.contrast}
        onChange={(contrast) => settings.update({ contrast })}
      />
      <RadioGroup label="Font" options={fonts} value={look.fonts} onChange={(fonts) => settings.update({ fonts })} />
      <RadioGroup
        label="Rows of lists"
        options={densities}
        value={look.density}
        onChange={(density) => settings.update({ density })}
      />
      <RadioGroup label="Dates" options={dates} value={look.dates} onChange={(dates) => settings.update({ dates })} />
    </section>
  );
}
