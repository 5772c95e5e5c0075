import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'sp= decides for a sub-domain',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = {
      TXT: ['v=DMARC1; p=reject; sp=quarantine; rua=mailto:dmarc@example.com'],
    };
    dns.names['news.example.com'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'news.example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: [], infos: ['dmarc/subdomain-policy'] },
});
