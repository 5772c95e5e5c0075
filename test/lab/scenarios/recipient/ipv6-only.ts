import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The mail server of the recipient has only an IPv6 address',
  world({ dns }) {
    Object.assign(dns.names, {
      'six.example': { MX: [{ preference: 10, exchange: 'mx.six.example' }] },
      'mx.six.example': { AAAA: ['2600::25'] },
    });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@six.example'],
  expect: { exitCode: 0, codes: ['recipient/mx-broken'] },
});
