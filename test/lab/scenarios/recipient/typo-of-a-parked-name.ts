import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A typo of Gmail that somebody registered for its visitors: a website and no mail server',
  world({ dns }) {
    dns.names['gmaill.com'] = { A: ['198.51.100.9'] };
  },
  command: ['--identity', 'example.com', '--recipient', 'ann@gmaill.com'],
  expect: { exitCode: 0, codes: ['recipient/probable-typo'], says: ['names no mail server'] },
});
