import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain is a CNAME to the name of a former vendor, which is gone',
  world({ dns }) {
    dns.names['bounce.example.com'] = { CNAME: ['u123.wl.vendor.example'] };
  },
  command: ['--only', 'mail-from', '--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/mx-missing', 'mail-from/spf-missing'],
    says: ['Delete the CNAME at bounce.example.com first', 'a CNAME to u123.wl.vendor.example'],
  },
});
