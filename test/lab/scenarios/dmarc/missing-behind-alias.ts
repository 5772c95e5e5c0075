import { scenario } from '../../scenario.ts';

export default scenario({
  title: '_dmarc is a CNAME to example.com, which has no DMARC record',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: ['example.com'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: ['dmarc/missing'],
    says: [
      '_dmarc.example.com is a CNAME to example.com, which has none',
      'Delete the CNAME at _dmarc.example.com',
    ],
  },
});
