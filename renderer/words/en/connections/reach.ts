import type { ReachStep, ReachStepId } from '../../../../app/engines/reach.ts';

/** Of the test of a connection, step by step. */
export const reachWords = {
  tab: 'Test',
  /** What its list is called. */
  steps: 'Steps to the engine',
  /** What its status is called. */
  outcome: 'Outcome of the test',
  command: 'Test…',
  again: 'Test again',
  /** In the form, where nothing is kept yet. */
  testNow: 'Test connection',
  cancel: 'Cancel test',
  names: {
    address: 'Address',
    name: 'Name of the machine',
    socket: 'Socket is there',
    permission: 'Permission to use it',
    listener: 'Somebody listens',
    tls: 'Certificate of the engine',
    ssh: 'Host key and login',
    way: 'Way to the engine',
    engine: 'Who answers',
    version: 'Version of the API',
    features: 'What it can do',
  } satisfies Readonly<Record<ReachStepId, string>>,
  states: {
    waiting: 'not tried',
    running: 'trying',
    passed: 'right',
    failed: 'failed',
  } satisfies Readonly<Record<ReachStep['state'], string>>,
  /** While it goes on, and how it ended. */
  trying: 'Testing…',
  reached: 'All is right: Gantry can use this engine.',
  stopped: ({ step }: { readonly step: string }) => `It ends at: ${step}`,
  /** Before a command to be copied. */
  mendWith: ({ command }: { readonly command: string }) => `In a terminal: ${command}`,
  copy: 'Copy the command',
  /** Of an engine that can do none of what Gantry asks for by name. */
  plain: 'containers, images, volumes, networks',
  more: ({ features }: { readonly features: string }) => `containers, images, volumes, networks; ${features}`,
  failed: 'The test broke off',
};
