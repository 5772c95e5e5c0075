import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sender that says it takes no mail, by design',
  world({ dns }) {
    dns.names['example.com'] = { MX: [{ preference: 0, exchange: '' }], TXT: ['v=spf1 -all'] };
  },
  command: ['--identity', 'example.com', '--only', 'identity-mail'],
  expect: { exitCode: 0, codes: [], infos: ['identity/domain-takes-no-mail'] },
});
