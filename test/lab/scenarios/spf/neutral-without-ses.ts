import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF at the envelope sender ends in ?all and leaves SES out',
  world({ dns }) {
    dns.names['bounce.example.com'] = { ...dns.names['bounce.example.com'], TXT: ['v=spf1 mx ?all'] };
  },
  command: ['--identity', 'example.com', '--only', 'spf*', '--only', 'mail-from-records'],
  expect: {
    exitCode: 1,
    codes: ['spf/ses-not-authorised', 'mail-from/spf-no-ses', 'spf/neutral-all'],
    causes: ['mail-from/spf-no-ses'],
  },
});
