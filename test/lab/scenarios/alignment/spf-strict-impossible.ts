import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DMARC asks for strict SPF alignment',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=reject; aspf=s; rua=mailto:dmarc@example.com'] };
  },
  command: ['--identity', 'example.com', '--only', 'alignment*'],
  expect: { exitCode: 0, codes: ['alignment/spf-strict-impossible'], infos: [] },
});
