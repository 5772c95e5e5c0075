import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF at the envelope sender leaves SES out, uses ptr and ends in ?all',
  world({ dns }) {
    dns.names['bounce.example.com'] = { ...dns.names['bounce.example.com'], TXT: ['v=spf1 ptr mx ?all'] };
  },
  command: ['--identity', 'example.com', '--only', 'spf*', '--only', 'mail-from-records'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/spf-no-ses', 'spf/ses-not-authorised', 'spf/neutral-all', 'spf/ptr'],
    causes: ['mail-from/spf-no-ses'],
    says: ['v=spf1 include:amazonses.com mx ~all'],
  },
});
