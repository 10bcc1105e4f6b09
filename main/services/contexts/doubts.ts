import type { Doubt } from '../../../app/build/contexts.ts';

/** Names of files that hold secrets and of nothing else; examples of them are none. */
const secretFile =
  /^(\.env(\.(?!example|sample|template|dist|defaults).+)?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|\.pgpass|\.htpasswd|id_(rsa|dsa|ecdsa|ed25519)|.+\.(pem|key|p12|pfx|jks|keystore|kdbx)|credentials\.json|service-account.*\.json|terraform\.tfstate)$/i;
const secretFolder = new Set(['.aws', '.ssh', '.gnupg', '.kube', '.docker', '.azure']);
const historyFolder = new Set(['.git', '.hg', '.svn']);
const packageFolder = new Set([
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  'bower_components',
  '.gradle',
  '.terraform',
]);

/** Why few images want an entry of this name, if that is so. */
export function doubtOf(name: string, isFolder: boolean): Doubt['kind'] | undefined {
  if (!isFolder) return name.length < 256 && secretFile.test(name) ? 'secret' : undefined;
  if (secretFolder.has(name)) return 'secret';
  if (historyFolder.has(name)) return 'history';
  return packageFolder.has(name) ? 'packages' : undefined;
}
