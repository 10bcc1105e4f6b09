import type { Problem } from '../../../app/rpc/problem.ts';
import type { RunForm } from '../../stores/shown/run-drafts.ts';
import { said } from '../../words/problems.ts';
import type { RunErrors } from './form.ts';

/** Where in the form an engine's refusal belongs. Empty when it is about no field. */
export function refusedFields(problem: Problem, form: RunForm): RunErrors {
  const { field, detail = '' } = problem;
  const at = (name: string): RunErrors => new Map([[name, said(problem)]]);
  switch (field) {
    case undefined:
      return new Map();
    case 'ports':
      return at(rowOf('ports', 'hostPort', form.ports, ({ hostPort }) => mentionsPort(detail, hostPort)));
    case 'mounts':
      return at(rowOf('mounts', 'source', form.mounts, ({ source }) => source !== '' && detail.includes(source)));
    case 'limits':
      if (/memory-?swap/i.test(detail) && form.memorySwap !== '') return at('memorySwap');
      return at(/memory/i.test(detail) ? 'memory' : 'cpus');
    case 'user':
      // Docker says the same of both.
      return at(form.groups !== '' && !form.user.includes(':') && /group/i.test(detail) ? 'groups' : 'user');
    default:
      return at(field);
  }
}

/** The row that it is about; the only one there is, where no words tell. */
function rowOf<T>(list: string, part: string, rows: readonly T[], named: (row: T) => boolean): string {
  const found = rows.findIndex(named);
  const index = found >= 0 ? found : rows.length === 1 ? 0 : -1;
  return index < 0 ? list : `${list}.${index}.${part}`;
}

function mentionsPort(words: string, port: string): boolean {
  return /^\d+$/.test(port.trim()) && new RegExp(`:${port.trim()}(?!\\d)`).test(words);
}
