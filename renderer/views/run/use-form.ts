import { useEffect, useState } from 'react';
import { useSession } from '../../session.tsx';
import { draftKey, emptyForm, type RunForm, type RunOpening } from '../../stores/run-drafts.ts';
import { exposedRows } from './form.ts';

/** What was typed: begins with the draft of last time, with what is run again, or with the ports that the image exposes, and is kept as a draft. */
export function useForm(opening: RunOpening) {
  const { engine, image, imageId, recipe } = opening;
  const key = draftKey(opening);
  const { runDrafts, link } = useSession();
  const [form, setForm] = useState(() => runDrafts.get(key) ?? recipe?.form ?? emptyForm(image));
  useEffect(() => {
    if (imageId === undefined || runDrafts.get(key)) return undefined;
    let late = false;
    link
      .ask((client) => client.images.inspect({ engine, id: imageId }))
      .then(
        ({ config }) => {
          const ports = exposedRows(config.ports);
          if (!late) setForm((now) => (now.ports.length === 0 ? { ...now, ports } : now));
        },
        // They are a convenience: what is wrong with the image is said when it is run.
        () => undefined,
      );
    return () => {
      late = true;
    };
  }, [engine, key, imageId, runDrafts, link]);
  const set = (patch: Partial<RunForm>) => {
    const next = { ...form, ...patch };
    setForm(next);
    runDrafts.keep(key, next);
  };
  return { form, set };
}
