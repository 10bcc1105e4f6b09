import * as z from 'zod/mini';
import { call } from './rpc/operation.ts';

export interface HostInfo {
  readonly kind: 'electron' | 'browser';
  readonly version: string;
  /** `darwin`, `linux` or `win32`: decides how keys are written. */
  readonly platform: string;
}

export const host = {
  about: call(z.object({})).returns<HostInfo>(),
};
