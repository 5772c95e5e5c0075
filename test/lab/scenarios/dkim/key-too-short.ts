import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The key of their own has 512 bits',
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
    dns.names['own._domainkey.example.com'] = {
      TXT: [
        'p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMbzwXb1QwsQtLe9kjymB0ykt4A5Lp50kkYGiLJe2AmyIaAH1Ak1Umca47oIOgju3A0ZFtMmOf8UI58Gv9j3frcCAwEAAQ==',
      ],
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-key'],
  expect: { exitCode: 1, codes: ['dkim/key-too-short'] },
});
