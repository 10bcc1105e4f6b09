import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EngineContainer } from '../../../../app/containers.ts';
import { mostEdited } from '../../../../app/files.ts';
import { heldText } from '../../../commands/running/guard.ts';
import { useEngineOf, useSession } from '../../../hooks/session.tsx';
import { useSubmit } from '../../../hooks/use-submit.ts';
import { draftKey } from '../../../stores/kept/file-drafts.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Files.module.css';
import { nameOf } from './names.ts';
import { TextView } from './TextView.tsx';

const { editing } = words.files;

interface TextEditProps {
  readonly container: EngineContainer;
  readonly path: string;
  readonly label: string;
  readonly text: string;
  readonly version: string;
  readonly onChanged: () => void;
}

/** A text of a container to be changed in place. What is not saved stays, also while something else is looked at. */
export function TextEdit({ container, path, label, text, version, onChanged }: TextEditProps): ReactNode {
  const { fileDrafts, notices } = useSession();
  const held = heldText(useEngineOf(container));
  const key = draftKey(container, path);
  const draft = useStore(fileDrafts.state, (drafts) => drafts.get(key));
  const { busy, problem, send } = useSubmit();
  const name = nameOf(path);
  const change = (next: string) =>
    fileDrafts.set(key, next === text ? undefined : { text: next, version: draft?.version ?? version });
  const save = () => {
    if (!draft) return;
    const data = new TextEncoder().encode(draft.text);
    void send(
      (client) => client.files.write({ ...container, path, data, version: draft.version }),
      (saved) => {
        const now = fileDrafts.state.getState().get(key);
        // What was typed meanwhile is not saved yet.
        fileDrafts.set(key, now && now.text !== draft.text ? { ...now, version: saved } : undefined);
        onChanged();
        notices.succeed(editing.saved({ name: printable(name, 80) }));
      },
    );
  };
  const isTooLong = draft !== undefined && new TextEncoder().encode(draft.text).byteLength > mostEdited;
  return (
    <>
      {problem && draft && <ProblemBanner title={editing.failed} problem={problem} />}
      {draft && (
        <div className={css['bar']}>
          <span className={css['unsaved']}>{isTooLong ? editing.tooLong : editing.unsaved}</span>
          <Button size="sm" onClick={() => fileDrafts.set(key, undefined)}>
            {editing.discard}
          </Button>
          <Button size="sm" variant="primary" busy={busy} disabled={isTooLong} onClick={save}>
            {editing.save}
          </Button>
        </div>
      )}
      <TextView
        label={label}
        name={name}
        text={draft?.text ?? text}
        {...(held === undefined && { onChange: change, onSave: save })}
      />
    </>
  );
}
