import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sub-domain without MX whose address takes the mail',
  world({ dns }) {
    dns.names['news.example.com'] = { A: ['192.0.2.25'] };
  },
  command: ['--identity', 'news.example.com', '--only', 'identity-mail'],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['identity/domain-takes-no-mail'],
    statuses: { 'identity-mail': 'pass' },
  },
});
