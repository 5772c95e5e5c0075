import { sandbox, type Trouble } from './trouble.ts';

const pending = ['identity/verification-pending', 'identity/not-verified'] as const;
const notVerifiedYet = ['identity/not-verified', 'dkim/status-failed'] as const;
const unverified = ['identity/not-verified', 'identity/wrong-region'] as const;

/** What people tell of an identity and its records, and of who sends from where. */
export const ofIdentity: readonly Trouble[] = [
  // What an identity needs.
  {
    codes: ['dkim/status-failed'],
    all: ['dkimWord', 'turnedFailed'],
    not: ['stillPending', 'ofMessage'],
    anywhere: true,
  },
  { codes: ['mail-from/failed'], all: ['bounceDomain', 'turnedFailed'], anywhere: true },
  { codes: ['mail-from/failed'], all: ['bounceDomain', 'noMx', 'verifying'] },
  { codes: ['mail-from/failed'], all: ['bounceDomain', 'noMx', 'ofIdentityPage'] },
  {
    codes: ['dkim/status-failed'],
    all: ['dkimWord', 'failedForGood', 'ofIdentityPage'],
    not: ['stillPending'],
  },
  {
    codes: ['identity/verification-failed', 'dkim/status-failed'],
    all: ['verifying', 'failedForGood', 'ofIdentityPage', 'senders'],
    not: ['dmarcWord', 'spfWord', 'dkimWord', 'stillPending', 'others'],
  },
  {
    codes: ['identity/wrong-region', 'identity/not-verified'],
    all: ['otherRegion', 'senders', 'confirming'],
  },
  {
    codes: pending,
    all: ['verifying', 'stillPending'],
    not: ['toOthers', 'dmarcWord', 'channels', 'dkimWord', 'bounceDomain', 'leaving'],
  },
  {
    codes: notVerifiedYet,
    all: ['verifying', 'waits', 'senders'],
    not: ['toOthers', 'dmarcWord', 'stillPending'],
  },
  {
    codes: notVerifiedYet,
    all: ['verifying', 'waits', 'ofIdentityPage'],
    not: ['toOthers', 'dmarcWord', 'channels', 'stillPending'],
  },
  { codes: ['message/dmarc-failed'], all: ['dmarcWord', 'notOk'], not: ['junkPlace'] },
  { codes: ['message/unsigned', 'message/dkim-invalid'], all: ['dkimWord', 'unsignedMail'] },
  {
    codes: ['message/dkim-invalid', 'message/unsigned'],
    all: ['dkimWord', 'notOk', 'ofMessage'],
    not: ['junkPlace', 'dkimFine'],
  },
  { codes: ['message/spf-failed'], all: ['spfWord', 'notOk'], not: ['junkPlace', 'bounceDomain'] },
  // Who sends, and to whom.
  { codes: unverified, all: ['unverifiedSender'] },
  { codes: sandbox, all: ['theirsUnverified'], not: ['dkimWord', 'unverifiedSender'] },
  { codes: sandbox, all: ['others', 'theirConfirming', 'refusedMail'], not: ['dkimWord', 'feedback'] },
  {
    codes: sandbox,
    all: ['others', 'confirming', 'asked'],
    not: ['junkPlace', 'dkimWord', 'listMail', 'feedback'],
  },
  { codes: sandbox, all: ['others', 'refusedMail', 'mineWorks'], not: ['junkPlace'] },
  { codes: sandbox, all: ['others', 'refusedMail', 'identityList'], not: ['junkPlace'] },
  { codes: sandbox, all: ['others', 'notConfirmed', 'refusedMail'], not: ['dkimWord'] },
  { codes: unverified, all: ['senders', 'notConfirmed'], not: ['others', 'dkimWord'] },
  // Records.
  { codes: ['dmarc/multiple-records'], all: ['dmarcWord', 'twoDmarc', 'aRecord'], not: ['bigProvider'] },
  { codes: ['dmarc/missing'], all: ['dmarcWord', 'noRecord'], not: ['moreThanOne', 'alignWord', 'fails'] },
  { codes: ['dmarc/syntax-error'], all: ['dmarcWord', 'aRecord', 'brokenRecord'], not: ['moreThanOne'] },
  { codes: ['spf/multiple-records'], all: ['spfWord', 'twoSpf', 'aRecord'], not: ['tooManyLookups'] },
  { codes: ['spf/too-many-lookups'], all: ['spfWord', 'tooManyLookups'] },
  {
    codes: ['spf/syntax-error'],
    all: ['spfWord', 'aRecord', 'brokenRecord'],
    not: ['moreThanOne', 'tooManyLookups'],
  },
  { codes: ['dkim/name-doubled'], all: ['twiceTheDomain', 'aRecord'] },
  { codes: ['dkim/wrong-type'], all: ['dkimWord', 'otherType'] },
  {
    codes: ['dkim/key-revoked', 'message/dkim-invalid'],
    all: ['dkimWord', 'keyRevoked'],
    not: ['willBeLost'],
  },
  { codes: ['dkim/not-enabled'], all: ['dkimWord', 'switchedOff'] },
  { codes: ['dkim/status-temporary-failure'], all: ['dkimWord', 'willBeLost', 'ofIdentityPage'] },
  { codes: ['dkim/record-missing', 'dkim/status-failed'], all: ['dkimWord', 'aRecord', 'recordGone'] },
  {
    codes: ['dkim/status-pending', 'dkim/record-missing'],
    all: ['dkimWord', 'stillPending'],
    not: ['otherType'],
  },
  { codes: ['message/dkim-unaligned'], all: ['dkimWord', 'alignWord'], not: ['dmarcWord'] },
  { codes: ['mail-from/pending', 'mail-from/mx-missing'], all: ['bounceDomain', 'stillPending'] },
  { codes: ['mail-from/mx-wrong-region'], all: ['bounceDomain', 'twoRegions', 'aRecord'] },
  { codes: ['mail-from/mx-wrong-region'], all: ['bounceDomain', 'otherRegion', 'aRecord'] },
  {
    codes: ['mail-from/mx-missing'],
    all: ['bounceDomain', 'noRecord', 'aRecord'],
    not: ['stillPending', 'failedForGood'],
  },
  { codes: ['mail-from/mx-missing', 'mail-from/failed'], all: ['bounceDomain', 'aRecord', 'recordGone'] },
  { codes: ['mail-from/temporary-failure'], all: ['bounceDomain', 'willBeLost'] },
  {
    codes: ['mail-from/rejects-on-failure'],
    all: ['bounceDomain', 'refusedMail', 'notConfirmed'],
    not: ['stillPending'],
  },
  // Who sends from where.
  { codes: ['send/cross-account-identity'], all: ['otherAccount', 'senders', 'refusedMail'] },
  { codes: ['send/cross-account-identity'], all: ['otherAccount', 'senders', 'mayNot'] },
  { codes: ['send/cross-account-identity'], all: ['otherAccount', 'senders', 'notConfirmed'] },
  {
    codes: ['identity/case-mismatch', 'identity/not-verified'],
    all: ['senders', 'spelling', 'notConfirmed'],
    not: ['suppressed'],
  },
  {
    codes: ['identity/not-found', 'identity/not-verified'],
    all: ['senders', 'isDeleted', 'identityList'],
    not: ['setWord', 'templateWord'],
  },
  { codes: unverified, all: ['twoRegions', 'senders', 'notConfirmed'] },
  { codes: ['access/region-missing'], all: ['regionSetting', 'unsaid'] },
  { codes: ['access/region-invalid'], all: ['misspeltRegion', 'noHost'], not: ['smtpServer'] },
  { codes: ['access/region-invalid'], all: ['misspeltRegion', 'regionWord'], not: ['smtpServer'] },
  {
    codes: ['access/endpoint-unreachable'],
    all: ['noHost', 'sdkCall'],
    not: ['smtpServer', 'tracking', 'linkWord'],
  },
  {
    codes: ['access/profile-not-found'],
    all: ['profileWord', 'notThere'],
    not: ['templateWord', 'setWord', 'noKeysFound'],
  },
  {
    codes: ['send/account-not-subscribed'],
    all: ['notSubscribed', 'doesSpeak'],
    not: ['channels', 'signOff', 'suppressed'],
  },
  {
    codes: ['sandbox/review-pending', 'sandbox/account-in-sandbox'],
    all: ['leaving', 'waits'],
    not: ['turnedDown', 'verifying', 'neverAsked'],
  },
  {
    codes: ['sandbox/review-pending', 'sandbox/account-in-sandbox'],
    all: ['leaving', 'reviewed'],
    not: ['turnedDown', 'neverAsked'],
  },
  {
    codes: ['sending/disabled-by-you'],
    all: ['accountOrSending', 'shut', 'ofOurs'],
    not: [
      'smtpServer',
      'templateWord',
      'suppressed',
      'blockLists',
      'complaining',
      'bouncing',
      'setWord',
      'keys',
      'tenantWord',
    ],
  },
];
