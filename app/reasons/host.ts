/** Of Gantry itself: its window, its wire, its end, its tasks and questions. */
export interface HostReasons {
  cancelled: undefined;
  unforeseen: undefined;
  'connection-lost': undefined;
  'no-connection': undefined;
  'no-key': undefined;
  'no-such-operation': undefined;
  'too-many-operations': undefined;
  'request-invalid': undefined;
  'answer-invalid': undefined;
  'gantry-ending': undefined;
  'gantry-closing': undefined;
  'task-forgotten': undefined;
  'too-many-questions': undefined;
  'nobody-answered': undefined;
  'question-closed': undefined;
  'question-declined': undefined;
  'answer-unfit': undefined;
  'nobody-to-ask': undefined;
  'data-shared': undefined;
  'data-taken-over': undefined;
}
