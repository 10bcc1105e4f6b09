/** The only IPC channel: preload posts one MessagePort on it. */
export const connectChannel = 'gantry:connect';
