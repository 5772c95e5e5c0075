import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address of a sub-domain, covered by the verified domain above it',
  world({ dns }) {
    dns.names['mail.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
  },
  command: ['--identity', 'a@mail.example.com'],
  expect: { exitCode: 0, codes: [], infos: ['identity/covered-by-parent'] },
});
