import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DMARC reports go to somebody who does not take them',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=reject; rua=mailto:x@vendor.example'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/report-not-authorised'], infos: [] },
});
