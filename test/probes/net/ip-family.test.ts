import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ipFamily } from '../../../src/probes/net/ip-family.ts';

describe('the family of an address', () => {
  it.each([
    '192.0.2.53',
    '0.0.0.0',
    '255.255.255.255',
    '::',
    '::1',
    '2001:db8::53',
    '2001:DB8:0:0:0:0:0:1',
    '::ffff:192.0.2.1',
    'fe80::1%eth0',
    'fe80::1%2',
    '192.0.2.256',
    '192.0.2',
    '192.0.2.053',
    '192.0.2.53:53',
    '2001:db8::1::2',
    '2001:db8:0:0:0:0:0:0:1',
    '[2001:db8::53]',
    'mail.example.com',
    '123.example',
    '10.0.0.1.',
    '192.0.2.1%eth0',
    '',
    ':',
  ])('of %j is what Node says', (host) => {
    expect(ipFamily(host)).toBe(isIP(host));
  });
});
