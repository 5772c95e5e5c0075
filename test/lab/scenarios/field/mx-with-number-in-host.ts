import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The preference was typed into the host of the MX record',
  world(world) {
    const { region, dns } = world;
    const mailFrom = region.identities['example.com']?.MailFromAttributes;
    if (mailFrom !== undefined) mailFrom.MailFromDomainStatus = 'FAILED';
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: '10.feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 include:amazonses.com ~all'],
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, firstCause: 'mail-from/mx-wrong-target' },
});
