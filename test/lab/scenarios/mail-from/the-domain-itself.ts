import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain is the domain itself: its MX takes the mail of the company and stays as it is',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) return;
    identity.MailFromAttributes = {
      MailFromDomain: 'example.com',
      MailFromDomainStatus: 'FAILED',
      BehaviorOnMxFailure: 'REJECT_MESSAGE',
    };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    causes: ['mail-from/not-a-subdomain'],
    codes: [
      ...['mail-from/not-a-subdomain', 'mail-from/failed', 'mail-from/rejects-on-failure'],
      ...['mail-from/mx-wrong-target', 'mail-from/spf-no-ses'],
    ],
  },
});
