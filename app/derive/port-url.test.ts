import { describe, expect, it } from 'vitest';
import { firstPortUrl, portUrl } from './port-url.ts';

const port = (hostIp: string, hostPort?: number, protocol = 'tcp') => ({
  containerPort: 80,
  protocol,
  hostIp,
  ...(hostPort === undefined ? {} : { hostPort }),
});

describe('the address of a published port', () => {
  it.each([
    [port('0.0.0.0', 4000), 'http://localhost:4000'],
    [port('::', 4000), 'http://localhost:4000'],
    [port('', 4000), 'http://localhost:4000'],
    [port('127.0.0.1', 4000), 'http://127.0.0.1:4000'],
    [port('::1', 4000), 'http://[::1]:4000'],
    [port('0.0.0.0', 53, 'udp'), undefined],
    [port(''), undefined],
  ])('%o: %s', (published, url) => {
    expect(portUrl(published)).toBe(url);
  });

  it('of a container is that of its first TCP port', () => {
    expect(firstPortUrl([port(''), port('', 53, 'udp'), port('', 81), port('', 82)])).toBe('http://localhost:81');
    expect(firstPortUrl([])).toBeUndefined();
  });
});
