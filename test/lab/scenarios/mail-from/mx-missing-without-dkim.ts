import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has no MX, and DKIM does not sign: without SPF nothing is left for DMARC',
  world({ dns, region }) {
    dns.names['bounce.example.com'] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
    const identity = region.identities['example.com'];
    if (identity !== undefined)
      identity.DkimAttributes = {
        SigningEnabled: false,
        Status: 'NOT_STARTED',
        SigningAttributesOrigin: 'AWS_SES',
      };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*'],
  expect: { exitCode: 1, codes: ['mail-from/mx-missing'], says: ['DMARC fails'] },
});
