import { useEffect } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Image } from '../../../app/images.ts';
import type { Network } from '../../../app/networks.ts';
import type { Volume } from '../../../app/volumes.ts';
import { shortTag } from '../../commands/images.ts';
import { useContainers, useFeatures, useSession } from '../../hooks/session.tsx';
import type { RunForm } from '../../stores/shown/run-drafts.ts';
import { words } from '../../words/words.ts';
import type { FieldsProps } from './Fields.tsx';
import type { RunErrors } from './form.ts';
import { refusedFields } from './refused.ts';
import { takenPorts } from './taken-ports.ts';
import { useNames } from './use-names.ts';
import type { Refusal } from './use-run.ts';

const imageTags = ({ tags }: Image) => tags.map(shortTag);
const networkName = ({ name }: Network) => name;
const volumeName = ({ id, anonymous }: Volume) => (anonymous ? undefined : id);

/** What the parts of the form are given. */
export function useFields(
  engine: EngineId,
  form: RunForm,
  set: FieldsProps['set'],
  shown: RunErrors,
  refusal: Refusal | undefined,
): FieldsProps {
  const { images, networks, volumes } = useSession();
  return {
    form,
    set,
    error: (field: string) => shown.get(field),
    nameHint: words.run.basics.nameHint,
    images: useNames(images, engine, imageTags),
    networks: useNames(networks, engine, networkName),
    volumes: useNames(volumes, engine, volumeName),
    makesSources: useFeatures(engine)?.makesSources ?? false,
    taken: takenPorts(
      form.ports,
      useContainers(engine).items.values(),
      (row) => shown.has(`ports.${row}.hostPort`) && refusal?.problem.field === 'ports',
    ),
  };
}

/** What is wrong now: what was typed, and what the engine refused and nobody has changed since. */
export function shownErrors(form: RunForm, typed: RunErrors, refusal: Refusal | undefined): RunErrors {
  if (!refusal) return typed;
  const refused = [...refusedFields(refusal.problem, refusal.form)].filter(([field]) => {
    const name = field.split('.')[0] as keyof RunForm;
    return form[name] === refusal.form[name];
  });
  return new Map([...refused, ...typed]);
}

/** Leads to the first field that is wrong, after each try. */
export function useFocusWrong(
  body: { readonly current: HTMLElement | null },
  tried: number,
  refusal: Refusal | undefined,
): void {
  useEffect(() => {
    if (tried > 0 || refusal) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [body, tried, refusal]);
}
