import { type ReactNode, useState } from 'react';
import { longestSnippet, mostSnippets, Snippet } from '../../../../app/text/snippets.ts';
import { keepSnippet, newSnippetId } from '../../../commands/typing/snippets.ts';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { TextArea } from '../../../ui/controls/TextArea.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { words } from '../../../words/words.ts';
import { FormWindow } from '../../parts/FormWindow.tsx';

const text = words.typing.snippets;

/** The form of a kept command: of a new one, or of one that is there. */
export function SnippetForm({ snippet, onClose }: { snippet?: Snippet; onClose: () => void }): ReactNode {
  const session = useSession();
  const { snippets } = useSettings();
  const [order, setOrder] = useState<Snippet>(
    () => snippet ?? { id: newSnippetId(), name: '', text: '', filter: '', atOnce: false },
  );
  const set = (change: Partial<Snippet>) => setOrder({ ...order, ...change });
  const isFull = snippet === undefined && snippets.length >= mostSnippets;
  const trimmed = { ...order, name: order.name.trim() };
  const submit = async () => {
    keepSnippet(trimmed, session);
    onClose();
  };
  return (
    <FormWindow
      title={snippet ? text.editTitle({ name: snippet.name }) : text.addTitle}
      verb={text.keep}
      ready={!isFull && Snippet.safeParse(trimmed).success}
      busy={false}
      problem={undefined}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.name}
        maxLength={100}
        value={order.name}
        onChange={(name) => set({ name })}
        error={isFull ? text.full({ most: mostSnippets }) : undefined}
      />
      <TextArea label={text.text} maxLength={longestSnippet} value={order.text} onChange={(text) => set({ text })} />
      <TextField
        label={text.filter}
        mono
        maxLength={200}
        value={order.filter}
        onChange={(filter) => set({ filter })}
        hint={text.filterHint}
      />
      <Checkbox
        label={text.atOnce}
        hint={text.atOnceHint}
        checked={order.atOnce}
        onChange={(atOnce) => set({ atOnce })}
      />
    </FormWindow>
  );
}
