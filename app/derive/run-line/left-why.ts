/**
 * Why something of a line is not in a spec: no field says it; it is no value of its flag; only a shell knows it; nobody knows
 * the flag; its value is missing; it is another one where one fits, or one too many; it names a file or folder beside whoever
 * typed the line; its value was left out; it is not part of the command.
 */
export type LeftWhy =
  | ('no-field' | 'value' | 'shell' | 'unknown' | 'no-value' | 'one-only' | 'too-many')
  | ('local' | 'left-out' | 'after');
