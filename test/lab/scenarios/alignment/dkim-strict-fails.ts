import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DMARC asks for strict DKIM alignment of a sub-domain',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=reject; adkim=s; rua=mailto:dmarc@example.com'] };
    dns.names['news.example.com'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'news.example.com', '--only', 'alignment*'],
  expect: { exitCode: 1, codes: ['alignment/dkim-strict-fails'], infos: [] },
});
