import { pluralsOf } from '../language/forms.ts';

/** The form that a number takes in English. */
export const plural = pluralsOf('en');
