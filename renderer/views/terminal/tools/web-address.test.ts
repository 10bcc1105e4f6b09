import { expect, it } from 'vitest';
import { webAddress } from './web-address.ts';

it.each(['http://localhost:8080/', 'https://example.com/a?b#c', 'HTTPS://EXAMPLE.COM/'])('%s may be opened', (text) => {
  expect(webAddress(text)?.href).toBe(text.toLowerCase());
});

it.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'ssh://host/',
  'vbscript:x',
  'https://example.com@evil.example/',
  'https://user:word@example.com/',
  'https://exam\nple.com/',
  'https://example.com/ x',
  'https://',
  `https://example.com/${'x'.repeat(3000)}`,
  '',
])('%j may not', (text) => {
  expect(webAddress(text)).toBeUndefined();
});

it('shows a name of another script as what is asked for', () => {
  expect(webAddress('https://аpple.com/')?.host).toMatch(/^xn--/);
});
