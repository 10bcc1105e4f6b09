import * as z from 'zod/mini';

/** Snippets that are kept: their list is read, and all settings go to each window when one changes. */
export const mostSnippets = 100;
/** Characters of a snippet's text: some screens of a script; longer ones are files. */
export const longestSnippet = 4000;

/** A kept command. */
export const Snippet = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Of one line or several. */
  text: z.string().check(z.minLength(1), z.maxLength(longestSnippet)),
  /** Which containers it is offered for, as the filter of the list has it; '' for all. */
  filter: z.string().check(z.maxLength(200)),
  /** Whether Enter follows it. */
  atOnce: z.boolean(),
});
export type Snippet = z.infer<typeof Snippet>;
