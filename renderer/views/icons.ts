import {
  ArrowRight,
  Copy,
  ExternalLink,
  FileText,
  PanelBottom,
  Pause,
  Play,
  RotateCw,
  Search,
  Server,
  Skull,
  Square,
  SquareTerminal,
  StepForward,
  SunMoon,
  Trash2,
} from 'lucide-react';
import type { CommandIcon } from '../commands/command.ts';
import type { Icon } from '../ui/icon.ts';

/** How each kind of command is drawn. */
export const commandIcons: Readonly<Record<CommandIcon, Icon>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  pause: Pause,
  unpause: StepForward,
  kill: Skull,
  remove: Trash2,
  logs: FileText,
  shell: SquareTerminal,
  inspect: Search,
  open: ExternalLink,
  copy: Copy,
  go: ArrowRight,
  theme: SunMoon,
  engine: Server,
  dock: PanelBottom,
};
