import type { SmtpCredentialShape } from '../model/environment.ts';
import { type Answer, valueOr } from '../model/unavailable.ts';

/** What another Region's endpoint replied to AUTH. */
export interface RegionLogin {
  region: string;
  /** The reply code. */
  code: Answer<number>;
}

/** What can be wrong with SMTP credentials by their form alone. */
export type FormFault =
  | 'temporary-key'
  | 'username-not-access-key'
  | 'password-is-secret-key'
  | 'password-legacy-signature'
  | 'password-malformed';

/** The password was made with Signature Version 2, before 2019-01-10. */
export const isLegacy = ({ password }: SmtpCredentialShape): boolean => password.versionByte === 2;

/** SES Developer Guide, smtp-credentials: what a user name and a password of SES look like. */
export function formFaults(shape: SmtpCredentialShape): readonly FormFault[] {
  // Whatever is said about the password of a temporary key, it would not help.
  if (shape.username === 'temporary-key') return ['temporary-key'];
  const password = passwordFault(shape);
  return [
    ...(shape.username === 'access-key' ? [] : (['username-not-access-key'] as const)),
    ...(password === null ? [] : [password]),
  ];
}

function passwordFault(shape: SmtpCredentialShape): FormFault | null {
  const { looksLikeSecretKey, versionByte, hasWhiteSpace, hasQuotes } = shape.password;
  if (looksLikeSecretKey) return 'password-is-secret-key';
  if (isLegacy(shape)) return 'password-legacy-signature';
  return versionByte === 4 && !hasWhiteSpace && !hasQuotes ? null : 'password-malformed';
}

/** It has the right form, and the secret of the same access key gives another password in every Region. */
export const isOfAnotherKey = (shape: SmtpCredentialShape): boolean =>
  shape.derivedRegions?.length === 0 && formFaults(shape).length === 0;

/** The Regions that the password is for, where that is not `region`, and how it was proved; null: nothing is. */
export function rightRegions(
  region: string | null,
  { derivedRegions }: SmtpCredentialShape,
  others: Answer<readonly RegionLogin[]>,
): { regions: readonly string[]; proof: 'derived' | 'tried' } | null {
  const derived = derivedRegions ?? [];
  if (region === null || derived.includes(region)) return null;
  if (derived.length > 0) return { regions: derived, proof: 'derived' };
  const tried = valueOr(others, []).flatMap(({ region: name, code }) =>
    code.ok && code.value === 235 ? [name] : [],
  );
  return tried.length === 0 ? null : { regions: tried, proof: 'tried' };
}
