/** The account and what AWS writes of it, in the words of AWS and of its customers. */
export const account = {
  /** The account and what it may do, in the words of AWS. */
  accountSending: `account, sending, ability, email sending, アカウント, 送信`,
  /** The same, in the words of its customers. */
  sending: `sending, send, account, ses, ability, versand, konto`,
  paused: `pause*, pausing, suspend*, shut off, shut down, stopped, halted, disabled, blocked .. sending, restricted,
    一時停止, 停止, paused, suspended, blocked, pausiert, gesperrt`,
  /** A review, in the words of AWS. */
  review: `review, probation, reviewing, レビュー, 審査`,
  /** A review, in the words of those whose account it is. */
  underReview: `under review, probation, review period`,
  bounces: `bounce*, hard bounce*, バウンス`,
  complaints: `complaint*, marked .. spam, report* .. spam, 苦情`,
  dkimName: `dkim, easy dkim`,
  mailFrom: `mail from {domain*|setup|set-up|set up|mx|record*|config*|status|verif*|for|of|feature}, mail-from, mailfrom, custom mail from`,
  /** What AWS verifies. */
  identity: `domain verification, verification, verify, identity, email address verification, txt record, 検証`,
  /** What customers have verified. */
  verification: `verification, verif*, identity, identities, domain, dkim`,
  failed: `fail*, failure, unable to, could not, couldn't, cannot, not been able, were not able, not able to,
    did not find, not found, not detect*, revoked, invalid, unsuccessful, not complete*, expired, not grant*, 失敗,
    できません`,
  soon: `temporar*, no longer, will be revoked, will revoke, warning, at risk, stopped detecting, within .. days, 期限`,
  publish: `publish*, deliver .. notification*, send .. notification*, notification*`,
  topic: `sns topic*, sns, topic, arn:aws:sns*`,
  kms: `kms, encrypt*, key policy`,
  gone: `deleted, does not exist, doesn't exist, not found, no longer exist*, missing`,
  /** What is asked for in a request to AWS. */
  sandboxOrLimits: `production access, sandbox, limit increase, sending limit*, sending quota*, move out of the sandbox,
    moved out of the sandbox, サンドボックス`,
  production: `production access, limit increase`,
  denied: `denied, denying, not be able to grant, deny, declined, rejected, not approve*, unable to grant, cannot grant,
    can't grant, not able to grant, unable to approve, unable to increase, not grant*, could not approve, 拒否,
    refused, turned down`,
  lifted: `resumed, reinstated, restored, lifted, re-enabled, ended the review, review has ended,
    removed from probation, no longer under review, approved, granted, successfully, success, increased,
    has been verified, is now verified, 解除, 承認`,
} as const satisfies Readonly<Record<string, string>>;
