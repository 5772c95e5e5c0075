import type { Explanation } from './evidence.ts';

/** What people tell of together, and what causes it. */
export interface Trouble extends Explanation {
  /** It is told of any mail, so that nothing has to name SES. */
  anywhere?: true;
}

const login = [
  'smtp-credentials/rejected',
  'smtp-credentials/password-is-secret-key',
  'smtp-credentials/password-wrong-region',
] as const;
const wrongRegionLogin = [
  'smtp-credentials/password-wrong-region',
  'smtp-credentials/rejected',
  'smtp-credentials/password-is-secret-key',
] as const;
const sandbox = ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'] as const;
const paused = ['sending/paused-by-aws', 'sending/disabled-by-you'] as const;
const pending = ['identity/verification-pending', 'identity/not-verified'] as const;
const notVerifiedYet = ['identity/not-verified', 'dkim/status-failed'] as const;
const unverified = ['identity/not-verified', 'identity/wrong-region'] as const;
/** Events come to nobody: the ways in which they are lost, likeliest first. */
const lostEvents = [
  'events/not-configured',
  'events/topic-policy-blocks',
  'events/no-subscriber',
  'events/topic-unreachable',
] as const;

/** In any order: each is weighed by what it asks for. */
export const troubles: readonly Trouble[] = [
  // The account.
  { codes: ['reputation/tenant-paused'], all: ['tenantWord', 'shut'] },
  { codes: ['sandbox/review-denied'], all: ['leaving', 'turnedDown'], not: ['suppressed'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox'] },
  {
    codes: ['sending/under-review', 'reputation/complaint-rate-review'],
    all: ['reviewed', 'complaining'],
    not: ['bouncing'],
  },
  { codes: ['sending/under-review', 'reputation/bounce-rate-review'], all: ['reviewed', 'bouncing'] },
  { codes: ['sending/under-review'], all: ['reviewed', 'accountOrSending'], not: ['leaving'] },
  {
    codes: ['configuration-set/sending-paused'],
    all: ['setWord', 'shut'],
    not: ['happened'],
  },
  {
    codes: paused,
    all: ['accountOrSending', 'shut'],
    not: ['smtpServer', 'templateWord', 'suppressed', 'bigProvider', 'blockLists', 'dailyQuota', 'billing'],
  },
  // What AWS pauses for explains the pause, and is no trouble beside it.
  { codes: paused, all: ['accountOrSending', 'shut', 'complaining'], not: ['smtpServer'] },
  { codes: paused, all: ['accountOrSending', 'shut', 'bouncing'], not: ['smtpServer', 'suppressed'] },
  // The way to the server.
  { codes: ['smtp/tls-mode-mismatch', 'smtp/tls-handshake-failed'], all: ['tlsMode'] },
  { codes: ['smtp/tls-version-too-old', 'smtp/tls-handshake-failed'], all: ['oldTls', 'tlsTrouble'] },
  { codes: ['smtp/certificate-expired'], all: ['cert', 'stale'], not: ['tracking'] },
  { codes: ['smtp/certificate-untrusted'], all: ['cert', 'certUntrusted'], not: ['tracking'] },
  { codes: ['smtp/name-not-resolved'], all: ['smtpServer', 'noHost'], not: ['verifying'] },
  { codes: ['smtp/connection-refused'], all: ['connectionRefused'] },
  { codes: ['smtp-credentials/not-used'], all: ['withoutLogin', 'refusedMail'] },
  {
    codes: ['smtp/starttls-not-used'],
    all: ['tlsWord', 'needsTls'],
    not: ['cert', 'bigProvider', 'tracking', 'kmsKey', 'others', 'theirServer', 'bouncing'],
  },
  {
    codes: login,
    all: ['credentials', 'loginRefused', 'smtpClient'],
    not: ['stale', 'noWay'],
  },
  { codes: ['smtp-credentials/not-used'], all: ['withoutLogin', 'smtpClient'], not: ['loginRefused'] },
  { codes: ['smtp/connection-reset'], all: ['doesSpeak', 'brokenConnection'], not: ['sdkCall'] },
  { codes: ['smtp/connection-reset'], all: ['smtpServer', 'brokenConnection'] },
  {
    codes: ['access/endpoint-unreachable'],
    all: ['noWay', 'privateNet', 'sdkCall'],
    not: ['smtpServer'],
  },
  { codes: ['smtp/port-blocked'], all: ['smtpServer', 'noWay'], not: ['feedback'] },
  // Keys and rights.
  { codes: ['access/credentials-expired'], all: ['keys', 'stale'] },
  {
    codes: ['access/no-credentials'],
    all: ['keys', 'absent'],
    not: ['smtpClient', 'wrongKey', 'dkimWord', 'verifying'],
  },
  {
    codes: ['access/credentials-rejected'],
    all: ['keys', 'wrongKey', 'refusedMail'],
    not: ['smtpClient', 'mayNot'],
  },
  {
    codes: ['access/credentials-rejected'],
    all: ['keys', 'wrongKey', 'sdkCall'],
    not: ['smtpClient', 'mayNot', 'templateWord'],
  },
  { codes: ['send/access-denied'], all: ['mayNot', 'principal'], not: ['aTopic', 'kmsKey'] },
  {
    codes: ['access/region-missing'],
    all: ['regionWord', 'unsaid', 'sdkCall'],
    not: ['notConfirmed', 'setWord'],
  },
  // Limits.
  { codes: ['quota/daily-exhausted'], all: ['dayWords', 'spent'], not: ['leaving', 'sandbox'] },
  { codes: ['send/too-many-recipients'], all: ['manyTo', 'refusedMail'], not: ['dayWords', 'neverSent'] },
  {
    codes: ['quota/rate-exceeded'],
    all: ['pace', 'cutBack'],
    not: ['bigProvider', 'dayWords', 'noWay', 'newIps'],
  },
  // What is named in the call, and the message.
  { codes: ['template/data-invalid-json'], all: ['templateWord', 'jsonWord', 'malformed'], not: ['silent'] },
  { codes: ['template/missing-variable'], all: ['templateWord', 'variable', 'leftOut'] },
  { codes: ['template/not-found'], all: ['templateWord', 'notThere'] },
  { codes: ['template/not-found'], all: ['templateWord', 'otherRegion'] },
  { codes: ['template/syntax-error', 'template/render-rejected'], all: ['templateWord', 'malformed'] },
  { codes: ['configuration-set/not-found'], all: ['setWord', 'notThere'], not: ['feedback'] },
  { codes: ['send/tenant'], all: ['tenantWord', 'refusedMail'] },
  { codes: ['send/rejected-content'], all: ['virusWord', 'contentRefused'], not: ['whoIsNot'] },
  {
    codes: ['send/message-too-large'],
    all: ['weight', 'overSize'],
    not: ['noRoom', 'share', 'pace', 'templateWord'],
  },
  { codes: ['send/address-syntax'], all: ['badAddress', 'addressWord', 'refusedMail'] },
  {
    codes: ['send/address-syntax'],
    all: ['syntax', 'addressWord'],
    not: ['templateWord', 'jsonWord', 'dkimWord', 'spfWord', 'dmarcWord', 'verifying', 'bouncing'],
  },
  // What becomes of the mail.
  { codes: ['bounce/suppressed'], all: ['suppressed', 'someRecipient'] },
  { codes: ['bounce/unsubscribed-recipient'], all: ['unsubscribed', 'refusedMail', 'listMail'] },
  {
    codes: ['reputation/complaint-rate-review'],
    all: ['complaining', 'share', 'growing'],
    not: ['shut', 'reviewed'],
  },
  {
    codes: ['reputation/bounce-rate-review'],
    all: ['bouncing', 'share', 'growing'],
    not: ['pace', 'channels', 'shut', 'reviewed'],
  },
  {
    codes: ['message/via-amazonses'],
    all: ['onBehalf', 'nextToName'],
    not: ['spfWord', 'dkimWord', 'dmarcWord', 'bounceDomain'],
  },
  { codes: ['bounce/ip-blocklisted'], all: ['blockLists', 'ofAddress'] },
  { codes: ['bounce/domain-blocklisted'], all: ['blockLists', 'ourDomain'] },
  { codes: ['bounce/ip-blocklisted'], all: ['blockLists', 'refusedMail'] },
  {
    codes: ['bounce/ip-blocked-by-provider', 'bounce/undetermined', 'bounce/spam-rejected'],
    all: ['bigProvider', 'blockedThere', 'ourMail'],
    not: ['blockLists', 'smtpServer', 'suppressed', 'spfWord', 'dkimWord', 'dmarcWord', 'junkPlace'],
    anywhere: true,
  },
  { codes: ['bounce/recipient-server-fault'], all: ['mailLoop'], anywhere: true },
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
  // Where it ends.
  { codes: lostEvents, all: ['happened', 'channels', 'noneCome'], not: ['junkPlace', 'templateWord'] },
  { codes: ['bounce/mailbox-full'], all: ['someRecipient', 'noRoom'], not: ['suppressed'] },
  {
    codes: ['bounce/unknown-user'],
    all: ['someRecipient', 'whoIsNot', 'bouncing'],
    not: ['junkPlace', 'noHost'],
  },
  { codes: ['message/spam-verdict'], all: ['ourMail', 'missesInbox'], not: ['bouncing', 'suppressed'] },
  { codes: ['message/spam-verdict'], all: ['ourMail', 'goesThere', 'junkPlace'], not: ['peopleComplain'] },
  { codes: ['bounce/complaint'], all: ['peopleComplain', 'ourMail'] },
  { codes: ['bounce/rate-limited'], all: ['bigProvider', 'slowed', 'ourMail'] },
  {
    codes: ['send/temporary-failure'],
    all: ['serviceDown', 'doesSpeak'],
    not: ['templateWord', 'channels', 'shut'],
  },
  {
    codes: ['smtp/port-blocked'],
    all: ['waitsInVain', 'ourMail'],
    not: ['sdkCall', 'templateWord', 'feedback'],
  },
  // Records.
  { codes: ['dmarc/multiple-records'], all: ['dmarcWord', 'moreThanOne', 'aRecord'], not: ['bigProvider'] },
  { codes: ['dmarc/missing'], all: ['dmarcWord', 'noRecord'], not: ['moreThanOne', 'alignWord', 'fails'] },
  { codes: ['dmarc/syntax-error'], all: ['dmarcWord', 'aRecord', 'brokenRecord'], not: ['moreThanOne'] },
  { codes: ['spf/multiple-records'], all: ['spfWord', 'moreThanOne', 'aRecord'], not: ['tooManyLookups'] },
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
    not: ['turnedDown', 'verifying'],
  },
  {
    codes: ['sandbox/review-pending', 'sandbox/account-in-sandbox'],
    all: ['leaving', 'reviewed'],
    not: ['turnedDown'],
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
  // Login.
  {
    codes: [
      'smtp-credentials/username-not-access-key',
      'smtp-credentials/rejected',
      'smtp-credentials/password-is-secret-key',
    ],
    all: ['credentials', 'userName', 'loginRefused'],
  },
  {
    codes: [
      'smtp-credentials/temporary-key',
      'smtp-credentials/rejected',
      'smtp-credentials/password-is-secret-key',
    ],
    all: ['smtpClient', 'temporaryKey', 'loginRefused'],
    not: ['stale'],
  },
  {
    codes: wrongRegionLogin,
    all: ['credentials', 'twoRegions', 'smtpClient'],
  },
  {
    codes: wrongRegionLogin,
    all: ['credentials', 'otherRegion', 'smtpClient'],
  },
  {
    codes: ['smtp-credentials/password-legacy-signature', 'smtp-credentials/rejected'],
    all: ['credentials', 'oldPassword', 'loginRefused'],
  },
  { codes: ['smtp-credentials/no-mechanism'], all: ['noLoginOffered', 'smtpClient'] },
  {
    codes: ['smtp-credentials/temporary-failure'],
    all: ['credentials', 'loginRefused', 'notNow', 'smtpClient'],
  },
  // The way there.
  { codes: ['smtp/ipv6-broken'], all: ['ipv6', 'noWay'] },
  { codes: ['smtp/ipv6-broken'], all: ['ipv6', 'slowed'] },
  { codes: ['smtp/no-route', 'smtp/ipv6-broken'], all: ['noRoute'] },
  { codes: ['smtp/helo-refused'], all: ['helo', 'refusedMail'] },
  { codes: ['send/idle-timeout'], all: ['idle', 'brokenConnection'] },
  { codes: ['send/idle-timeout'], all: ['idle', 'smtpClient', 'refusedMail'] },
  { codes: ['smtp/silent', 'smtp/tls-mode-mismatch'], all: ['noGreeting', 'smtpServer'] },
  { codes: ['smtp/banner-unexpected'], all: ['otherBanner', 'smtpServer'], not: ['template'] },
  { codes: ['smtp/starttls-missing'], all: ['starttls', 'notOffered'], not: ['theirServer', 'bouncing'] },
  { codes: ['smtp/certificate-name-mismatch'], all: ['cert', 'otherHost'], not: ['tracking', 'linkWord'] },
  { codes: ['send/too-many-connections'], all: ['manySessions', 'smtpClient', 'cutBack'] },
  { codes: ['configuration-set/tracking-https'], all: ['linkWord', 'certificate', 'rewritten'] },
  {
    codes: ['configuration-set/tracking-domain-broken'],
    all: ['linkWord', 'rewritten', 'linkDead'],
    not: ['certificate', 'channels'],
  },
  // What is sent.
  { codes: ['template/unsupported-helper', 'template/syntax-error'], all: ['templateWord', 'helperWord'] },
  { codes: ['template/too-large'], all: ['templateWord', 'weight', 'overSize'] },
  {
    codes: ['template/silent-failure', 'template/missing-variable'],
    all: ['templateWord', 'silent', 'neverSent'],
    not: ['junkPlace'],
  },
  {
    codes: ['send/mime-invalid'],
    all: ['mimeWord', 'refusedMail'],
    not: ['dkimWord', 'spfWord', 'dmarcWord', 'templateWord', 'setWord', 'junkPlace'],
  },
  { codes: ['send/no-recipients'], all: ['nobodyGiven', 'sdkCall'] },
  { codes: ['send/no-recipients'], all: ['nobodyGiven', 'refusedMail'] },
  { codes: ['send/reason-hidden'], all: ['hiddenReason', 'refusedMail', 'smtpClient'] },
  { codes: ['send/list-management'], all: ['listMail', 'notThere'] },
  { codes: ['send/list-management'], all: ['listMail', 'refusedMail'], not: ['signOff'] },
  { codes: ['bounce/unsubscribed-recipient'], all: ['signOff', 'refusedMail', 'someRecipient'] },
  { codes: ['send/tenant'], all: ['tenantWord', 'notAttached'] },
  {
    codes: ['reputation/tenant-not-found', 'send/tenant'],
    all: ['tenantWord', 'notThere'],
    not: ['notAttached'],
  },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'notThere'], not: ['idle'] },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'isDeleted', 'refusedMail'], not: ['idle'] },
  { codes: ['configuration-set/pool-empty'], all: ['aPool', 'emptyPool'], not: ['idle'] },
  {
    codes: ['identity/case-mismatch', 'identity/not-verified'],
    all: ['twoSpellings', 'notConfirmed'],
    not: ['suppressed'],
  },
  {
    codes: ['bounce/tls-required'],
    all: ['encryptedOnly', 'theirSide', 'refusedMail'],
    not: ['cert', 'tracking'],
  },
  {
    codes: ['sandbox/review-pending', 'sandbox/account-in-sandbox'],
    all: ['leaving', 'awaits'],
    not: ['turnedDown'],
  },
  { codes: lostEvents, all: ['happened', 'neverHear'], not: ['junkPlace', 'templateWord'] },
  {
    codes: ['configuration-set/tracking-domain-broken'],
    all: ['linkWord', 'linkDead', 'ourMail'],
    not: ['certificate', 'channels', 'signOff', 'template'],
  },
  { codes: ['sending-ip/warming-up', 'bounce/rate-limited'], all: ['newIps', 'warmUp'] },
  { codes: ['sending-ip/warming-up', 'bounce/rate-limited'], all: ['newIps', 'slowed', 'bigProvider'] },
  // Events.
  {
    codes: ['events/subscription-pending', 'events/no-subscriber'],
    all: ['channels', 'unconfirmed'],
    not: ['senders'],
  },
  { codes: ['events/type-not-published'], all: ['happened', 'channels', 'someTypesOnly'] },
  {
    codes: ['events/topic-encrypted-without-grant', 'events/topic-policy-blocks'],
    all: ['aTopic', 'encrypted', 'noneCome'],
  },
  {
    codes: ['events/topic-encrypted-without-grant', 'events/topic-policy-blocks'],
    all: ['aTopic', 'encrypted', 'refusedMail'],
  },
  // Lists of SES.
  { codes: ['suppression/global-list', 'bounce/suppressed'], all: ['suppressed', 'notOnOurList'] },
  { codes: ['suppression/case-variant', 'bounce/suppressed'], all: ['suppressed', 'spelling'] },
  // What receivers do.
  // Nobody says why.
  {
    codes: ['bounce/undetermined'],
    all: ['bouncing', 'bigProvider'],
    not: ['suppressed', 'complaining', 'shut', 'reviewed', 'growing', 'notVerified', 'sandbox'],
  },
  { codes: ['bounce/greylisted'], all: ['greylisting', 'refusedMail'], not: ['serviceDown'] },
  { codes: ['bounce/expired'], all: ['gaveUp', 'theirServer'] },
  { codes: ['bounce/recipient-server-fault', 'bounce/expired'], all: ['theirServer', 'isDown'] },
  { codes: ['bounce/spam-rejected', 'bounce/content-rejected'], all: ['bouncing', 'asSpamRefused'] },
  { codes: ['bounce/spam-rejected', 'bounce/content-rejected'], all: ['asSpamRefused', 'theirServer'] },
  { codes: ['bounce/attachment-rejected'], all: ['fileWord', 'refusedMail', 'theirServer'] },
  { codes: ['bounce/attachment-rejected'], all: ['fileWord', 'contentRefused', 'theirServer'] },
  { codes: ['bounce/attachment-rejected'], all: ['fileWord', 'bouncing'], not: ['weight'] },
  { codes: ['bounce/message-too-large'], all: ['weight', 'overSize', 'theirServer'] },
  { codes: ['bounce/message-too-large'], all: ['weight', 'overSize', 'bouncing'] },
  { codes: ['bounce/mailbox-inactive'], all: ['closedMailbox', 'bouncing'], not: ['accountSending'] },
  { codes: ['bounce/mailbox-inactive'], all: ['closedMailbox', 'theirServer'] },
  {
    codes: ['bounce/relay-denied'],
    all: ['relayDenied', 'refusedMail'],
    not: ['credentials', 'withoutLogin'],
  },
  { codes: ['bounce/reverse-name-rejected'], all: ['reverseName', 'refusedMail'] },
  { codes: ['bounce/domain-not-found'], all: ['domainGone', 'bouncing'], not: ['senders'] },
  { codes: ['bounce/sender-domain'], all: ['ownDomainMissing', 'refusedMail'] },
  { codes: ['bounce/auto-reply'], all: ['outOfOffice'] },
  {
    codes: ['bounce/authentication-failed'],
    all: ['notAuthenticated', 'bigProvider', 'refusedMail'],
    not: ['credentials'],
  },
  { codes: ['message/forwarded'], all: ['forwarded', 'notOk', 'dmarcOrSpf'] },
  { codes: ['message/bounced-by-receipt-rule'], all: ['receiptRule', 'bouncing'] },
  // Of any mail.
  { codes: ['sandbox/review-denied'], all: ['production', 'denied'], anywhere: true },
  { codes: ['sandbox/review-denied'], all: ['outOfSandbox', 'denied'], not: ['toOthers'], anywhere: true },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox', 'mailing'], anywhere: true },
  { codes: sandbox, all: ['notVerified', 'toOthers', 'mailing', 'myOwn'], anywhere: true },
  { codes: lostEvents, all: ['happenings', 'neverComes', 'channel'], not: ['spamFolder'], anywhere: true },
  { codes: ['template/missing-variable'], all: ['template', 'accepted', 'neverComes'], anywhere: true },
  { codes: ['configuration-set/tracking-https'], all: ['tracking', 'certificate'], anywhere: true },
  {
    codes: ['message/via-amazonses'],
    all: ['via', 'shows'],
    not: ['spamFolder', 'spfWord', 'dkimWord', 'bounceDomain'],
    anywhere: true,
  },
  { codes: ['message/spam-verdict'], all: ['mailing', 'lands', 'spamFolder'], anywhere: true },
  { codes: ['message/spam-verdict'], all: ['mailing', 'inFolder'], anywhere: true },
  { codes: ['message/spam-verdict'], all: ['mailing', 'marked', 'asSpam'], anywhere: true },
  { codes: ['message/spam-verdict'], all: ['mailing', 'provider', 'warned'], anywhere: true },
  { codes: ['bounce/suppressed'], all: ['suppression', 'mailing'], anywhere: true },
  {
    codes: ['quota/daily-exhausted'],
    all: ['daily', 'allowance', 'reached', 'mailing'],
    not: ['sandbox'],
    anywhere: true,
  },
  {
    codes: ['sending/under-review', 'reputation/bounce-rate-review'],
    all: ['underReview', 'bounceRate'],
    anywhere: true,
  },
  {
    codes: ['sending/under-review', 'reputation/complaint-rate-review'],
    all: ['underReview', 'complaintRate'],
    anywhere: true,
  },
  { codes: ['send/access-denied'], all: ['permission', 'iam', 'mailing'], anywhere: true },
  {
    codes: ['identity/not-verified', 'dkim/status-failed'],
    all: ['verification', 'pending', 'mailing'],
    anywhere: true,
  },
  {
    codes: ['message/dkim-invalid'],
    all: ['dkimName', 'fails', 'mailing'],
    not: ['recordsAdded', 'pending', 'dkimFine'],
    anywhere: true,
  },
];
