import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM keys are in a signing zone of the Region',
  world({ dns, region }) {
    const dkim = region.identities['example.com']?.DkimAttributes;
    if (dkim !== undefined) dkim.SigningHostedZone = 'dkim.eu-west-1.amazonses.com';
    for (const token of dkimTokens('example.com')) {
      const key = dns.names[`${token}.dkim.amazonses.com`];
      if (key !== undefined) dns.names[`${token}.dkim.eu-west-1.amazonses.com`] = key;
      dns.names[`${token}.dkim.amazonses.com`] = {};
      dns.names[`${token}._domainkey.example.com`] = { CNAME: [`${token}.dkim.eu-west-1.amazonses.com`] };
    }
  },
  command: ['--identity', 'example.com', '--only', 'inbox'],
  expect: { exitCode: 0, codes: [], notCodes: ['dkim/wrong-target'] },
});
