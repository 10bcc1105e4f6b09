import { describe, expect, it } from 'vitest';
import {
  clampWidth,
  fittingColumns,
  gutter,
  template,
  trailer,
  visibleColumns,
  withHidden,
  withWidth,
} from './columns.ts';
import type { Column } from './types.ts';

const column = (id: string, more: Partial<Column<string>> = {}): Column<string> => ({
  id,
  header: id,
  width: 100,
  cell: () => id,
  ...more,
});
const columns = [column('name', { grow: true, alwaysVisible: true }), column('cpu', { minWidth: 60 })];

describe('columns', () => {
  it('lets the growing column take the space until a person gives it a width', () => {
    expect(template(columns, undefined).tracks).toBe('24px minmax(100px, 1fr) minmax(60px, 100px) 104px');
    expect(template(columns, { widths: { name: 150 } }).tracks).toBe(
      '24px 150px minmax(60px, 100px) minmax(104px, 1fr)',
    );
    expect(template(columns, { widths: { name: 150 } }).width).toBe(24 + 150 + 60 + 104);
  });
  it('leaves out the last columns where there is no room, but never the name or the state', () => {
    const all = [columns[0]!, column('state', { essential: true }), column('ports'), column('image')];
    const ids = (room: number | undefined) => fittingColumns(all, undefined, room).map(({ id }) => id);
    const rest = gutter + trailer;
    expect(ids(undefined)).toEqual(['name', 'state', 'ports', 'image']);
    expect(ids(rest + 400)).toEqual(['name', 'state', 'ports', 'image']);
    expect(ids(rest + 399)).toEqual(['name', 'state', 'ports']);
    expect(ids(rest + 299)).toEqual(['name', 'state']);
    expect(ids(0)).toEqual(['name', 'state']);
  });
  it('hides columns but never one that is always visible', () => {
    const layout = { hidden: ['name', 'cpu'] };
    expect(visibleColumns(columns, layout).map((c) => c.id)).toEqual(['name']);
  });
  it('holds widths within bounds, also those from a stored layout', () => {
    expect(clampWidth(columns[1]!, 3)).toBe(60);
    expect(clampWidth(columns[1]!, 1e9)).toBe(2_000);
    expect(template(columns, { widths: { cpu: -5 } }).tracks).toContain(' 60px ');
  });
  it('changes one thing and keeps the rest', () => {
    const layout = withHidden(withWidth({ widths: { name: 150 } }, columns[1]!, 80.4), 'cpu', true);
    expect(layout).toEqual({ widths: { name: 150, cpu: 80 }, hidden: ['cpu'] });
    expect(withHidden(withWidth(layout, columns[1]!, undefined), 'cpu', false)).toEqual({
      widths: { name: 150 },
      hidden: [],
    });
  });
});
