import { dkimTokens, verifiedDomain } from './healthy-world.ts';
import type { World } from './world.ts';

/** A domain that waits to be verified: one of its three DKIM records is not in DNS. */
export function missingRecord({ region, dns }: World): void {
  const verified = verifiedDomain('example.com');
  region.identities['example.com'] = {
    ...verified,
    VerifiedForSendingStatus: false,
    VerificationStatus: 'PENDING',
    DkimAttributes: { ...verified.DkimAttributes, Status: 'PENDING' },
  };
  const [, second] = dkimTokens('example.com');
  Reflect.deleteProperty(dns.names, `${second}._domainkey.example.com`);
}
