import type { RegistryReasons } from '../../../app/reasons/registries.ts';
import type { ReasonWords } from '../language/types.ts';

export const registryReasons: ReasonWords<RegistryReasons> = {
  'login-wanted': ['The registry refused the login, or wants one.', 'Log in to the registry, then try again.'],
  'login-refused': ['The registry refused the login.', 'Log in again.'],
  'login-wrong': [
    'The registry does not take this user name and password.',
    'Check both; some registries want a token instead of the password.',
  ],
  'login-in-environment': [
    ({ variable }) => `This login is in ${variable}, which Gantry was started with.`,
    'Take it out there, and start Gantry again.',
  ],
  'registry-denies': ['The registry does not allow this.', 'Log in as somebody who may, or check the name.'],
  'registry-no-image': ['The registry has no such image.', 'Check the name, the tag and the platform.'],
  'registry-engine-no-image': ['The engine has no such image.', 'Check the name and the tag.'],
  'registry-no-tls': ['The registry does not speak TLS.', 'Name it in the engine’s insecure-registries.'],
  'registry-distrusted': ['The engine does not trust the registry’s certificate.', 'Give the engine its certificate.'],
  'registry-away': ['The registry cannot be reached.', 'Check its address, and that it runs.'],
  'helper-name-strange': 'A credential helper has a strange name.',
  'helper-failed': ({ helper }) => `The credential helper docker-credential-${helper} failed.`,
  'helper-not-runnable': [
    ({ helper }) => `The credential helper docker-credential-${helper} cannot be run.`,
    'Install it, or take it out of Docker’s config.json.',
  ],
  'docker-config-unreadable': 'Docker’s configuration cannot be read.',
  'docker-config-damaged': ['Docker’s configuration is damaged.', 'Mend the file or move it away.'],
  'docker-config-unwritable': 'Docker’s configuration cannot be written.',
  'environment-unread': ({ variable }) => `${variable} is not read: it is not {"auths": {…}}.`,
  'environment-entry-unread': ({ variable, server }) =>
    `${variable} is not read: the entry of ${server} is not {"auth": …}.`,
};
