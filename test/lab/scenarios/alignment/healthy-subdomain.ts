import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sub-domain sends, with the DMARC record at the organizational domain',
  world({ dns }) {
    dns.names['news.example.com'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'news.example.com', '--only', 'alignment*'],
  expect: { exitCode: 0, codes: [], infos: [] },
});
