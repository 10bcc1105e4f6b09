import type { HostReasons } from '../../../app/reasons/host.ts';
import type { ReasonWords } from '../language/types.ts';

export const hostReasons: ReasonWords<HostReasons> = {
  cancelled: 'Cancelled.',
  unforeseen: 'Something went wrong inside Gantry.',
  'connection-lost': ['The window lost its connection to Gantry.', 'It reconnects by itself; try again in a moment.'],
  'no-connection': 'The window has no connection to Gantry.',
  'no-key': ['This window has no key to Gantry.', 'Open the address that Gantry printed.'],
  'no-such-operation': 'There is no such operation.',
  'too-many-operations': 'Too many operations run at once.',
  'request-invalid': 'That request is not valid.',
  'answer-invalid': 'What Gantry answered cannot be read.',
  'gantry-ending': 'Gantry is ending.',
  'gantry-closing': 'Gantry is closing.',
  'task-forgotten': 'This task is not kept any more.',
  'too-many-questions': 'Too many questions are open at once.',
  'nobody-answered': 'Nobody answered in time.',
  'question-closed': 'This question is open no more.',
  'question-declined': 'Declined.',
  'answer-unfit': 'That does not answer the question.',
  'nobody-to-ask': [
    'This needs an answer, and there is no window to ask in.',
    'Open a window of Gantry and try again.',
  ],
  'data-shared': 'Another Gantry keeps its data in the same folder.',
  'data-taken-over': 'Another Gantry has taken over the folder where this one kept its data.',
};
