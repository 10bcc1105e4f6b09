import type { ComposeFileReasons, ComposeKind, TextForm } from '../../../app/reasons/compose-files.ts';
import type { ReasonWords } from '../language/types.ts';

const types: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
};

const forms: Readonly<Record<TextForm, string>> = {
  boolean: 'true or false',
  whole: 'a whole number',
  decimal: 'a number',
  duration: 'a duration, such as 1m30s',
  size: 'a size, such as 64m',
};

const kinds: Readonly<Record<ComposeKind, string>> = {
  service: 'service',
  network: 'network',
  volume: 'volume',
  secret: 'secret',
  config: 'config',
  model: 'model',
};

function at({ key, lists }: { readonly key: string; readonly lists: number }): string {
  return `${'An item of '.repeat(lists)}${key === '' ? 'The file' : `“${key}”`}`;
}

/** Lines as one list: `a, b or c`. */
function listed(lines: string, joint: string, word = (line: string) => line): string {
  const all = [...new Set(lines.split('\n').map(word))];
  const others = all.slice(0, -1).join(', ');
  return `${others}${others === '' ? '' : ` ${joint} `}${all.at(-1) ?? ''}`;
}

const port = (text: string, fault: string) => `“${text}” cannot be a port: ${fault}.`;
const volume = (text: string, fault: string) => `“${text}” cannot be a volume: ${fault}.`;

export const composeFileReasons: ReasonWords<ComposeFileReasons> = {
  'file-empty': 'The file is empty.',
  'file-too-deep': 'This file is nested too deeply to be read.',
  'file-merges-too-much': 'This file merges too much to be checked here.',
  'file-unread-died': 'This file is too deep or too large to be checked here.',
  'file-unread-late': 'This file takes too long to read: it is not checked here.',
  'file-unread-not-started': 'This file is not checked: what reads it could not be started.',
  'variable-malformed': ({ text }) => `“${text}” is no variable. Write $$ for a dollar sign.`,
  'alias-of-nothing': ({ name }) => `“*${name}” stands for nothing: no “&${name}” comes before it.`,
  'alias-inside-itself': ({ name }) => `“*${name}” is inside of what it stands for.`,
  'key-twice': ({ key }) => `Keys must be unique, and “${key}” is here already.`,
  'key-not-text': 'A key must be a text.',
  'key-not-text-but': ({ value }) => `A key must be a text: write “${value}” in quotes.`,
  'merge-of-no-mapping': '“<<” takes a mapping or a list of mappings.',
  'key-unknown': ({ key }) => `“${key}” is not a known key here.`,
  'key-impossible': ({ key }) => `“${key}” cannot be a name here.`,
  'value-not-of-type': ({ types: wanted, ...spot }) =>
    `${at(spot)} must be ${listed(wanted, 'or', (type) => types[type] ?? type)}.`,
  'value-without-keys': ({ keys, ...spot }) => `${at(spot)} must have ${listed(keys, 'and', (key) => `“${key}”`)}.`,
  'value-twice': (spot) => `${at(spot)} must not be there twice.`,
  'value-not-one-of': ({ values, ...spot }) => `${at(spot)} must be ${listed(values, 'or')}.`,
  'value-not-in-form': ({ form, ...spot }) => `${at(spot)} must be ${forms[form]}.`,
  'value-not-like': ({ pattern, ...spot }) => `${at(spot)} must match ${pattern}.`,
  'value-too-small': ({ least, ...spot }) => `${at(spot)} must be at least ${least}.`,
  'value-too-large': ({ most, ...spot }) => `${at(spot)} must be at most ${most}.`,
  'name-undefined': ({ kind, name }) => `There is no ${kinds[kind]} “${name}” under “${kind}s”.`,
  'services-wait-in-circle': ({ names }) => `Services wait for each other in a circle: ${names}.`,
  'services-extend-in-circle': ({ names }) => `Services extend each other in a circle: ${names}.`,
  'port-without-container': ({ text }) => port(text, 'the container’s port is missing'),
  'port-protocol-unknown': ({ text, protocol }) => port(text, `“${protocol}” is no protocol`),
  'port-address-impossible': ({ text, address }) => port(text, `“${address}” is no IP address`),
  'port-ranges-unequal': ({ text }) => port(text, 'the ranges are not equally long'),
  'port-impossible': ({ text, part }) => port(text, `“${part}” is no port`),
  'port-range-backwards': ({ text, part }) => port(text, `“${part}” ends before it begins`),
  'volume-empty': ({ text }) => volume(text, 'it is empty'),
  'volume-colons-empty': ({ text }) => volume(text, 'there is nothing between two colons'),
  'volume-colons-too-many': ({ text }) => volume(text, 'it has too many colons'),
};
