import { Fragment, type ReactNode } from 'react';

/** Stand in a text for what is drawn in their place: characters that have no other meaning. */
const firstMark = 0xe000;
const marks = /([\ue000-\uf8ff])/u;

/** A text of the words with something drawn in each place where it names something. */
export function Filled<K extends string>(props: {
  text: (params: Readonly<Record<K, string>>) => string;
  names: Readonly<Record<K, ReactNode>>;
}): ReactNode {
  const keys = Object.keys(props.names) as K[];
  const params = Object.fromEntries(keys.map((key, at) => [key, String.fromCharCode(firstMark + at)]));
  const drawn = Object.values<ReactNode>(props.names);
  return props
    .text(params as Readonly<Record<K, string>>)
    .split(marks)
    .map((part, at) => (
      // Parts have no identity but their place.
      <Fragment key={at}>{at % 2 === 0 ? part : drawn[part.charCodeAt(0) - firstMark]}</Fragment>
    ));
}
