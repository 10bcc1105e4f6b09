let ready = false;

export const isReady = (): boolean => ready;

export function becomeReady(): void {
  ready = true;
}

/** Throws Electron's words when something is used before the app is ready. */
export function requireReady(message: string): void {
  if (!ready) throw new Error(message);
}

/** Throws Electron's words when something is used too late. */
export function requireNotReady(message: string): void {
  if (ready) throw new Error(message);
}
