/** Of recordings of shells. */
export interface RecordingReasons {
  'not-a-recording': undefined;
  'recorded-already': undefined;
}
