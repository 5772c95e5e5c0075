import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two SPF records at a MAIL FROM domain that SES has not confirmed yet',
  world({ dns, region }) {
    const attributes = region.identities['example.com']?.MailFromAttributes;
    if (attributes !== undefined) attributes.MailFromDomainStatus = 'PENDING';
    dns.names['bounce.example.com'] = {
      ...dns.names['bounce.example.com'],
      TXT: ['v=spf1 include:amazonses.com ~all', 'v=spf1 mx ~all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*', '--only', 'spf*'],
  expect: { exitCode: 1, codes: ['mail-from/pending', 'mail-from/spf-no-ses'] },
});
