import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has a CNAME to the web shop beside the records of SES',
  world({ dns }) {
    const records = dns.names['bounce.example.com'];
    if (records !== undefined) records.CNAME = ['shop.hosting.example'];
    dns.names['shop.hosting.example'] = { A: ['192.0.2.90'], TXT: ['v=spf1 -all'] };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/cname-beside', 'mail-from/spf-no-ses'],
    causes: ['mail-from/cname-beside'],
    notCodes: ['mail-from/not-propagated'],
    says: ['Delete the CNAME at bounce.example.com'],
  },
});
