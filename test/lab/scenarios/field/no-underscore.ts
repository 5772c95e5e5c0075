import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The provider allows no underscore, and the DKIM names were made without',
  world(world) {
    const { region, dns } = world;
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes === undefined) throw new Error('the healthy world has an identity');
    identity.VerificationStatus = 'PENDING';
    identity.VerifiedForSendingStatus = false;
    identity.DkimAttributes.Status = 'PENDING';
    dns.names = Object.fromEntries(
      Object.entries(dns.names).map(([name, node]) => [name.replace('._domainkey.', '.domainkey.'), node]),
    );
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, firstCause: 'dkim/wrong-name' },
});
