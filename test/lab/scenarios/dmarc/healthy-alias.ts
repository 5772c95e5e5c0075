import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC record stands behind a CNAME',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: ['example.vendor.example'] };
    dns.names['example.vendor.example'] = { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: [], infos: [] },
});
