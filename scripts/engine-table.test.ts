import { expect, test } from 'vitest';
import { tableOf } from './engine-table.ts';

const engine = { product: 'Podman', version: '5.4.2', api: '1.41' };
const result = (title: string, status: string, kind = 'podman5', meta = {}) => ({
  ancestorTitles: ['logs', `on ${kind}`, 'with a TTY'],
  title,
  status,
  meta: { engine, ...meta },
});

test('the table tells for each engine what holds, what does not, and what is not offered', () => {
  const results = [
    result('come whole', 'passed'),
    result('come whole', 'failed', 'podman4'),
    result('are checked', 'skipped', 'podman5', { lacks: 'healthChecks' }),
    { ...result('are checked', 'skipped', 'podman4'), meta: {} },
    { ancestorTitles: ['of something else'], title: 'x', status: 'passed' },
  ];
  const page = tableOf({ testResults: [{ assertionResults: results }] });
  expect(page).toContain('| podman5 | Podman of Debian 13 | Podman 5.4.2 | 1.41 | 1 | 0 | 1 |');
  expect(page).toContain('|  | podman4 | podman5 |');
  expect(page).toContain('| with a TTY: come whole | ✗ | ✓ |');
  expect(page).toContain('| with a TTY: are checked | ? | – |\n\n–: `healthChecks`');
  expect(page).not.toContain('something else');
});
