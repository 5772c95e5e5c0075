/** What SES says to a sender of which it checked this identity in this Region, and did not find it verified. */
export const failedIdentity = (name: string, region: string): string =>
  `554 Message rejected: Email address is not verified. The following identities failed the check in region ${region}: ${name}`;
