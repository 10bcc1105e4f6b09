import type * as Electron from 'electron';

/** An event that a listener may prevent, as Electron's are. */
export function cancelable<Details extends object>(details?: Details): Electron.Event<Details> {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event as unknown as Electron.Event<Details>;
}
