import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import { lazily } from '../../ui/layout/lazily.tsx';

const Form = lazily(async () => (await import('./Form.tsx')).Form);

/** The form that is open, over the window. */
export function FormDialog(): ReactNode {
  const { dialog } = useSession();
  const open = useStore(dialog.state, ({ open }) => open);
  return open && <Form key={open.kind} open={open} onClose={() => dialog.close()} />;
}
