/** An icon component of the app's one icon library. */
export type { LucideIcon as Icon } from 'lucide-react';
