import type { BuildRecord } from '../../../app/builds.ts';

/** A build of an engine's own history: what that tells of it, in an engine's words. */
export interface OtherBuild
  extends Pick<
    BuildRecord,
    | 'id'
    | 'tags'
    | 'dockerfile'
    | 'target'
    | 'platform'
    | 'argNames'
    | 'noCache'
    | 'state'
    | 'started'
    | 'ended'
    | 'stepCount'
    | 'cachedCount'
  > {
  /** Why it failed, in the builder's words. */
  readonly error?: string;
}
