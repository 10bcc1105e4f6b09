import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';

/** Has something that a path of a context can be left out by. */
export interface LeavesOut {
  readonly onLeaveOut: (path: string) => void;
}

/** Puts a path into the ignore file. */
export function LeaveOut({ path, onLeaveOut }: LeavesOut & { readonly path: string }): ReactNode {
  const label = words.builds.context.leaveOutThis({ name: printable(path, 80) });
  return <IconButton size="sm" icon={EyeOff} label={label} onClick={() => onLeaveOut(path)} />;
}
