import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM names are a zone of their own, which its servers could not load',
  world({ dns }) {
    dns.zones['_domainkey.example.com'] = {
      servers: { 'ns1.a.example': { broken: 'failing' }, 'ns2.a.example': { broken: 'failing' } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/delegation-broken'], says: ['fail with SERVFAIL'] },
});
