import type { LogRow } from '../../../../app/logs.ts';
import { type Field, type FieldValue, fieldAt, parseFields, valueText } from '../../../../app/text/log-fields.ts';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import type { RowPlugin } from '../scroll/painter.ts';

const { fields: fieldWords } = words.logs;

/** Lines whose fields are remembered: some screens, as rows are drawn again and again. */
const mostParsed = 500;
/** Lines that are open at once. */
const mostOpen = 100;
/** UTF-16 units of a value that are drawn, in the tree and in a column. */
const longestValue = 4000;
const longestCell = 200;

/** What a person can do with a field. */
export interface FieldActions {
  readonly copy: (text: string) => void;
  readonly addColumn: (path: string) => void;
  readonly search: (text: string) => void;
}

/** Puts the fields of JSON and logfmt lines into their rows: a button, the tree it opens, and columns before the text. */
export class FieldsPlugin implements RowPlugin {
  #columns: readonly string[] = [];
  readonly #parsed = new Map<string, readonly Field[] | undefined>();
  readonly #open = new Set<string>();
  readonly #actions: FieldActions;

  constructor(actions: FieldActions) {
    this.#actions = actions;
  }

  /** Paths of the fields that stand before the text. */
  showColumns(columns: readonly string[]): void {
    this.#columns = columns;
  }

  lead(row: LogRow): HTMLElement | undefined {
    const fields = this.#fields(row);
    if (!fields) return undefined;
    const lead = part('fields');
    const toggle = button(this.#open.has(keyOf(row)) ? '▾' : '▸', fieldWords.label);
    toggle.dataset.act = 'expand';
    toggle.ariaExpanded = String(this.#open.has(keyOf(row)));
    lead.append(toggle);
    for (const path of this.#columns) {
      const cell = part('cell', printable(fieldAt(fields, path) ?? '', longestCell));
      cell.title = path;
      lead.append(cell);
    }
    return lead;
  }

  body(row: LogRow): HTMLElement | undefined {
    const fields = this.#open.has(keyOf(row)) ? this.#fields(row) : undefined;
    if (!fields) return undefined;
    const body = part('body');
    body.append(this.#tree(fields, ''));
    return body;
  }

  toggle(row: LogRow): void {
    const key = keyOf(row);
    if (this.#open.delete(key)) return;
    this.#open.add(key);
    const [oldest] = this.#open;
    if (this.#open.size > mostOpen && oldest !== undefined) this.#open.delete(oldest);
  }

  #fields({ text, mark }: LogRow): readonly Field[] | undefined {
    if (mark) return undefined;
    if (this.#parsed.has(text)) return this.#parsed.get(text);
    const fields = parseFields(text);
    this.#parsed.set(text, fields);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > mostParsed && oldest !== undefined) this.#parsed.delete(oldest);
    return fields;
  }

  #tree(fields: readonly Field[], prefix: string): HTMLElement {
    const list = document.createElement('ul');
    for (const { key, value } of fields) {
      const path = `${prefix}${key}`;
      const item = document.createElement('li');
      item.append(part('key', printable(key, longestCell)), this.#value(value, path));
      list.append(item);
    }
    return list;
  }

  #value(value: FieldValue, path: string): HTMLElement {
    if (value.kind === 'object' && value.fields.length > 0) return this.#tree(value.fields, `${path}.`);
    if (value.kind === 'array' && value.items.length > 0) {
      return this.#tree(
        value.items.map((item, n) => ({ key: String(n), value: item })),
        `${path}.`,
      );
    }
    const text = valueText(value);
    const named = printable(path, longestCell);
    const shown = part('value', printable(text, longestValue));
    shown.dataset.kind = value.kind;
    shown.append(
      fieldButton(fieldWords.copy, fieldWords.copyOf({ path: named }), () => this.#actions.copy(text)),
      fieldButton(fieldWords.column, fieldWords.columnOf({ path: named }), () => this.#actions.addColumn(path)),
      fieldButton(fieldWords.search, fieldWords.searchOf({ path: named }), () => this.#actions.search(text)),
    );
    return shown;
  }
}

/** Stays the same when rows get other numbers. */
function keyOf({ source, time, text }: LogRow): string {
  return `${source} ${time} ${text}`;
}

function part(name: string, text = ''): HTMLElement {
  const element = document.createElement('span');
  element.dataset.part = name;
  element.textContent = text;
  return element;
}

function fieldButton(text: string, name: string, run: () => void): HTMLElement {
  const element = button(text, name);
  element.addEventListener('click', run);
  return element;
}

function button(text: string, name: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset.act = 'field';
  element.textContent = text;
  element.ariaLabel = name;
  return element;
}
