import { parseArn } from './arn.ts';
import { lineageOf } from './identity-name.ts';

/** The identity that a sender uses by its ARN: mostly one of another account ("Using sending authorization"). */
export interface SourceIdentity {
  arn: string;
  account: string;
  region: string;
  /** A domain or an address. */
  name: string;
}

/** Reads the ARN of an identity, or null when it is none. */
export function parseSourceArn(arn: string): SourceIdentity | null {
  const parsed = parseArn(arn);
  const name = /^identity\/(.{1,320})$/.exec(parsed?.resource ?? '')?.[1];
  if (parsed?.service !== 'ses' || name === undefined) return null;
  return { arn, account: parsed.account, region: parsed.region, name };
}

/** Whether that identity lets one send as `sender`: it is the sender itself, its domain or a parent of that. */
export function isOfSender({ name }: SourceIdentity, sender: string): boolean {
  return lineageOf(sender).some((one) => one.toLowerCase() === name.toLowerCase());
}

/**
 * The identity of another account that `sender` is sent with, or null. A principal of the same account shows that
 * nothing is delegated.
 */
export function delegatedOf(
  sender: string,
  { sourceArn, principal }: { sourceArn?: string; principal: string | null },
): SourceIdentity | null {
  const source = sourceArn === undefined ? null : parseSourceArn(sourceArn);
  if (source === null || !isOfSender(source, sender)) return null;
  return principal !== null && parseArn(principal)?.account === source.account ? null : source;
}
