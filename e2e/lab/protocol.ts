import * as z from 'zod/mini';

/** What a lab is started with; it travels to the supervisor as JSON in its argument. */
export const wishes = z.object({
  registry: z.boolean(),
  auth: z.boolean(),
  liveRestore: z.boolean(),
  /** MB; 0 for all that the machine has. */
  disk: z.number(),
  program: z.discriminatedUnion('is', [
    z.object({ is: z.literal('docker'), dockerd: z.string(), flags: z.array(z.string()), tls: z.boolean() }),
    z.object({ is: z.literal('rootless-docker'), root: z.string(), rootless: z.literal(true) }),
    z.object({ is: z.literal('podman'), root: z.string(), rootless: z.boolean() }),
  ]),
  busybox: z.string(),
});
export type Wishes = z.infer<typeof wishes>;

/** What the starter asks of the supervisor: one JSON object per line on its stdin. The end of stdin means stop. */
export const ask = z.discriminatedUnion('op', [
  z.object({ op: z.literal('kill'), id: z.number(), signal: z.enum(['SIGKILL', 'SIGTERM']) }),
  z.object({ op: z.literal('start'), id: z.number() }),
]);
export type Ask = z.infer<typeof ask>;

/** What the supervisor says: one JSON object per line on its stdout. */
export const answer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('said'), text: z.string() }),
  z.object({
    is: z.literal('ready'),
    dir: z.string(),
    socket: z.string(),
    registry: z.optional(z.string()),
    authRegistry: z.optional(z.string()),
    /** Where it also listens, to whoever has a certificate. */
    tlsPort: z.optional(z.number()),
    pid: z.number(),
  }),
  z.object({ is: z.literal('failed'), text: z.string() }),
  z.object({ is: z.literal('done'), id: z.number(), pid: z.number() }),
  z.object({ is: z.literal('refused'), id: z.number(), text: z.string() }),
]);
export type Answer = z.infer<typeof answer>;
export type Ready = Extract<Answer, { is: 'ready' }>;
