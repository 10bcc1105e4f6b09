import { familiarName, readReference } from '../../../../app/text/image-reference.ts';

const digest = /@sha256:[0-9a-f]{64}$/;

/**
 * An image's name as a person writes it. Docker keeps what was typed; Podman writes names out in full
 * (`docker.io/library/busybox:latest`, `localhost/app:latest`), which is undone. A bare id is cut to 12 digits, and a
 * digest is left out where there is a tag, as `docker ps` does.
 */
export function shortImage(name: string, podman: boolean): string {
  if (/^(sha256:)?[0-9a-f]{64}$/.test(name)) return name.replace('sha256:', '').slice(0, 12);
  const tagged = name.replace(digest, '');
  const hasTag = /:[^/]*$/.test(tagged);
  const kept = hasTag ? tagged : name;
  const prefix = podman ? /^(docker\.io\/library\/|docker\.io\/|localhost\/)/ : /^(docker\.io\/library\/|docker\.io\/)/;
  const short = kept.replace(prefix, '');
  return podman && short !== kept ? short.replace(/:latest$/, '') : short;
}

/** A reference as the API takes it where it gives a name to an image. Throws a ProblemError where it is none. */
export function nameOf(reference: string): { readonly repo: string; readonly tag: string } {
  const parsed = readReference(reference);
  return { repo: familiarName(parsed), tag: parsed.tag ?? 'latest' };
}
