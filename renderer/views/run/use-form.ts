import { useEffect, useState } from 'react';
import type { ImageDetail } from '../../../app/images.ts';
import { useSession } from '../../hooks/session.tsx';
import { createAnswer } from '../../stores/link/answer.ts';
import { type DraftKey, draftKey, emptyForm, type RunForm, type RunOpening } from '../../stores/shown/run-drafts.ts';
import { exposedRows } from './form.ts';

/** What was typed: begins with the draft of last time, with what is run again, or with the ports that the image exposes, and is kept as a draft. */
export function useForm(opening: RunOpening, key: DraftKey = draftKey(opening)) {
  const { engine, image, imageId, recipe } = opening;
  const { runDrafts, link } = useSession();
  const [draft] = useState(() => runDrafts.get(key));
  const [form, setForm] = useState(draft ?? recipe?.form ?? emptyForm(image));
  useEffect(() => {
    if (imageId === undefined || draft) return undefined;
    const image = createAnswer<ImageDetail>(link);
    // They are a convenience: what is wrong with the image is said when it is run.
    image.state.subscribe(({ answer }, before) => {
      if (!answer || before.answer) return;
      const ports = exposedRows(answer.config.ports);
      setForm((now) => (now.ports.length === 0 ? { ...now, ports } : now));
    });
    return image.ask((client, signal) => client.images.inspect({ engine, id: imageId }, { signal }));
  }, [engine, imageId, draft, link]);
  const set = (patch: Partial<RunForm>) => {
    const next = { ...form, ...patch };
    setForm(next);
    runDrafts.keep(key, next);
  };
  return { form, set };
}
