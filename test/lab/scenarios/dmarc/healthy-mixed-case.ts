import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Tags of the DMARC record in mixed case, beside another text',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = {
      TXT: ['hello', 'v=DMARC1; P=Reject; RUA=mailto:dmarc@example.com; PCT=100'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: [], infos: [] },
});
