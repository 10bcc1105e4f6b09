import * as z from 'zod/mini';
import { type Cause, cause, ProblemError } from '../rpc/problem.ts';

/** Where an image is, as Docker reads it: everything that a person may leave out is filled in. */
export interface ImageReference {
  /** e.g. `docker.io`, `localhost:5000`. */
  readonly domain: string;
  /** e.g. `library/busybox`. */
  readonly path: string;
  /** Absent only where a digest stands instead. */
  readonly tag?: string;
  /** e.g. `sha256:…`. */
  readonly digest?: string;
}

/** Why a text names no image. */
export interface ReferenceFault {
  readonly fault: Cause;
}

const hub = 'docker.io';
const official = 'library/';
/** Docker's own limits, in characters. */
const maxName = 255;
const maxTag = 128;
/** A name, a tag and a digest together are shorter; what is longer is not parsed at all. */
const maxText = 500;

const label = /^(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$/;
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagText = /^\w[\w.-]*$/;
const digestText = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Of the algorithms that Docker knows, the length of their hex digits. */
const digits: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Reads an image reference by Docker's rules: `busybox` is `docker.io/library/busybox:latest`. Never throws. */
export function parseReference(text: string): ImageReference | ReferenceFault {
  if (text === '') return { fault: cause('reference-missing') };
  if (text.length > maxText) return { fault: cause('reference-too-long', { most: maxText }) };
  if (/^[0-9a-f]{64}$/.test(text)) return { fault: cause('reference-is-id') };
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const { name, tag } = splitTag(at < 0 ? text : text.slice(0, at));
  const { domain, path } = splitDomain(name);
  const fault = nameFault(domain, path) ?? tagFault(tag) ?? digestFault(digest);
  if (fault) return { fault };
  if (digest !== undefined) return { domain, path, ...(tag === undefined ? {} : { tag }), digest };
  return { domain, path, tag: tag ?? 'latest' };
}

/** The problem of a field that should name an image. */
export function referenceProblem({ fault }: ReferenceFault): ProblemError {
  return new ProblemError({ code: 'invalid-input', ...fault, field: 'reference' });
}

/** A text that names an image. */
export const ImageRef = z.string().check(
  z.maxLength(maxText),
  z.refine((text) => !isFault(parseReference(text)), { error: 'Not an image reference.' }),
);
export type ImageRef = z.infer<typeof ImageRef>;

/** Tells what `parseReference` answered. */
export function isFault(parsed: ImageReference | ReferenceFault): parsed is ReferenceFault {
  return 'fault' in parsed;
}

/** The parts of a reference. Throws a ProblemError where it is none. */
export function readReference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (isFault(parsed)) throw referenceProblem(parsed);
  return parsed;
}

/** The repository as Docker shows it: `busybox`, not `docker.io/library/busybox`, but `library/foo/bar`. */
export function familiarName({ domain, path }: ImageReference): string {
  if (domain !== hub) return `${domain}/${path}`;
  const name = path.startsWith(official) ? path.slice(official.length) : path;
  const short = name.includes('/') ? path : name;
  // Without its domain this one would read as another.
  return short.includes('/') && splitDomain(short).domain !== hub ? `${domain}/${path}` : short;
}

/** The whole as Docker shows it; reads back as the same reference. */
export function familiarReference(reference: ImageReference): string {
  return familiarName(reference) + suffix(reference);
}

/** The whole with nothing left out. */
export function fullReference(reference: ImageReference): string {
  return `${reference.domain}/${reference.path}${suffix(reference)}`;
}

function suffix({ tag, digest }: ImageReference): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** A colon after the last slash starts a tag; one before it belongs to a port. */
function splitTag(text: string): { readonly name: string; readonly tag?: string } {
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  return colon < 0 ? { name: text } : { name: text.slice(0, colon), tag: text.slice(colon + 1) };
}

function splitDomain(name: string): { readonly domain: string; readonly path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  if (slash < 0 || !isDomain) return { domain: hub, path: slash < 0 ? official + name : name };
  const domain = first === 'index.docker.io' ? hub : first;
  const rest = name.slice(slash + 1);
  return { domain, path: domain === hub && !rest.includes('/') ? official + rest : rest };
}

function nameFault(domain: string, path: string): Cause | undefined {
  if (path === '' || path === official) return cause('reference-nameless');
  if (!isDomain(domain)) return cause('reference-domain', { domain });
  if (path !== path.toLowerCase()) return cause('reference-capitals');
  if (!path.split('/').every((part) => component.test(part))) return cause('reference-name');
  if (path.length > maxName) return cause('reference-name-too-long', { most: maxName });
  return undefined;
}

function isDomain(domain: string): boolean {
  const [, host = '', port] = /^(\[[0-9a-fA-F:]+\]|[^:]*)(?::(.*))?$/s.exec(domain) ?? [];
  if (port !== undefined && !/^[0-9]+$/.test(port)) return false;
  return host.startsWith('[') || host.split('.').every((part) => label.test(part));
}

function tagFault(tag: string | undefined): Cause | undefined {
  if (tag === undefined) return undefined;
  if (tag === '') return cause('reference-tag-missing');
  if (tag.length > maxTag) return cause('reference-tag-too-long', { most: maxTag });
  if (!tagText.test(tag)) return cause('reference-tag');
  return undefined;
}

function digestFault(digest: string | undefined): Cause | undefined {
  if (digest === undefined) return undefined;
  const [algorithm = '', hex = ''] = digest.split(':');
  const length = digits[algorithm];
  if (!digestText.test(digest) || length === undefined) return cause('reference-digest');
  if (hex.length !== length || hex !== hex.toLowerCase()) {
    return cause('reference-digest-length', { algorithm, length });
  }
  return undefined;
}
