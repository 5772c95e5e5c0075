import { lineageOf } from '../../../../src/parse/identity-name.ts';
import type { RegionWorld } from '../world.ts';

/**
 * The identity that a sender is covered by, or null: the address, its domain or one above it, the nearest that is verified
 * ("Verified identities in Amazon SES": a domain covers its subdomains). Its settings are those of the mail.
 */
export const identityOf = (region: RegionWorld, from: string): string | null =>
  lineageOf(from).find((name) => region.identities[name]?.VerifiedForSendingStatus === true) ?? null;
