import { expect, it } from 'vitest';
import { far, idOf, near } from '../testing.ts';
import { createBuildForms, nothingMore, nothingWished } from './build-forms.ts';
import { createRunDrafts, draftKey, emptyForm, type RunForm } from './run-drafts.ts';

const key = (image: string, engine = near) => draftKey({ engine, image });

it('a form that was closed is there again, field by field, for its image on its engine', () => {
  const drafts = createRunDrafts();
  const form = { ...emptyForm('web:2'), name: 'shop', env: [{ name: 'KEY', value: 'secret' }], start: false };
  drafts.keep(key('web:2'), form);
  expect(drafts.get(key('web:2'))).toEqual(form);
  expect(drafts.get(key('web:2', far))).toBeUndefined();
  expect(drafts.get(key('web:3'))).toBeUndefined();
  drafts.drop(key('web:2'));
  expect(drafts.get(key('web:2'))).toBeUndefined();
});

it('a draft of a form that had fewer fields has the others empty', () => {
  const drafts = createRunDrafts();
  const form = { ...emptyForm('web:2'), name: 'shop' };
  const newer = ['dns', 'init', 'left'];
  const older = Object.fromEntries(Object.entries(form).filter(([field]) => !newer.includes(field)));
  drafts.keep(key('web:2'), older as unknown as RunForm);
  expect(drafts.get(key('web:2'))).toEqual(form);
});

it('running a container again has a draft of its own, whatever its image is called', () => {
  const form = emptyForm('web:2');
  const again = draftKey({ engine: near, image: 'web:2', recipe: { of: idOf(1), form } });
  expect(again).not.toBe(key('web:2'));
  expect(again).not.toBe(draftKey({ engine: near, image: 'web:2', recipe: { of: idOf(2), form } }));
});

it('drafts of twenty forms are kept: those that were closed last', () => {
  const drafts = createRunDrafts();
  for (let n = 0; n < 20; n += 1) drafts.keep(key(`i${n}`), emptyForm(`i${n}`));
  drafts.keep(key('i0'), { ...emptyForm('i0'), name: 'again' });
  drafts.keep(key('i20'), emptyForm('i20'));
  expect(drafts.get(key('i0'))?.name).toBe('again');
  expect(drafts.get(key('i1'))).toBeUndefined();
  expect(drafts.get(key('i2'))?.image).toBe('i2');
});

it('forms of fifty folders are remembered: those that were looked at last', () => {
  const forms = createBuildForms();
  const form = {
    tag: '',
    target: '',
    args: [{ name: 'TOKEN', value: 'secret' }],
    noCache: true,
    pull: false,
    more: nothingMore,
    wishes: nothingWished,
  };
  for (let n = 0; n < 50; n += 1) forms.keep(`/f${n}`, { ...form, tag: `t${n}` });
  forms.keep('/f0', { ...form, tag: 'again' });
  forms.keep('/f50', form);
  expect(forms.of('/f0')).toEqual({ ...form, tag: 'again' });
  expect(forms.of('/f1')).toBeUndefined();
  expect(forms.of('/f50')).toEqual(form);
});
