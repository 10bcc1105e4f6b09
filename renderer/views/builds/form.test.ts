import { expect, test } from 'vitest';
import { outlineDockerfile } from '../../../app/dockerfile/outline.ts';
import { argumentRows, firstForm, formErrors, givenArguments, tagOf } from './form.ts';

test('a folder gives a valid tag, whatever it is called', () => {
  expect(tagOf('/home/me/My App (2)/')).toBe('my-app-2:latest');
  expect(tagOf('/日本')).toBe('image:latest');
});

test('arguments that the file asks for get a row, and only filled ones are sent', () => {
  const rows = argumentRows([{ name: 'MINE', value: 'x' }], outlineDockerfile('ARG A=1\nARG MINE\nFROM a'));
  expect(rows).toEqual([
    { name: 'MINE', value: 'x' },
    { name: 'A', value: '' },
  ]);
  expect(givenArguments(rows)).toEqual({ MINE: 'x' });
});

test('a bad tag and a bad or doubled argument are said at their field', () => {
  const form = firstForm('/app', undefined);
  expect(formErrors(form)).toMatchObject({ args: new Map() });
  const wrong = formErrors({
    ...form,
    tag: 'Not Valid',
    args: [
      { name: '1x', value: '' },
      { name: 'A', value: '' },
      { name: 'A', value: '2' },
    ],
  });
  expect(wrong.tag).toBeDefined();
  expect([...wrong.args.keys()]).toEqual(['1x', 'A']);
  expect(formErrors({ ...form, tag: '' }).tag).toBeUndefined();
});
