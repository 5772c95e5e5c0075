import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The key of their own is revoked',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'SUCCESS',
        Tokens: ['own'],
        SigningAttributesOrigin: 'EXTERNAL',
      },
    };
    dns.names['own._domainkey.example.com'] = { TXT: ['v=DKIM1; p='] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-key'],
  expect: { exitCode: 1, codes: ['dkim/key-revoked'] },
});
