import { expect, test } from 'vitest';
import {
  diskChanged,
  edited,
  forDisk,
  isDirty,
  keepMine,
  loadTheirs,
  opened,
  saveBegan,
  saved,
  saveFailed,
  statusOf,
} from './document.ts';

const path = '/app/Dockerfile';
const one = { text: 'FROM a\n', version: '1' };
const two = { text: 'FROM b\n', version: '2' };

test('typing makes it unsaved, typing it back makes it saved again', () => {
  const typed = edited(opened(path, one), 'FROM x\n');
  expect(statusOf(typed)).toBe('unsaved');
  expect(statusOf(edited(typed, one.text))).toBe('saved');
});

test('a clean file follows the disk and says so once', () => {
  const reloaded = diskChanged(opened(path, one), two);
  expect(reloaded).toMatchObject({ text: two.text, base: two, notice: 'reloaded' });
  expect(edited(reloaded, 'x').notice).toBeUndefined();
});

test('a file with unsaved work never takes over the disk by itself', () => {
  const conflict = diskChanged(edited(opened(path, one), 'mine'), two);
  expect(conflict).toMatchObject({ text: 'mine', theirs: { disk: two } });
  expect(statusOf(keepMine(conflict))).toBe('unsaved');
  expect(keepMine(conflict)).toMatchObject({ text: 'mine', base: two });
  expect(loadTheirs(conflict)).toMatchObject({ text: two.text, base: two });
  expect(isDirty(loadTheirs(conflict))).toBe(false);
});

test('the same change seen twice asks once, and one that equals the own work asks nothing', () => {
  const conflict = diskChanged(edited(opened(path, one), 'mine'), two);
  expect(diskChanged(conflict, two)).toBe(conflict);
  const equal = diskChanged(edited(opened(path, one), two.text), two);
  expect(equal.theirs).toBeUndefined();
  expect(statusOf(equal)).toBe('saved');
});

test('a file that is again as the work began with it is no conflict any more, unless the work came back from earlier', () => {
  const back = { text: one.text, version: '3' };
  const mended = diskChanged(diskChanged(edited(opened(path, one), 'mine'), two), back);
  expect(mended).toMatchObject({ text: 'mine', base: back });
  expect(statusOf(mended)).toBe('unsaved');
  const restored = diskChanged(opened(path, two, { text: 'mine', version: '1' }), one);
  expect(statusOf(diskChanged(restored, { text: two.text, version: '4' }))).toBe('conflict');
});

test('a removed file keeps its text: unsaved work is a conflict, a clean one becomes new again', () => {
  expect(diskChanged(opened(path, one), undefined)).toMatchObject({ text: one.text, notice: 'removed' });
  expect(isDirty(diskChanged(opened(path, one), undefined))).toBe(true);
  expect(statusOf(diskChanged(edited(opened(path, one), 'mine'), undefined))).toBe('conflict');
});

test('unsaved work comes back after a reload, as a conflict if the disk moved on', () => {
  expect(statusOf(opened(path, one, { text: 'mine', version: '1' }))).toBe('restored');
  expect(statusOf(opened(path, two, { text: 'mine', version: '1' }))).toBe('conflict');
  expect(statusOf(opened(path, one, { text: one.text, version: '0' }))).toBe('saved');
  expect(statusOf(opened(path, undefined, { text: 'mine' }))).toBe('restored');
});

test('what is typed while saving stays unsaved, and the own write is no change from outside', () => {
  const saving = saveBegan(edited(opened(path, one), 'first'));
  expect(diskChanged(saving, { text: 'first', version: '3' })).toBe(saving);
  const later = saved(edited(saving, 'first and more'), 'first', '3');
  expect(statusOf(later)).toBe('unsaved');
  expect(later.base?.version).toBe('3');
});

test('a refused save keeps the work and shows what is on disk', () => {
  const refused = saveFailed(saveBegan(edited(opened(path, one), 'mine')), { disk: two });
  expect(refused).toMatchObject({ text: 'mine', saving: false, theirs: { disk: two } });
});

test('a file with CRLF keeps it, and opening it changes nothing', () => {
  const document = opened(path, { text: 'FROM a\r\nRUN b\r\n', version: '1' });
  expect(isDirty(document)).toBe(false);
  expect(forDisk(edited(document, 'FROM a\nRUN c\n'))).toBe('FROM a\r\nRUN c\r\n');
});
