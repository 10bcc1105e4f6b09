import { expect, test } from 'vitest';
import { isSecret } from './secrets.ts';

test.each([
  ['POSTGRES_PASSWORD', 'x'],
  ['MYSQL_ROOT_PASSWORD', 'x'],
  ['PGPASSWORD', 'x'],
  ['REDIS_PASS', 'x'],
  ['API_KEY', 'x'],
  ['AWS_SECRET_ACCESS_KEY', 'x'],
  ['githubToken', 'x'],
  ['TOKEN_SIGNING', 'x'],
  ['DATABASE_URL', 'postgres://app:hunter2@db:5432/app'],
])('%s=%s is a secret', (name, value) => expect(isSecret(name, value)).toBe(true));

test.each([
  ['PATH', '/usr/bin'],
  ['POSTGRES_PASSWORD_FILE', '/run/secrets/db'],
  ['POSTGRES_PASSWORD', ''],
  ['COMPASS', 'north'],
  ['KEYBOARD', 'de'],
  ['AUTHOR', 'me'],
  ['DATABASE_URL', 'postgres://db:5432/app'],
  ['SITE', 'https://example.test/a:b@c'],
])('%s=%s is none', (name, value) => expect(isSecret(name, value)).toBe(false));
