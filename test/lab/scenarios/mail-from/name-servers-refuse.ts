import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the MAIL FROM domain is delegated, to servers that do not have it any more',
  world({ dns }) {
    dns.zones['bounce.example.com'] = {
      servers: { 'ns1.a.example': { broken: 'lame' }, 'ns2.a.example': { broken: 'lame' } },
    };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'mail-from/delegation-broken',
    says: ['In the zone example.com, give bounce.example.com NS records'],
    notCodes: ['identity/delegation-broken', 'dkim/delegation-broken'],
  },
});
