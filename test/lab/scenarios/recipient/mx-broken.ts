import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The only mail server has no address',
  world({ dns }) {
    dns.names['broken.example'] = { MX: [{ preference: 10, exchange: 'mx.broken.example' }] };
  },
  command: ['--recipient', 'someone@broken.example'],
  expect: { exitCode: 1, codes: ['recipient/mx-broken'] },
});
