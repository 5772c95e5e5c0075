import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has no MX, and the identity rejects mail then',
  world({ dns, region }) {
    dns.names['bounce.example.com'] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
    const attributes = region.identities['example.com']?.MailFromAttributes;
    if (attributes !== undefined) attributes.BehaviorOnMxFailure = 'REJECT_MESSAGE';
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*'],
  expect: { exitCode: 1, codes: ['mail-from/mx-missing'] },
});
