import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The panel appended the zone to the values of the DKIM records',
  world(world) {
    const { region, dns } = world;
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes === undefined) throw new Error('the healthy world has an identity');
    identity.VerificationStatus = 'PENDING';
    identity.VerifiedForSendingStatus = false;
    identity.DkimAttributes.Status = 'PENDING';
    for (const token of dkimTokens('example.com'))
      dns.names[`${token}._domainkey.example.com`] = { CNAME: [`${token}.dkim.amazonses.com.example.com`] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, firstCause: 'dkim/wrong-target' },
});
