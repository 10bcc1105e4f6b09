import { type Cause, cause } from '../../app/rpc/problem.ts';
import type { JobLost } from './utility.ts';

/** Why no answer came of a job in a utility process, as people are told. */
export const whyLost: Readonly<Record<JobLost['why'], Cause>> = {
  died: cause('file-unread-died'),
  late: cause('file-unread-late'),
  'not-started': cause('file-unread-not-started'),
};
