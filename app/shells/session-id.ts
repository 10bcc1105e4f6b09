import * as z from 'zod/mini';

/** Names a shell session in the main process: unguessable, as it gives a shell. */
export const SessionId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export type SessionId = z.infer<typeof SessionId>;
