import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain that only looks like a typo, and takes mail',
  world({ dns }) {
    dns.names['gmall.com'] = { MX: [{ preference: 10, exchange: 'mx.gmall.com' }] };
    dns.names['mx.gmall.com'] = { A: ['192.0.2.9'] };
  },
  command: ['--recipient', 'someone@gmall.com'],
  expect: { exitCode: 0, codes: [] },
});
