import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain lapsed, and a parking service answers every name',
  world({ dns }) {
    for (const name of Object.keys(dns.names))
      if (name.endsWith('example.com')) Reflect.deleteProperty(dns.names, name);
    dns.names['example.com'] = { A: ['203.0.113.7'] };
    dns.names['*.example.com'] = { A: ['203.0.113.7'] };
    dns.zones['example.com'] = { servers: { 'ns1.sedoparking.com': {}, 'ns2.sedoparking.com': {} } };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'identity/domain-takes-no-mail',
    causes: ['identity/domain-takes-no-mail'],
    says: ['ns1.sedoparking.com', 'Look who holds example.com'],
  },
});
